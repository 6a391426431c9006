-- Rows that look like a child who is known are held until a person has decided, and a batch of acts can be taken back.

-- What else a child is known by: other ID numbers that lists wrote, and rows without a good number that were decided
-- or from which its file was opened. `key` is a keyed digest.
create table known_as (
  county text collate "C" not null,
  kind text not null check (kind in ('number', 'row')),
  key bytea not null,
  child uuid not null,
  area_code text collate "C" not null,
  -- Decided to be this child; else the row with which its file was opened.
  merged boolean not null,
  -- The batch of acts with which it came, and with which it goes.
  batch uuid not null,
  primary key (county, kind, key, child)
);
create index known_as_child on known_as (county, child);
create index known_as_batch on known_as (county, batch);

-- A row that is held, and whom it looks like. One row may look like several children.
create table duplicate (
  county text collate "C" not null,
  id uuid not null,
  -- Who may decide: whose reach holds both sides.
  area_code text collate "C" not null,
  import uuid not null,
  n integer not null,
  -- Of a row that looks like an earlier row of its import: the child that this one opens.
  child_like uuid not null,
  other_n integer,
  score smallint not null,
  reasons text[] not null,
  -- Keyed digest of office and row: the same list again finds it held already.
  key bytea not null,
  decision text check (decision in ('same', 'different')),
  decided_by uuid,
  decided_at timestamptz,
  -- Of the acts that carried the decision out; until then it is only noted.
  batch uuid,
  primary key (county, id),
  foreign key (county, import, n) references import_row (county, import, n)
);
create index duplicate_import on duplicate (county, import, n);
create index duplicate_key on duplicate (county, key);
create index duplicate_like on duplicate (county, child_like);
create index duplicate_open on duplicate (county, score desc, id) where decision is null;

do $$
declare
  t text;
