-- Acts: written once, never changed. The application can insert and read, and nothing else.
create table act (
  county text collate "C" not null,
  id uuid not null,
  kind text not null,
  version smallint not null,
  -- The child whose file it belongs to; null for an act about a person, who has no reach (see acts_of_file).
  child uuid,
  person uuid,
  -- Present reach of the child, changed by move_child alone.
  area_code text collate "C",
  author uuid not null,
  author_role text not null,
  office uuid,
  written_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  -- Day that the act describes.
  day date not null,
  corrects uuid,
  -- The import that wrote it.
  batch uuid,
  body jsonb not null,
  -- Keyed digest of the plain act: tells a repeated act from another one of the same id.
  digest bytea not null,
  -- Of an act about a person: keyed digest of the child in whose file it was written. Says whether it was this one,
  -- never which.
  written_in bytea,
  primary key (county, id),
  check ((child is null) = (area_code is null)),
  check (child is not null or person is not null)
);
create index act_child on act (county, child) where child is not null;
create index act_person on act (county, person) where person is not null;
create index act_batch on act (county, batch) where batch is not null;

-- The county's gap-free order. The counter's row is locked from place_acts to the commit, so a number is
-- never seen before all smaller ones: a reader that goes by seq misses nothing.
create table act_counter (county text collate "C" primary key, last bigint not null default 0);
create table act_place (
  county text collate "C" not null,
  seq bigint not null,
  act uuid not null,
  primary key (county, seq),
  unique (county, act) include (seq)
);

-- One key per person, wrapped by the county's key. Destroying it erases the person; acts and counts stand.
create table person_key (
  county text collate "C" not null,
  person uuid not null,
  wrapped bytea,
  destroyed_at timestamptz,
  primary key (county, person),
  check ((wrapped is null) = (destroyed_at is not null))
);

-- What is now: one wide row per child. Columns of facts follow domain/fact/child-facts.ts; a test compares.
create table child (
  county text collate "C" not null,
  id uuid not null,
  area_code text collate "C" not null,
  group_no text,
  -- 1 in the register, 2 left
  status smallint not null default 1,
  opened_on date not null,
  left_on date,
  leave_reason smallint,
  name text,
  sex smallint,
  ethnicity text,
  birth_date date,
  id_number bytea,
  hobbies bytea,
  hukou_registered boolean,
  hukou_nature smallint,
  hukou_place bytea,
  residence bytea,
  housing smallint,
  health smallint,
  disability_kinds smallint[],
  disability_grade smallint,
  illness bytea,
  schooling smallint,
  boarding boolean,
  school bytea,
  grade_class bytea,
  school_results smallint,
  both_parents_away boolean,
  one_away_other_incapable boolean,
  incapable_parent smallint,
  entrusted boolean,
  entrust_reason smallint,
  guardianship smallint,
  improper_care bytea,
  last_parent_contact_on date,
  institution bytea,
  income smallint[],
  aid smallint[],
  family_situation bytea,
  living_condition bytea,
  observed smallint[],
  mental_condition bytea,
  needs bytea,
  special_circumstances bytea,
  support_advice bytea,
  key_attention boolean,
  village_contact bytea,
  village_contact_phones bytea,
  note bytea,
  -- Keys of facts that do not apply; a null column that is not named here is 未采集.
  not_applicable text[] not null default '{}',
  name_pinyin text collate "C",
  id_blind bytea,
  carer_person uuid,
  carer_kind smallint,
  updated_at timestamptz not null default now(),
  primary key (county, id)
)
-- Room for the next version beside the row, so that what changes no indexed column touches no index.
with (fillfactor = 85);
-- With what lists are filtered by most, so that counting them does not read the wide rows.
create index child_area on child (county, area_code, name_pinyin, id)
  include (status, birth_date, sex, schooling, boarding, health, guardianship, carer_kind);
create index child_pinyin on child (county, name_pinyin, id);
create index child_id_blind on child (county, id_blind) where id_blind is not null;

