-- A roster on its way in. Rows wait sealed with a key of the import's own (person_key), which is destroyed when
-- the import is done or given up.
create table import (
  county text collate "C" not null,
  id uuid not null,
  account uuid not null,
  area_code text collate "C" not null,
  status text not null check (status in ('previewed', 'committing', 'stopped', 'committed', 'discarded')),
  as_of date not null,
  files integer not null,
  -- The county's last act when the preview was planned.
  planned_at bigint not null,
  -- Rows to be written, done with, and of these left out since their files had changed.
  to_write integer not null default 0,
  done integer not null default 0,
  outdated integer not null default 0,
  -- Why writing stopped: a refusal's code.
  problem text,
  -- Counts, names of files and sheets, row numbers; the rows themselves are sealed in import_row.
  sealed bytea not null,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  primary key (county, id)
);
create table import_row (
  county text collate "C" not null,
  import uuid not null,
  n integer not null,
  area_code text collate "C" not null,
  outcome text not null,
  -- The child that it opens or changes.
  target uuid,
  sealed bytea,
  -- Rows of one parcel are written in one transaction, whole families together; null is not to be written.
  parcel integer,
  written boolean not null default false,
  primary key (county, import, n),
  foreign key (county, import) references import (county, id)
);
create index import_row_parcel on import_row (county, import, parcel) where parcel is not null;
do $$
declare
  t text;
begin
  foreach t in array array['import', 'import_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format('grant select, insert, update, delete on %I to tonghu_area', t);
    execute format('grant select on %I to tonghu_app', t);
  end loop;
end $$;

create function relatives_by_id(p_county text, p_blinds bytea[]) returns table (blind bytea, person uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (k.id_blind) k.id_blind, k.person
    from kin k where k.county = p_county and k.id_blind = any (p_blinds) order by k.id_blind, k.person
$$;
comment on function relatives_by_id is 'The same parents and carers in other files, whose children stay unnamed. The caller knows the ID numbers already.';

-- Whether other people have written into these files since an import was planned.
create function files_changed(p_county text, p_import uuid, p_seq bigint, p_children uuid[]) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from unnest(p_children) as c (id)
     cross join lateral acts_of_file(p_county, c.id) a
      join act_place p on p.county = p_county and p.act = a.id
     where p.seq > p_seq and a.batch is distinct from p_import);
end $$;

create function end_import(p_county text, p_import uuid, p_status text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update import set status = p_status, committed_at = case when p_status = 'committed' then now() end
   where county = p_county and id = p_import and in_reach(area_code) and status in ('previewed', 'committing', 'stopped');
  if not found then
    raise exception 'no such import' using errcode = 'no_data_found';
  end if;
  update import_row set sealed = null where county = p_county and import = p_import;
  update person_key set wrapped = null, destroyed_at = now() where county = p_county and person = p_import;
end $$;
comment on function end_import is 'An import is done or given up: its key is destroyed, and the rows that waited with it.';

-- What nobody has decided on for so long is given up: rows of children must not wait for ever.
create function give_up_previews(p_county text, p_before timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  with given_up as (
    update import set status = 'discarded' where county = p_county and status = 'previewed' and created_at < p_before returning id
  ), rows as (
    update import_row r set sealed = null from given_up g where r.county = p_county and r.import = g.id
  )
  update person_key k set wrapped = null, destroyed_at = now() from given_up g where k.county = p_county and k.person = g.id
$$;

-- Asked by the server itself when it starts, as nobody: ids only.
create function unfinished_imports(p_county text) returns table (import uuid, account uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select id, account from import where county = p_county and status = 'committing' order by created_at $$;

revoke execute on function relatives_by_id, files_changed, end_import, give_up_previews, unfinished_imports from public;
grant execute on function give_up_previews, unfinished_imports to tonghu_app;
grant execute on function relatives_by_id, files_changed, end_import to tonghu_area, tonghu_village;
