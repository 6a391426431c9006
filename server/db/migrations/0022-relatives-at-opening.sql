-- An opening act may tell of the child's relatives too (child.open, version 2: `relatives` by person), so that a roster
-- writes one act for a family instead of five. Here is which kin it tells of; reading shows these as acts about them.
alter table kin add column told_by uuid;
create index kin_told on kin (county, person) where told_by is not null;

-- What an opening act tells of somebody, as an act about him.
create function about_relative(a act, p_person uuid) returns setof act language sql immutable rows 1 as $$
  select * from jsonb_populate_record(a, jsonb_build_object('kind', 'relative.record', 'version', 1, 'child', null, 'area_code', null,
    'person', p_person, 'body', jsonb_build_object('day', a.day, 'facts', a.body -> 'relatives' -> p_person::text)))
$$;

-- `offset 0` keeps the planner from beginning with all kin whom opening acts tell of: of a county without rosters it believes that there are none.
create or replace function acts_of_file(p_county text, p_child uuid) returns setof act
language sql stable rows 30 security definer set search_path = public, pg_temp as $$
  select a.* from act a where a.county = p_county and a.child = p_child and in_reach(a.area_code)
     and (a.batch is null or not exists (select from act u where u.county = a.county and u.kind = 'batch.undo' and u.corrects = a.batch))
  union all
  select a.* from kin k join act a on a.county = k.county and a.person = k.person and a.child is null
   where k.county = p_county and k.child = p_child and in_reach(k.area_code)
     and (a.batch is null or not exists (select from act u where u.county = a.county and u.kind = 'batch.undo' and u.corrects = a.batch))
  union all
  select r.*
    from kin k
   cross join lateral (select t.county, t.person, t.told_by from kin t
                        where t.county = k.county and t.person = k.person and t.told_by is not null offset 0) t
    join act a on a.county = t.county and a.id = t.told_by
   cross join lateral about_relative(a, t.person) r
   where k.county = p_county and k.child = p_child and in_reach(k.area_code)
     and (a.batch is null or not exists (select from act u where u.county = a.county and u.kind = 'batch.undo' and u.corrects = a.batch))
$$;

create or replace function acts_of_person(p_county text, p_person uuid) returns setof act
language sql stable rows 5 security definer set search_path = public, pg_temp as $$
  select a.* from act a
   where a.county = p_county and a.person = p_person and a.child is null
     and (a.batch is null or not exists (select from act u where u.county = a.county and u.kind = 'batch.undo' and u.corrects = a.batch))
     and exists (select from kin k where k.county = p_county and k.person = p_person and in_reach(k.area_code))
  union all
  select r.*
    from kin t join act a on a.county = t.county and a.id = t.told_by
   cross join lateral about_relative(a, t.person) r
   where t.county = p_county and t.person = p_person and t.told_by is not null
     and (a.batch is null or not exists (select from act u where u.county = a.county and u.kind = 'batch.undo' and u.corrects = a.batch))
     and exists (select from kin k where k.county = p_county and k.person = p_person and in_reach(k.area_code))
$$;

create or replace function before_writing(p_county text, p_children uuid[], p_acts uuid[])
returns table (child uuid, area_code text, id uuid, kind text, person uuid, day date, received_at timestamptz, body jsonb, seq bigint, digest bytea)
language plpgsql as $$
#variable_conflict use_column
begin
  -- In the order of ids, so that two who lock several do not wait for each other in a circle.
  perform from child c where c.county = p_county and c.id = any (p_children) order by c.id for update;
  return query
    select c.id, c.area_code, a.id, a.kind, a.person, a.day, a.received_at,
           case when a.kind = 'child.open' then a.body - 'relatives' else a.body end, p.seq, null::bytea
      from child c
      join act a on a.county = c.county and a.child = c.id
      left join act_place p on p.county = a.county and p.act = a.id
     where c.county = p_county and c.id = any (p_children) and (a.batch is null or not is_undone(p_county, a.batch))
     order by p.seq nulls last, a.received_at, a.id;
  return query select null::uuid, null, d.act, null, null::uuid, null::date, null::timestamptz, null::jsonb, null::bigint, d.digest
    from act_digests(p_county, p_acts) d;
end $$;