-- A person has no reach: each child's row of kinship carries what is now of the person, columns as in
-- domain/fact/relative-facts.ts. relative_known fans a change out to all of them.
create table kin (
  county text collate "C" not null,
  child uuid not null,
  person uuid not null,
  area_code text collate "C" not null,
  relation smallint not null,
  carer boolean not null default false,
  since date,
  ended_on date,
  name text,
  sex smallint,
  birth_date date,
  id_number bytea,
  phones bytea,
  parent_state smallint,
  work_place text,
  work_unit bytea,
  address bytea,
  health smallint,
  disability_kinds smallint[],
  disability_grade smallint,
  illness bytea,
  not_applicable text[] not null default '{}',
  id_blind bytea,
  primary key (county, child, person),
  foreign key (county, child) references child (county, id)
);
create index kin_person on kin (county, person);
create index kin_id_blind on kin (county, id_blind) where id_blind is not null;

-- What holds over time, for tables of any day: half-open spells of small codes. `place` is where the child
-- counted then, `area_code` its present reach.
create table child_state (
  county text collate "C" not null,
  child uuid not null,
  area_code text collate "C" not null,
  from_day date not null,
  until_day date not null default 'infinity',
  place text collate "C" not null,
  status smallint not null,
  birth_date date,
  sex smallint,
  hukou_nature smallint,
  hukou_registered boolean,
  health smallint,
  schooling smallint,
  boarding boolean,
  cause smallint,
  carer_kind smallint,
  guardianship smallint,
  -- Bit n-1 stands for code n of AID; null is 未采集.
  aid integer,
  -- For tables: the six digits of the place behind the county, and all codes as one number (domain/table/cell.ts).
  place_no integer not null,
  cell bigint not null,
  primary key (county, child, from_day),
  foreign key (county, child) references child (county, id)
);
-- All that the table of a day reads. area_code stands before the days, so that the policy is compared once a scan:
-- as a filter its two settings would be looked up for every row, which takes as long as all the rest.
create index child_state_day on child_state (county, area_code, until_day, from_day)
  include (status, place_no, birth_date, cell);

-- Search as people type: names, pinyin and initials from each character on, and keyed digests of numbers. Found by
-- `gram = $1` or a range of beginnings, since only leak-proof operators use an index under row-level security.
create table child_gram (
  county text collate "C" not null,
  gram text collate "C" not null,
  area_code text collate "C" not null,
  child uuid not null,
  -- The child itself or the relative whose name or number it is.
  person uuid not null
);
-- No primary key: with the ids in it, it would be ten times as large, and most of what opening a file writes. The same
-- row twice would do no harm.
create index child_gram_gram on child_gram (county, gram);
create index child_gram_child on child_gram (county, child);

create table evidence (
  county text collate "C" not null,
  id uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  name bytea not null,
  kind text not null,
  bytes integer not null,
  sha256 bytea not null,
  about text[] not null default '{}',
  added_by uuid not null,
  added_at timestamptz not null default now(),
  primary key (county, id),
  foreign key (county, child) references child (county, id) deferrable
);
create index evidence_child on evidence (county, child);

-- Reach, once per database role, as plain comparisons on the row: these become index conditions, an OR of
-- both or a sub-select would not (design decision 0004).
do $$
declare
  t text;
