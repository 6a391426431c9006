-- Which villages' counts an act may have changed, told with its place: a table that is remembered counts only these
-- anew. With the first place of each transaction; null where nothing that is counted has changed.
alter table act_place add column touched text[];

-- Whatever writes spells: where children count, before and after.
create function spells_touched() returns trigger language plpgsql as $$
begin
  perform set_config('tonghu.touched', (
    select string_agg(code, ',') from (
      select unnest(string_to_array(current_setting('tonghu.touched', true), ',')) as code union select area_code from touched) t), true);
  return null;
end $$;
create trigger spells_added after insert on child_state referencing new table as touched
  for each statement execute function spells_touched();
create trigger spells_removed after delete on child_state referencing old table as touched
  for each statement execute function spells_touched();
create trigger spells_moved_away after update on child_state referencing old table as touched
  for each statement execute function spells_touched();
create trigger spells_moved_here after update on child_state referencing new table as touched
  for each statement execute function spells_touched();

create or replace function place_acts(p_county text, p_acts uuid[], p_flush_later boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_flush_later then
    perform set_config('synchronous_commit', 'off', true);
  end if;
  with counter as (
    update act_counter set last = last + cardinality(p_acts) where county = p_county returning last - cardinality(p_acts) as before
  )
  insert into act_place (county, seq, act, touched)
    select p_county, before + n, id,
           case when n = 1 then string_to_array(nullif(current_setting('tonghu.touched', true), ''), ',') end
      from counter, unnest(p_acts) with ordinality as u (id, n);
  if not found then
    raise exception 'no counter of county %', p_county;
  end if;
end $$;

-- What a child or relative is found by stands in its own row; child_gram, the index of it, follows by triggers. An index
-- of child_gram by child was a quarter of what opening a file cost: what goes is found by what it was instead.
alter table child add column grams text[] collate "C" not null default '{}';
alter table kin add column grams text[] collate "C" not null default '{}';
update child c set grams = g.grams
  from (select county, child, array_agg(gram order by gram) as grams from child_gram where person = child group by 1, 2) g
 where g.county = c.county and g.child = c.id;
update kin k set grams = g.grams
  from (select county, child, person, array_agg(gram order by gram) as grams from child_gram where person <> child group by 1, 2, 3) g
 where g.county = k.county and g.child = k.child and g.person = k.person;
drop index child_gram_child;
drop function add_grams;

-- In the order of grams, so that neighbours of the index are written one after the other. Planned each time: how many
-- rows there are decides how those that go are found.
create function grams_added() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'child' then
    insert into child_gram (county, gram, area_code, child, person)
      select c.county, g, c.area_code, c.id, c.id from added c, unnest(c.grams) g order by g;
  else
    insert into child_gram (county, gram, area_code, child, person)
      select k.county, g, k.area_code, k.child, k.person from added k, unnest(k.grams) g order by g;
  end if;
  return null;
end $$;
create function grams_removed() returns trigger
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  if tg_table_name = 'child' then
    delete from child_gram o using (select c.county, g, c.id from removed c, unnest(c.grams) g) r
     where o.county = r.county and o.gram = r.g and o.child = r.id and o.person = r.id;
  else
    delete from child_gram o using (select k.county, g, k.child, k.person from removed k, unnest(k.grams) g) r
     where o.county = r.county and o.gram = r.g and o.child = r.child and o.person = r.person;
  end if;
  return null;
end $$;
create function grams_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_child uuid;
  v_person uuid;
begin
  if tg_table_name = 'child' then
    v_child := new.id;
    v_person := new.id;
  else
    v_child := new.child;
    v_person := new.person;
  end if;
  delete from child_gram where county = new.county and gram = any (old.grams) and gram <> all (new.grams) and child = v_child and person = v_person;
  if old.area_code <> new.area_code then
    update child_gram set area_code = new.area_code where county = new.county and gram = any (new.grams) and child = v_child and person = v_person;
  end if;
  insert into child_gram (county, gram, area_code, child, person)
    select new.county, g, new.area_code, v_child, v_person from unnest(new.grams) g where g <> all (old.grams);
  return null;
end $$;
do $$
declare
  t text;
begin
  foreach t in array array['child', 'kin'] loop
    execute format('create trigger %I after insert on %I referencing new table as added for each statement execute function grams_added()', t || '_grams_added', t);
    execute format('create trigger %I after delete on %I referencing old table as removed for each statement execute function grams_removed()', t || '_grams_removed', t);
    execute format('create trigger %I after update on %I for each row when (old.grams is distinct from new.grams or old.area_code <> new.area_code) execute function grams_changed()', t || '_grams_changed', t);
  end loop;
end $$;
revoke insert, update, delete on child_gram from tonghu_area, tonghu_village;

create or replace function relative_known(p_county text, p_person uuid, p_row jsonb, p_grams text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_columns text;
begin
  if not exists (select from kin where county = p_county and person = p_person and in_reach(area_code)) then
    raise exception 'no such relative' using errcode = 'no_data_found';
  end if;
  select string_agg(format('%1$I = r.%1$I', key), ', ') into v_columns
    from jsonb_object_keys(p_row) as key where key not in ('county', 'child', 'person', 'area_code', 'relation', 'carer', 'since', 'ended_on', 'grams');
  execute format($u$update kin set %s, grams = case when kin.ended_on is null and (kin.carer or kin.relation in (1, 2)) then $4 else '{}' end
      from jsonb_populate_record(null::kin, $3) r where kin.county = $1 and kin.person = $2$u$, v_columns)
    using p_county, p_person, p_row, p_grams;
end $$;

create or replace function move_child(p_county text, p_child uuid, p_area text, p_group text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t text;
begin
  perform from child where county = p_county and id = p_child and in_reach(area_code) for update;
  if not found then
    raise exception 'no such child' using errcode = 'no_data_found';
  end if;
  if left(p_area, 6) <> p_county then
    raise exception 'area outside the county' using errcode = 'check_violation';
  end if;
  update child set area_code = p_area, group_no = p_group where county = p_county and id = p_child;
  -- Every table that carries a reach beside a child follows, those of later migrations too; child_gram by its triggers.
  for t in
    select r.relname from pg_class r
     where r.relnamespace = 'public'::regnamespace and r.relkind = 'r' and r.relname <> 'child_gram'
       and 2 = (select count(*) from pg_attribute a where a.attrelid = r.oid and a.attname in ('child', 'area_code') and not a.attisdropped)
  loop
    execute format('update %I set area_code = $3 where county = $1 and child = $2', t) using p_county, p_child, p_area;
  end loop;
end $$;

create or replace function erase_person(p_county text, p_person uuid, p_child_columns text[], p_kin_columns text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_set text;
begin
  if not exists (select from child where county = p_county and id = p_person and in_reach(area_code))
     and not exists (select from kin where county = p_county and person = p_person and in_reach(area_code)) then
    raise exception 'no such person' using errcode = 'no_data_found';
  end if;
  update person_key set wrapped = null, destroyed_at = now() where county = p_county and person = p_person;
  select string_agg(format('%I = null', c), ', ') into v_set from unnest(p_child_columns || '{name_pinyin,id_blind}'::text[]) as c;
  execute format($u$update child set %s, grams = '{}' where county = $1 and id = $2$u$, v_set) using p_county, p_person;
  select string_agg(format('%I = null', c), ', ') into v_set from unnest(p_kin_columns || '{id_blind}'::text[]) as c;
  execute format($u$update kin set %s, grams = '{}' where county = $1 and person = $2$u$, v_set) using p_county, p_person;
end $$;

create or replace function take_back(p_county text, p_batches uuid[]) returns table (child uuid, opened boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  v_opened uuid[];
  v_persons uuid[];
  v_others uuid[];
begin
  if exists (select from unnest(p_batches) b (id) where not is_undone(p_county, b.id)) then
    raise exception 'these batches stand';
  end if;
  select coalesce(array_agg(distinct a.child) filter (where a.kind = 'child.open'), '{}'),
         coalesce(array_agg(distinct a.person) filter (where a.person is not null), '{}')
    into v_opened, v_persons from act a where a.county = p_county and a.batch = any (p_batches);
  select coalesce(array_agg(distinct a.child), '{}') into v_others from act a
   where a.county = p_county and a.batch = any (p_batches) and a.child is not null and a.child <> all (v_opened);
  if exists (select from child c where c.county = p_county and c.id = any (v_opened || v_others) and not in_reach(c.area_code)) then
    raise exception 'no such child' using errcode = 'no_data_found';
  end if;
  -- Kin of the files that go may be known from nowhere else.
  v_persons := v_persons || coalesce((select array_agg(distinct k.person) from kin k where k.county = p_county and k.child = any (v_opened)), '{}');
  delete from child_state s where s.county = p_county and s.child = any (v_opened);
  delete from kin k where k.county = p_county and k.child = any (v_opened);
  delete from known_as k where k.county = p_county and (k.child = any (v_opened) or k.batch = any (p_batches));
  delete from child c where c.county = p_county and c.id = any (v_opened);
  -- What was known of nobody before is unreadable from now on.
  delete from person_key k where k.county = p_county and k.person = any (v_opened || v_persons)
    and not exists (select from act a where a.county = p_county and (a.child = k.person or a.person = k.person)
                       and (a.batch is null or not is_undone(p_county, a.batch)));
  return query select u.id, false from unnest(v_others) as u (id) union all select u.id, true from unnest(v_opened) as u (id);
end $$;

-- With all that lists are filtered by: a page of a long list passes over what does not fit without reading its rows,
-- which lie all over the table.
drop index child_pinyin;
create index child_pinyin on child (county, name_pinyin, id)
  include (birth_date, area_code, status, sex, schooling, boarding, health, guardianship, carer_kind);

-- What is now follows from the acts and is written with its child by one function: references would be looked at again
-- for each of its rows, which took a tenth of what opening a file takes.
alter table kin drop constraint kin_county_child_fkey;
alter table child_state drop constraint child_state_county_child_fkey;

-- Sealed values cannot be made smaller: trying took longer than writing them.
alter table act set (toast_tuple_target = 8160);

-- Acts of a batch lie together, and are asked for when one is taken back.
drop index act_batch;
create index act_batch on act using brin (batch) with (pages_per_range = 32, autosummarize = on);

-- Which parcels of an import are written, instead of a mark on each of their rows; and how many acts they were: what
-- else came into the county's order since the preview was planned is of others.
alter table import add column parcels_written integer[] not null default '{}';
alter table import add column acts_written integer not null default 0;
update import i set parcels_written = r.parcels, acts_written = (select count(*) from act a where a.county = i.county and a.batch = i.id)
  from (select county, import, array_agg(distinct parcel) as parcels from import_row where written group by 1, 2) r
 where r.county = i.county and r.import = i.id;
drop function others_wrote;
alter table import_row drop column written;

-- What the planner believes of tables that have doubled since it last looked. Plans that were made for an empty register
-- read all of a county for each new relative, until autovacuum came round a minute later.
create function refresh_statistics() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t text;
begin
  for t in
    select c.relname from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and c.relname in ('act', 'act_place', 'person_key', 'child', 'kin', 'child_state', 'child_gram', 'import_row')
       and pg_relation_size(c.oid) / current_setting('block_size')::integer > 2 * greatest(c.relpages, 20)
  loop
    execute format('analyze (skip_locked) %I', t);
  end loop;
end $$;

revoke execute on all functions in schema public from public;
grant execute on function refresh_statistics to tonghu_app;