create or replace function acts_upon(p_county text, p_batches uuid[])
returns table (id uuid, kind text, child uuid, author uuid, received_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with own as (
    select a.id, a.child, a.person, p.seq from act a join act_place p on p.county = a.county and p.act = a.id
     where a.county = p_county and a.batch = any (p_batches)
  ), first_in_file as (
    select child, min(seq) as seq from own where child is not null group by child
  ), first_of_person as (
    select person, min(seq) as seq from (
      select person, seq from own where child is null
      union all
      select k.person, o.seq from own o
       cross join lateral (select k.person from kin k where k.county = p_county and k.child = o.child and k.told_by = o.id offset 0) k) f
     group by person
  ), later as (
    select a.* from first_in_file f join act a on a.county = p_county and a.child = f.child
      join act_place p on p.county = a.county and p.act = a.id and p.seq > f.seq
    union all
    select a.* from first_of_person f join act a on a.county = p_county and a.person = f.person and a.child is null
      join act_place p on p.county = a.county and p.act = a.id and p.seq > f.seq
    union all
    select a.* from first_of_person f
     cross join lateral (select t.told_by from kin t where t.county = p_county and t.person = f.person and t.told_by is not null offset 0) t
      join act a on a.county = p_county and a.id = t.told_by
      join act_place p on p.county = a.county and p.act = a.id and p.seq > f.seq
  )
  select distinct l.id, l.kind, case when in_reach(l.area_code) then l.child end, l.author, l.received_at from later l
   where l.batch is null
      or l.batch <> all (p_batches) and not exists (select from act u where u.county = p_county and u.kind = 'batch.undo' and u.corrects = l.batch)
   order by l.received_at, l.id
$$;

create or replace function shared_beyond(p_county text, p_batches uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with told as (
    select a.person from act a where a.county = p_county and a.batch = any (p_batches) and a.child is null
    union
    select t.person from act a
     cross join lateral (select t.person from kin t where t.county = a.county and t.child = a.child and t.told_by = a.id offset 0) t
     where a.county = p_county and a.batch = any (p_batches) and a.kind = 'child.open'
  )
  select told.person from told
   where exists (select from kin k where k.county = p_county and k.person = told.person and not exists (
       select from act o where o.county = p_county and o.child = k.child and o.kind = 'child.open' and o.batch = any (p_batches)))
   order by 1
$$;

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
    and not exists (select from kin t where t.county = p_county and t.person = k.person and t.told_by is not null)
    and not exists (select from act a where a.county = p_county and (a.child = k.person or a.person = k.person)
                       and (a.batch is null or not is_undone(p_county, a.batch)));
  return query select u.id, false from unnest(v_others) as u (id) union all select u.id, true from unnest(v_opened) as u (id);
end $$;

create or replace function children_changed(p_county text, p_after bigint, p_most integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if (select last - p_after > p_most from act_counter where county = p_county)
     or exists (select from act_place p join act a on a.county = p.county and a.id = p.act
                 where p.county = p_county and p.seq > p_after and a.kind = 'batch.undo') then
    return query select null::uuid;
    return;
  end if;
  return query
    select a.child from act_place p join act a on a.county = p.county and a.id = p.act
      join child c on c.county = p_county and c.id = a.child
     where p.county = p_county and p.seq > p_after and in_reach(c.area_code)
    union
    select k.child from act_place p join act a on a.county = p.county and a.id = p.act
      join kin k on k.county = p_county and k.person = a.person
     where p.county = p_county and p.seq > p_after and a.person is not null and in_reach(k.area_code)
    union
    select k.child from act_place p join act a on a.county = p.county and a.id = p.act
      cross join lateral (select t.person from kin t where t.county = p_county and t.child = a.child and t.told_by = a.id offset 0) t
      join kin k on k.county = p_county and k.person = t.person
     where p.county = p_county and p.seq > p_after and a.kind = 'child.open' and in_reach(k.area_code);
end $$;

-- As of the other tables of what is now (0008): looking the child up for each row took as long as writing it. Who goes
-- takes them along.
alter table duty drop constraint duty_county_child_fkey;
alter table risk drop constraint risk_county_child_fkey;
create function child_gone() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from duty d using gone g where d.county = g.county and d.child = g.id;
  delete from risk r using gone g where r.county = g.county and r.child = g.id;
  return null;
end $$;
create trigger child_gone after delete on child referencing old table as gone for each statement execute function child_gone();
revoke execute on function child_gone, about_relative from public;

-- Facts of these acts that a later one has put right, and of whom: an opening act tells of several people.
drop function corrected_in;
create function corrected_in(p_county text, p_acts uuid[]) returns table (act uuid, person uuid, fact text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.corrects, a.person, f.key from act a cross join lateral jsonb_object_keys(a.body -> 'facts') as f (key)
   where a.county = p_county and a.corrects = any (p_acts) and (a.batch is null or not is_undone(a.county, a.batch))
$$;
comment on function corrected_in is 'Which facts of these acts were corrected, and of whom; the ids are known to the asker alone.';
revoke execute on function corrected_in from public;
grant execute on function corrected_in to tonghu_area, tonghu_village;