begin
  foreach t in array array['act', 'child', 'kin', 'child_state', 'child_gram', 'evidence'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format($p$create policy village_reach on %I to tonghu_village using (
      area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area, tonghu_village', t);
  end loop;
end $$;
-- An act about a person has no reach; whose file it was written in is checked before (record-acts.ts).
create policy person_act on act for insert to tonghu_area, tonghu_village with check (child is null);

grant insert on act to tonghu_area, tonghu_village;
grant insert, update on child to tonghu_area, tonghu_village;
grant insert, update, delete on kin, child_state, child_gram to tonghu_area, tonghu_village;
grant insert on evidence to tonghu_area, tonghu_village;
grant select, insert on person_key to tonghu_area, tonghu_village;
grant select on act_place, act_counter to tonghu_area, tonghu_village, tonghu_app;

-- In reach of the request's settings. For definer functions, which run as the owner and see everything.
create function in_reach(code text) returns boolean language sql stable as $$
  select (code collate "C" >= current_setting('tonghu.lo', true) and code collate "C" < current_setting('tonghu.hi', true))
      or code = any (string_to_array(current_setting('tonghu.villages', true), ','))
$$;

-- With `p_flush_later` the commit does not wait for the disk while it holds the counter, or a county could save no
-- faster than its disk turns: the caller waits for it afterwards, together with others (server/db/flush.ts).
create function place_acts(p_county text, p_acts uuid[], p_flush_later boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_flush_later then
    perform set_config('synchronous_commit', 'off', true);
  end if;
  with counter as (
    update act_counter set last = last + cardinality(p_acts) where county = p_county returning last - cardinality(p_acts) as before
  )
  insert into act_place (county, seq, act)
    select p_county, before + n, id from counter, unnest(p_acts) with ordinality as u (id, n);
  if not found then
    raise exception 'no counter of county %', p_county;
  end if;
end $$;
comment on function place_acts is 'Gives acts their places. The last statement before commit, since it locks the county''s counter.';

-- `rows`: without it the planner expects a thousand and joins the order of the whole county.
create function acts_of_file(p_county text, p_child uuid) returns setof act
language sql stable rows 30 security definer set search_path = public, pg_temp as $$
  select a.* from act a where a.county = p_county and a.child = p_child and in_reach(a.area_code)
  union all
  select a.* from kin k join act a on a.county = k.county and a.person = k.person and a.child is null
   where k.county = p_county and k.child = p_child and in_reach(k.area_code)
$$;
comment on function acts_of_file is 'Every act of a child''s file: its own and those about its relatives, wherever they were written.';

create function acts_of_person(p_county text, p_person uuid) returns setof act
language sql stable rows 5 security definer set search_path = public, pg_temp as $$
  select a.* from act a
   where a.county = p_county and a.person = p_person and a.child is null
     and exists (select from kin k where k.county = p_county and k.person = p_person and in_reach(k.area_code))
$$;
comment on function acts_of_person is 'Acts about a relative of a child in reach, in whichever file they were written.';

create function act_digests(p_county text, p_acts uuid[]) returns table (act uuid, digest bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select a.id, a.digest from unnest(p_acts) as u (id) join act a on a.county = p_county and a.id = u.id;
end $$;
comment on function act_digests is 'For repeated acts, also such as have left the reach meanwhile. Tells nothing but equality.';

-- All that must be known before acts are written, by one statement: the children in reach, locked; their acts, read
-- after that, so that of two who write into one file at once the second sees what the first one wrote; and which of the
-- acts are there already.
create function before_writing(p_county text, p_children uuid[], p_acts uuid[])
returns table (child uuid, area_code text, id uuid, kind text, person uuid, day date, received_at timestamptz, body jsonb, seq bigint, digest bytea)
language plpgsql as $$
#variable_conflict use_column
begin
  -- In the order of ids, so that two who lock several do not wait for each other in a circle.
  perform from child c where c.county = p_county and c.id = any (p_children) order by c.id for update;
  return query
    select c.id, c.area_code, a.id, a.kind, a.person, a.day, a.received_at, a.body, p.seq, null::bytea
      from child c
      join act a on a.county = c.county and a.child = c.id
      left join act_place p on p.county = a.county and p.act = a.id
     where c.county = p_county and c.id = any (p_children)
     order by p.seq nulls last, a.received_at, a.id;
  return query select null::uuid, null, d.act, null, null::uuid, null::date, null::timestamptz, null::jsonb, null::bigint, d.digest
    from act_digests(p_county, p_acts) d;
end $$;

create function hold_relative(p_county text, p_person uuid) returns void
language sql security definer set search_path = public, pg_temp as
'select from kin where county = p_county and person = p_person order by child for update';
comment on function hold_relative is 'Of two who write about a relative at once, in whichever files, the second waits and then sees what the first wrote.';

-- What is now of a relative, written to every child''s row, in and out of reach; answers nothing.
create function relative_known(p_county text, p_person uuid, p_row jsonb, p_grams text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_columns text;
begin
  if not exists (select from kin where county = p_county and person = p_person and in_reach(area_code)) then
    raise exception 'no such relative' using errcode = 'no_data_found';
  end if;
  select string_agg(format('%1$I = r.%1$I', key), ', ') into v_columns
    from jsonb_object_keys(p_row) as key where key not in ('county', 'child', 'person', 'area_code', 'relation', 'carer', 'since', 'ended_on');
  if v_columns is not null then
    execute format('update kin set %s from jsonb_populate_record(null::kin, $3) r where kin.county = $1 and kin.person = $2', v_columns)
      using p_county, p_person, p_row;
  end if;
  if p_grams is not null then
    -- By its children: an index over persons would be a third of the table.
    delete from child_gram where county = p_county and person = p_person
      and child in (select k.child from kin k where k.county = p_county and k.person = p_person);
    insert into child_gram (county, gram, area_code, child, person)
      select p_county, g, k.area_code, k.child, p_person
        from kin k cross join (select distinct unnest(p_grams) as g) as grams
       where k.county = p_county and k.person = p_person and k.ended_on is null and (k.carer or k.relation in (1, 2));
  end if;
end $$;

-- p_rows: [{"area", "child", "of": [{"person", "grams": []}]}]. Thirty rows a child are most of what opening a file
-- writes: as one value, with the reach looked at once a child, they cost half of what they do as parameters.
create function add_grams(p_county text, p_rows jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- The owner, who rebuilds, has no reach and needs none.
  if session_user <> current_user and exists (select from jsonb_array_elements(p_rows) r where not coalesce(in_reach(r ->> 'area'), false)) then
    raise exception 'area out of reach' using errcode = 'insufficient_privilege';
  end if;
  insert into child_gram (county, gram, area_code, child, person)
    select p_county, g.gram, r ->> 'area', (r ->> 'child')::uuid, (o ->> 'person')::uuid
      from jsonb_array_elements(p_rows) r, jsonb_array_elements(r -> 'of') o, jsonb_array_elements_text(o -> 'grams') g (gram);
end $$;

-- A person has no reach: linked by his id alone, anybody's facts would open to whoever learnt it.
create function strangers(p_county text, p_ids uuid[], p_blinds bytea[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from unnest(p_ids, p_blinds) as p (id, blind)
   -- Counted one by one: as EXISTS they would be hashed, and the whole register read for a single id.
   cross join lateral (select count(*) as files, bool_or(in_reach(k.area_code) or k.id_blind = p.blind) as reached
                         from kin k where k.county = p_county and k.person = p.id) as linked
   cross join lateral (select count(*) as files from child c where c.county = p_county and c.id = p.id) as own
   where linked.reached is not true and linked.files + own.files > 0
$$;
comment on function strangers is 'Of these ids, children, and relatives whom only files out of reach know and whose ID number is not told.';

create function move_child(p_county text, p_child uuid, p_area text, p_group text) returns void
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
  -- Every table that carries a reach beside a child follows, those of later migrations too.
  for t in
    select c.table_name from information_schema.columns c
      join information_schema.columns r on r.table_schema = c.table_schema and r.table_name = c.table_name and r.column_name = 'area_code'
      join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name and b.table_type = 'BASE TABLE'
     where c.table_schema = 'public' and c.column_name = 'child'
  loop
    execute format('update %I set area_code = $3 where county = $1 and child = $2', t) using p_county, p_child, p_area;
  end loop;
end $$;
comment on function move_child is 'The only way to change a present reach: of the child, its acts, kin, spells, search and evidence.';

create function erase_person(p_county text, p_person uuid, p_child_columns text[], p_kin_columns text[]) returns void
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
  execute format('update child set %s where county = $1 and id = $2', v_set) using p_county, p_person;
  select string_agg(format('%I = null', c), ', ') into v_set from unnest(p_kin_columns || '{id_blind}'::text[]) as c;
  execute format('update kin set %s where county = $1 and person = $2', v_set) using p_county, p_person;
  delete from child_gram where county = p_county and person = p_person
    and child in (select p_person union select k.child from kin k where k.county = p_county and k.person = p_person);
end $$;
comment on function erase_person is 'Destroys a person''s key and clears what is now; acts, counts and the audit chain stand.';

-- A reach is moved, never edited: the application's own roles may not write area_code.
create function reach_stands() returns trigger language plpgsql as $$
begin
  if current_user in ('tonghu_app', 'tonghu_area', 'tonghu_village') then
    raise exception 'the reach of a row is changed by move_child alone' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger child_reach_stands before update of area_code on child for each row
  when (old.area_code is distinct from new.area_code) execute function reach_stands();
create trigger kin_reach_stands before update of area_code on kin for each row
  when (old.area_code is distinct from new.area_code) execute function reach_stands();
create trigger child_state_reach_stands before update of area_code on child_state for each row
  when (old.area_code is distinct from new.area_code) execute function reach_stands();

revoke execute on all functions in schema public from public;
grant execute on function in_reach, place_acts, acts_of_file, acts_of_person, act_digests, before_writing, hold_relative, relative_known, add_grams, strangers
  to tonghu_area, tonghu_village;
-- Village directors neither move children nor erase anybody (domain/access).
grant execute on function move_child, erase_person to tonghu_area;
-- Functions of later migrations too are nobody's until they are granted.
alter default privileges revoke execute on functions from public;
