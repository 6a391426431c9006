-- A hand-over that nobody has received yet: the act that asked for it, to which village or township, since when, and
-- since when it is sent back, if it is. The file stays where it is until somebody claims it.
alter table child
  add column hand_over uuid,
  add column handed_to text collate "C",
  add column handed_on date,
  add column handed_back_on date;
create index child_handed on child (county, handed_to) where handed_to is not null;

-- Who may receive what is handed to this area: whoever reaches it, and of a township each of its villages.
create function may_receive(p_to text) returns boolean language sql stable as $$
  select coalesce(in_reach(p_to), false)
      or right(p_to, 3) = '000' and exists (
           select from unnest(string_to_array(current_setting('tonghu.villages', true), ',')) as v (code)
            where left(v.code, 9) = left(p_to, 9))
$$;

-- What move_child did after it had looked at the reach; nobody's to call.
create function carry_child(p_county text, p_child uuid, p_area text, p_group text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t text;
begin
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
comment on function carry_child is 'Changes a present reach: of the child, its acts, kin, spells, search and evidence. For move_child and claim_child alone.';

create or replace function move_child(p_county text, p_child uuid, p_area text, p_group text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from child where county = p_county and id = p_child and in_reach(area_code) for update;
  if not found then
    raise exception 'no such child' using errcode = 'no_data_found';
  end if;
  perform carry_child(p_county, p_child, p_area, p_group);
end $$;
comment on function move_child is 'Changes the present reach of a child in reach.';

-- Holds the child of a hand-over, so that of several who receive it the second sees what the first has done. Tells
-- 'waits'; to those who could have received it also how it ended; to everybody else 'unknown'. Nobody's to call.
create function hold_hand_over(p_county text, p_child uuid, p_hand_over uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_waiting uuid;
  v_to text;
begin
  select hand_over into v_waiting from child where county = p_county and id = p_child and handed_back_on is null for update;
  select a.body ->> 'to' into v_to from act a
   where a.county = p_county and a.id = p_hand_over and a.child = p_child and a.kind = 'handOver.ask';
  if may_receive(v_to) is not true then
    return 'unknown';
  end if;
  if v_waiting = p_hand_over then
    return 'waits';
  end if;
  if exists (select from act a where a.county = p_county and a.child = p_child and a.kind = 'child.claim' and a.body ->> 'handOver' = p_hand_over::text) then
    return 'claimed';
  end if;
  return 'ended';
end $$;

-- Takes a child that was handed over into a village of the receiver's own. Its acts are written afterwards, by the
-- receiver, whose child it is by then.
create function claim_child(p_county text, p_child uuid, p_hand_over uuid, p_area text, p_group text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_found text := hold_hand_over(p_county, p_child, p_hand_over);
  v_from text;
  v_to text;
begin
  if v_found <> 'waits' then
    return v_found;
  end if;
  select area_code, handed_to into v_from, v_to from child where county = p_county and id = p_child;
  if in_reach(p_area) is not true or p_area = v_from or right(p_area, 3) = '000'
     or not (p_area = v_to or right(v_to, 3) = '000' and left(p_area, 9) = left(v_to, 9)) then
    return 'elsewhere';
  end if;
  perform carry_child(p_county, p_child, p_area, p_group);
  return 'received';
end $$;
comment on function claim_child is 'The reach of a child that was handed over goes to the one who claims it first.';

-- Sends a child back that was handed over. It stays where it is: the answer is in whose reach the act is written.
create function decline_hand_over(p_county text, p_child uuid, p_hand_over uuid, p_day date) returns table (outcome text, area text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_found text := hold_hand_over(p_county, p_child, p_hand_over);
begin
  if v_found <> 'waits' then
    return query select v_found, null::text;
    return;
  end if;
  return query update child set handed_back_on = p_day
    where county = p_county and id = p_child returning 'sent back', area_code;
end $$;

-- Who sends a child back writes into a file that is not his.
create policy declined on act for insert to tonghu_area, tonghu_village with check (kind = 'handOver.decline');

-- What waits, oldest first: to be received by the asker, or of children of his. Of a child out of reach it tells what is
-- needed to recognise it, and neither why it was handed over nor anything of its family.
create function hand_overs_in_sight(p_county text)
returns table (hand_over uuid, child uuid, area_code text, handed_to text, handed_on date, handed_back_on date, asked_at timestamptz,
  asked_by text, asked_role text, name text, sex smallint, birth_year integer, reached boolean, receivable boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.hand_over, c.id, c.area_code, c.handed_to, c.handed_on, c.handed_back_on, a.received_at, n.name, a.author_role, c.name, c.sex,
         coalesce(extract(year from c.birth_date)::integer, left(c.birth_month, 4)::integer),
         coalesce(in_reach(c.area_code), false), may_receive(c.handed_to) and c.handed_back_on is null
    from child c
    join act a on a.county = c.county and a.id = c.hand_over
    left join account n on n.id = a.author
   where c.county = p_county and c.handed_to is not null and (in_reach(c.area_code) or c.handed_back_on is null and may_receive(c.handed_to))
   order by c.handed_on, a.received_at, c.hand_over
$$;
comment on function hand_overs_in_sight is 'Children who are handed over and wait: the card by which a receiver recognises them.';

revoke execute on function may_receive, carry_child, hold_hand_over, claim_child, decline_hand_over, hand_overs_in_sight from public;
grant execute on function may_receive, claim_child, decline_hand_over, hand_overs_in_sight to tonghu_area, tonghu_village;

-- Who stands behind the counters of the register for a month: the register on the day before it against the register on
-- its last day, by places of so many digits (6 county, 9 townships, 12 villages). Meanings: domain/register/counters.ts.
create function register_members(p_county text, p_first date, p_next date, p_digits integer)
returns table (place text, counter text, child uuid)
language sql stable as $$
  with first as (
    select s.child, left(s.place, p_digits) as place, s.status from child_state s
     where s.county = p_county and s.from_day < p_first and s.until_day >= p_first
  ), last as (
    select s.child, left(s.place, p_digits) as place, s.status from child_state s
     where s.county = p_county and s.from_day < p_next and s.until_day >= p_next
  ), changed as (
    select distinct s.child from child_state s where s.county = p_county and s.from_day >= p_first and s.from_day < p_next
  ), began as (
    select f.child, f.place, f.status, false as is_new from changed c join first f on f.child = c.child
    union all
    select c.id, left(s.place, p_digits), 1::smallint, true from child c
      join child_state s on s.county = c.county and s.child = c.id and s.from_day = c.opened_on
     where c.county = p_county and c.opened_on >= p_first and c.opened_on < p_next
  ), change as (
    select b.child, b.place as was_at, b.status as was, b.is_new, l.place as is_at, l.status as "is" from began b join last l on l.child = b.child
  ), gone as (
    select distinct left(s.place, p_digits) as place, s.child from child_state s join last l on l.child = s.child
     where s.county = p_county and s.until_day < p_next and left(s.place, p_digits) <> l.place
  )
  select place, 'atStart', child from first where status = 1
  union all select was_at, 'added', child from change where is_new
  union all select is_at, 'returned', child from change where was = 2 and "is" = 1
  union all select is_at, 'movedIn', child from change where was = 1 and is_at <> was_at
  union all select was_at, 'movedOut', child from change where was = 1 and is_at <> was_at
  union all select is_at, 'leaving', child from change where was = 1 and "is" = 2
  union all select place, case status when 1 then 'atEnd' else 'left' end, child from last
  union all select place, 'gone', child from gone
  union all select place, 'everAdded', child from last
  union all select place, 'everAdded', child from gone
$$;

-- How many they are, for places in reach. A child who was handed over still counts in the place that it left, which does
-- not see it any more.
create function register_counts(p_county text, p_first date, p_next date, p_digits integer)
returns table (place text, counter text, n bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  -- Materialized, so that the reach is asked once a place and not once a child.
  with counted as materialized (
    select m.place, m.counter, count(*) as n from register_members(p_county, p_first, p_next, p_digits) m group by 1, 2
  )
  select c.place, c.counter, c.n from counted c where in_reach(rpad(c.place, 12, '0'))
$$;
comment on function register_counts is 'Counters of the register for places in reach: numbers, no child.';
revoke execute on function register_members, register_counts from public;
grant execute on function register_members, register_counts to tonghu_area, tonghu_village;

-- That a village's list is complete, said by its director once a quarter; said again, it replaces what was said before.
create table list_confirmation (
  county text collate "C" not null,
  area_code text collate "C" not null,
  quarter text collate "C" not null check (quarter ~ '^[0-9]{4}Q[1-4]$'),
  -- How many children were on it, and a digest of who: whether it has changed since, and nothing of whom.
  children integer not null,
  list bytea not null,
  account uuid not null,
  confirmed_at timestamptz not null,
  primary key (county, area_code, quarter)
);
alter table list_confirmation enable row level security;
create policy area_reach on list_confirmation to tonghu_area using (
  area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true));
create policy village_reach on list_confirmation to tonghu_village using (
  area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')));
grant select on list_confirmation to tonghu_app, tonghu_area, tonghu_village;
grant insert, update on list_confirmation to tonghu_village;
