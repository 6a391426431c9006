-- What an import keeps of the files that it read, so that columns can be said to mean something else and refused rows
-- be handed back. Everything is sealed with the import's own key.
create table import_file (
  county text collate "C" not null,
  import uuid not null,
  n integer not null,
  area_code text collate "C" not null,
  name bytea not null,
  -- The file as it was uploaded, and how its columns were understood, with samples: until the preview is decided on.
  content bytea,
  columns bytea,
  -- Titles and heads as they are written, for the rows that are handed back.
  heads bytea not null,
  primary key (county, import, n),
  foreign key (county, import) references import (county, id)
);
-- Sealed content cannot be made smaller.
alter table import_file alter column content set storage external;

-- What an office said of the columns of tables with these heads. A person without an office is one alone.
create table column_layout (
  county text collate "C" not null,
  office uuid not null,
  -- Keyed digest of the heads.
  layout bytea not null,
  area_code text collate "C" not null,
  -- Sealed for the county: a row taken for heads might name somebody.
  mapping bytea not null,
  account uuid not null,
  at timestamptz not null,
  primary key (county, office, layout)
);

do $$
declare
  t text;
begin
  foreach t in array array['import_file', 'column_layout'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format('grant select, insert, update, delete on %I to tonghu_area', t);
    execute format('grant select on %I to tonghu_app', t);
  end loop;
end $$;

-- A remark that wants looking at, whatever becomes of the row.
alter table import_row add column flagged boolean not null default false;

-- Of an import that is written only what was refused stays for a while, to be handed back: its rows and the heads over them.
create or replace function end_import(p_county text, p_import uuid, p_status text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update import set status = p_status, committed_at = case when p_status = 'committed' then now() end
   where county = p_county and id = p_import and in_reach(area_code) and status in ('previewed', 'committing', 'stopped');
  if not found then
    raise exception 'no such import' using errcode = 'no_data_found';
  end if;
  -- The same list may have been looked over twice before it was written once.
  delete from duplicate d where d.county = p_county and d.import = p_import
    and (p_status = 'discarded' or d.batch is null and exists (
      select from duplicate o join import i on i.county = o.county and i.id = o.import
       where o.county = d.county and o.key = d.key and o.import <> d.import and o.batch is null and i.status = 'committed'));
  update import_row r set sealed = null where r.county = p_county and r.import = p_import
    and not (p_status = 'committed' and r.outcome = 'refused')
    and not exists (select from duplicate d where d.county = r.county and d.import = r.import and d.n = r.n);
  if exists (select from import_row r where r.county = p_county and r.import = p_import and r.outcome = 'refused' and r.sealed is not null) then
    update import_file set content = null, columns = null where county = p_county and import = p_import;
  else
    delete from import_file where county = p_county and import = p_import;
  end if;
  update person_key set wrapped = null, destroyed_at = now() where county = p_county and person = p_import
    and not exists (select from import_row r where r.county = p_county and r.import = p_import and r.sealed is not null);
end $$;
comment on function end_import is 'An import is done or given up: its key is destroyed with the rows that waited, unless some are held or to be handed back.';

-- Previews that nobody decided on, and refused rows that nobody fetched.
create or replace function give_up_previews(p_county text, p_before timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_over uuid[];
begin
  with given_up as (
    update import set status = 'discarded' where county = p_county and status = 'previewed' and created_at < p_before returning id
  ), looked_alike as (
    delete from duplicate d using given_up g where d.county = p_county and d.import = g.id
  ), rows as (
    update import_row r set sealed = null from given_up g where r.county = p_county and r.import = g.id
  )
  select coalesce(array_agg(id), '{}') into v_over from given_up;
  v_over := v_over || coalesce((
    select array_agg(distinct i.id) from import i join import_file f on f.county = i.county and f.import = i.id
     where i.county = p_county and i.status = 'committed' and i.committed_at < p_before), '{}');
  update import_row set sealed = null where county = p_county and import = any (v_over) and outcome = 'refused';
  delete from import_file where county = p_county and import = any (v_over);
  update person_key k set wrapped = null, destroyed_at = now() where k.county = p_county and k.person = any (v_over)
    and not exists (select from import_row r where r.county = p_county and r.import = k.person and r.sealed is not null);
end $$;

-- Undone imports leave no row: who made them and took them back stands in the acts and in the audit log.
create function forget_import(p_county text, p_import uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from import where county = p_county and id = p_import and in_reach(area_code)) or not is_undone(p_county, p_import) then
    raise exception 'no such import' using errcode = 'no_data_found';
  end if;
  delete from duplicate where county = p_county and import = p_import;
  delete from import_file where county = p_county and import = p_import;
  delete from import_row where county = p_county and import = p_import;
  delete from import where county = p_county and id = p_import;
  delete from person_key where county = p_county and person = p_import;
end $$;

-- Erasing a child also erases the rows that were held as looking like it. A file that speaks of it goes as a whole: the
-- child cannot be cut out of it.
create function erase_held_rows(p_county text, p_child uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from child c where c.county = p_county and c.id = p_child and in_reach(c.area_code)) then
    return; -- a relative, who is in no such row by his id
  end if;
  update import_file f set content = null, columns = null
   where f.county = p_county and f.import in (
     select r.import from import_row r where r.county = p_county and r.target = p_child
     union select d.import from duplicate d where d.county = p_county and d.child_like = p_child);
  update import_row r set sealed = null from duplicate d
   where d.county = p_county and d.child_like = p_child and r.county = d.county and r.import = d.import and r.n = d.n;
  update import_row r set sealed = null where r.county = p_county and r.target = p_child;
  delete from known_as k where k.county = p_county and k.child = p_child;
end $$;

revoke execute on function forget_import, erase_held_rows from public;
grant execute on function forget_import, erase_held_rows to tonghu_area;