begin
  foreach t in array array['known_as', 'duplicate'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area', t);
  end loop;
end $$;
-- Whoever searches by a number finds the child under all that it is known by.
create policy village_reach on known_as to tonghu_village using (
  area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')));
grant select on known_as to tonghu_village;
-- A township may hold a row for the county to decide, and sees no more of it.
create policy for_the_county on duplicate for insert to tonghu_area with check (area_code = county || '000000');
grant insert, delete on known_as to tonghu_area;
grant insert, update on duplicate to tonghu_area;

-- Whom a row or a new file may be compared with: a village director with her own, whoever imports with the whole county,
-- and nobody who has no reach.
create function comparable(code text) returns boolean language sql stable as $$
  select coalesce(in_reach(code), false) or coalesce(current_setting('tonghu.lo', true), '') <> ''
$$;

-- Who is known as this, out of reach too: a row must not open a second file for a child of another township.
create function known_by(p_county text, p_kind text, p_keys bytea[]) returns table (key bytea, child uuid, reached boolean, merged boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.key, k.child, in_reach(k.area_code), k.merged from known_as k where k.county = p_county and k.kind = p_kind and k.key = any (p_keys) and comparable(k.area_code)
$$;
create function children_by_id(p_county text, p_blinds bytea[]) returns table (blind bytea, child uuid, reached boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id_blind, c.id, in_reach(c.area_code) from child c where c.county = p_county and c.id_blind = any (p_blinds) and comparable(c.area_code)
$$;

-- Children whose names sound so, in and out of reach, and whose birth date may be meant. The server compares them
-- further; nobody is shown what is out of reach.
create function same_sound(p_county text, p_n integer[], p_from text[], p_to text[], p_gram text[], p_birth date[], p_month text[], p_area text[])
returns table (n integer, child uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with wanted as (
    select * from unnest(p_n, p_from, p_to, p_gram, p_birth, p_month, p_area) as w (n, lo, hi, gram, birth, month, area)
  ), found as (
    select w.*, c.id, c.birth_date, c.area_code from wanted w
      join child c on c.county = p_county and c.name_pinyin >= w.lo and c.name_pinyin < w.hi
     where w.lo is not null
    union all
    select w.*, c.id, c.birth_date, c.area_code from wanted w
      join child_gram g on g.county = p_county and g.gram = w.gram
      join child c on c.county = p_county and c.id = g.child and g.person = g.child
     where w.gram is not null
  )
  select distinct f.n, f.id from found f
   where comparable(f.area_code) and case
     when f.birth_date is null then true
     when f.birth is not null then f.birth_date = f.birth
       or (extract(year from f.birth_date) = extract(year from f.birth))::int
        + (extract(month from f.birth_date) = extract(month from f.birth))::int
        + (extract(day from f.birth_date) = extract(day from f.birth))::int = 2
       or to_char(f.birth_date, 'YYYY-DD-MM') = to_char(f.birth, 'YYYY-MM-DD')
     when f.month is not null then to_char(f.birth_date, 'YYYY-MM') = f.month
     -- Without any birth date a common name has too many bearers to be told apart further off.
     else left(f.area_code, 9) = left(f.area, 9)
   end
$$;

-- What is compared of them; sealed values stay sealed.
create function likenesses(p_county text, p_children uuid[])
returns table (id uuid, reached boolean, area_code text, name text, birth_date date, sex smallint, id_number bytea,
  person uuid, relation smallint, carer boolean, person_name text, phones bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, in_reach(c.area_code), c.area_code || coalesce(c.group_no, ''), c.name, c.birth_date, c.sex, c.id_number,
         k.person, k.relation, k.carer, k.name, k.phones
    from unnest(p_children) as w (id)
    join child c on c.county = p_county and c.id = w.id and comparable(c.area_code)
    left join kin k on k.county = c.county and k.child = c.id and k.ended_on is null
$$;

-- Rows that are held already, of this or another import, decided by whomever.
create function held_already(p_county text, p_keys bytea[], p_import uuid) returns setof bytea
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct d.key from duplicate d join import i on i.county = d.county and i.id = d.import
   where d.county = p_county and d.key = any (p_keys) and d.batch is null and d.import <> p_import
     and i.status in ('committing', 'stopped', 'committed')
$$;

-- Whether anybody else has written since this place of the order, and where it has come to.
create function others_wrote(p_county text, p_import uuid, p_seq bigint) returns table (wrote boolean, upto bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(bool_or(a.batch is distinct from p_import), false), coalesce(max(p.seq), p_seq)
    from act_place p join act a on a.county = p.county and a.id = p.act
   where p.county = p_county and p.seq > p_seq
$$;

-- An act that takes a batch back names it in `corrects`. It is about no child and no person.
alter table act drop constraint act_check, drop constraint act_check1;
alter table act
  add constraint act_subject check (child is not null or person is not null or kind = 'batch.undo'),
  add constraint act_reach check ((child is null and kind <> 'batch.undo') = (area_code is null));
create index act_undone on act (county, corrects) where kind = 'batch.undo';

create function is_undone(p_county text, p_batch uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from act u where u.county = p_county and u.kind = 'batch.undo' and u.corrects = p_batch)
$$;
comment on function is_undone is 'Whether a batch of acts was taken back, by whomever: its acts stand in the order and teach nothing any more.';

create or replace function acts_of_file(p_county text, p_child uuid) returns setof act
language sql stable rows 30 security definer set search_path = public, pg_temp as $$
  select a.* from act a where a.county = p_county and a.child = p_child and in_reach(a.area_code)
     and (a.batch is null or not exists (select from act u where u.county = a.county and u.kind = 'batch.undo' and u.corrects = a.batch))
  union all
  select a.* from kin k join act a on a.county = k.county and a.person = k.person and a.child is null
   where k.county = p_county and k.child = p_child and in_reach(k.area_code)
     and (a.batch is null or not exists (select from act u where u.county = a.county and u.kind = 'batch.undo' and u.corrects = a.batch))
$$;

create or replace function acts_of_person(p_county text, p_person uuid) returns setof act
language sql stable rows 5 security definer set search_path = public, pg_temp as $$
  select a.* from act a
   where a.county = p_county and a.person = p_person and a.child is null
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
    select c.id, c.area_code, a.id, a.kind, a.person, a.day, a.received_at, a.body, p.seq, null::bytea
      from child c
      join act a on a.county = c.county and a.child = c.id
      left join act_place p on p.county = a.county and p.act = a.id
     where c.county = p_county and c.id = any (p_children) and (a.batch is null or not is_undone(p_county, a.batch))
     order by p.seq nulls last, a.received_at, a.id;
  return query select null::uuid, null, d.act, null, null::uuid, null::date, null::timestamptz, null::jsonb, null::bigint, d.digest
    from act_digests(p_county, p_acts) d;
end $$;

-- What was written later into the files that these batches wrote into. Out of reach it is told without its child.
create function acts_upon(p_county text, p_batches uuid[])
returns table (id uuid, kind text, child uuid, author uuid, received_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with own as (
    select a.id, a.child, a.person, p.seq from act a join act_place p on p.county = a.county and p.act = a.id
     where a.county = p_county and a.batch = any (p_batches)
  ), first_in_file as (
    select child, min(seq) as seq from own where child is not null group by child
  ), first_of_person as (
    select person, min(seq) as seq from own where child is null group by person
  ), later as (
    select a.* from first_in_file f join act a on a.county = p_county and a.child = f.child
      join act_place p on p.county = a.county and p.act = a.id and p.seq > f.seq
    union all
    select a.* from first_of_person f join act a on a.county = p_county and a.person = f.person and a.child is null
      join act_place p on p.county = a.county and p.act = a.id and p.seq > f.seq
  )
  select l.id, l.kind, case when in_reach(l.area_code) then l.child end, l.author, l.received_at from later l
   where l.batch is null
      or l.batch <> all (p_batches) and not exists (select from act u where u.county = p_county and u.kind = 'batch.undo' and u.corrects = l.batch)
   order by l.received_at, l.id
$$;
comment on function acts_upon is 'Acts that stand on these batches: a batch is taken back only when there are none.';

-- Whoever writes into one of these files waits, or has written before it is looked what stands on them.
create function hold_batches(p_county text, p_batches uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  select from child c where c.county = p_county
     and c.id in (select a.child from act a where a.county = p_county and a.batch = any (p_batches))
   order by c.id for update
$$;

-- Takes away the files that batches opened, once their undoing is written as acts. Answers all files that they wrote
-- into: those that were not opened by them remain, to be told anew from the acts that stand.
create function take_back(p_county text, p_batches uuid[]) returns table (child uuid, opened boolean)
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
  delete from child_gram g where g.county = p_county and g.child = any (v_opened);
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

-- Relatives of whom these batches taught something, and who belong to files that they did not open, in and out of reach.
create function shared_beyond(p_county text, p_batches uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.person from act a
   where a.county = p_county and a.batch = any (p_batches) and a.child is null
     and exists (select from kin k where k.county = p_county and k.person = a.person and not exists (
       select from act o where o.county = p_county and o.child = k.child and o.kind = 'child.open' and o.batch = any (p_batches)))
   order by 1
$$;

alter table import drop constraint import_status_check;
alter table import add constraint import_status_check
  check (status in ('previewed', 'committing', 'stopped', 'committed', 'discarded', 'undoing'));

create or replace function unfinished_imports(p_county text) returns table (import uuid, account uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select id, account from import where county = p_county and status in ('committing', 'undoing') order by created_at $$;

-- With all that same_sound asks of a child: else the planner takes the index by area, and skips through every village.
drop index child_pinyin;
create index child_pinyin on child (county, name_pinyin, id) include (birth_date, area_code);

-- Where a list says the month of birth and no day, none is made up.
alter table child add column birth_month text;

-- Nobody reads it: when a file last changed, its acts say.
alter table child drop column updated_at;

revoke execute on all functions in schema public from public;
grant execute on function comparable, known_by, children_by_id, same_sound, likenesses, held_already, others_wrote, is_undone, acts_upon, hold_batches, take_back, shared_beyond
  to tonghu_area;
-- For opening files by hand; the server shows of these what is in reach.
grant execute on function is_undone, comparable, children_by_id, same_sound, likenesses to tonghu_village;
