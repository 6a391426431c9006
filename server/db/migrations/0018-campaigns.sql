-- Survey campaigns (domain/campaign): an order of the county or a township to look at every child of an area once. It
-- names no child; whom it asks about stands in campaign_child, frozen when it was started.
create table campaign (
  county text collate "C" not null,
  id uuid not null,
  name text not null,
  document text not null,
  purpose text not null,
  -- The area that it asks about. Not a reach: the list of children has that.
  scope text collate "C" not null,
  -- Circumstances as bits, any of them; 0: everybody. Full years, both included; null: no limit but that of minors.
  wanted integer not null,
  from_age smallint,
  to_age smallint,
  first_day date not null,
  last_day date not null,
  started_by uuid not null,
  started_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  -- Why it was closed before everybody was answered for.
  close_reason text,
  primary key (county, id),
  check (first_day <= last_day),
  check ((closed_by is null) = (closed_at is null))
);
create index campaign_running on campaign (county) where closed_at is null;
grant select on campaign to tonghu_app, tonghu_area, tonghu_village;
grant insert on campaign to tonghu_area;
grant update (closed_by, closed_at, close_reason) on campaign to tonghu_area;
create function campaign_stands() returns trigger language plpgsql as $$
begin
  raise exception 'a closed campaign does not change' using errcode = 'insufficient_privilege';
end $$;
create trigger campaign_stands before update on campaign for each row
  when (old.closed_at is not null) execute function campaign_stands();

-- Each child of the list with the village where it stood then; nobody has the right to change it. Its reach follows the
-- child, so that whoever has it now answers, and it counts where it stood.
create table campaign_child (
  county text collate "C" not null,
  campaign uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  place text collate "C" not null,
  primary key (county, campaign, child),
  foreign key (county, campaign) references campaign (county, id)
);
create index campaign_child_place on campaign_child (county, campaign, place);
create index campaign_child_child on campaign_child (county, child) include (campaign);
create index campaign_child_area on campaign_child (county, area_code, campaign) include (child, place);

-- What is now, computed from acts: the answer for each child, also for those found on the way. `late`: said after the
-- campaign was closed; it stands in the file and counts for nothing.
create table campaign_answer (
  county text collate "C" not null,
  campaign uuid not null,
  child uuid not null,
  late boolean not null,
  area_code text collate "C" not null,
  answer smallint not null,
  why smallint,
  act uuid not null,
  day date not null,
  -- When the server heard the first answer: of the deciding one the act tells it.
  first_at timestamptz not null,
  -- Of a child that was found where its file was opened; of others the list says it.
  place text collate "C",
  primary key (county, campaign, child, late),
  foreign key (county, child) references child (county, id) on delete cascade deferrable,
  foreign key (county, campaign) references campaign (county, id)
);
create index campaign_answer_child on campaign_answer (county, child);
create index campaign_answer_area on campaign_answer (county, area_code, campaign);

-- How it ended: every child as it counted when the campaign was closed. Written once.
create table campaign_outcome (
  county text collate "C" not null,
  campaign uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  place text collate "C" not null,
  listed boolean not null,
  answer smallint,
  why smallint,
  day date,
  first_at timestamptz,
  circumstances integer not null,
  primary key (county, campaign, child),
  foreign key (county, campaign) references campaign (county, id)
);
create index campaign_outcome_place on campaign_outcome (county, campaign, place);
create index campaign_outcome_child on campaign_outcome (county, child);
create index campaign_outcome_area on campaign_outcome (county, area_code, campaign);

do $$
declare
  t text;
begin
  foreach t in array array['campaign_child', 'campaign_answer', 'campaign_outcome'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format($p$create policy village_reach on %I to tonghu_village using (
      area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area, tonghu_village', t);
  end loop;
end $$;
grant insert, delete on campaign_answer to tonghu_area, tonghu_village;

-- Circumstances with their ages: three groups of bits, each with the latest birth date of who is too old for it.
create function held_bits(p_bits integer, p_birth date, p_masks integer[], p_born date[]) returns integer language sql immutable as $$
  select case when p_birth is null or p_birth > p_born[1] then p_bits & p_masks[1] else 0 end
       | case when p_birth is null or p_birth > p_born[2] then p_bits & p_masks[2] else 0 end
       | case when p_birth is null or p_birth > p_born[3] then p_bits & p_masks[3] else 0 end
$$;

-- Whom a campaign would ask about, of what the asker reaches: in the register today and no older or younger than asked.
-- A child of unknown birth is asked about.
create function campaign_wanted(p_county text, p_lo text, p_hi text, p_day date, p_wanted integer, p_oldest date, p_youngest date, p_masks integer[], p_born date[])
returns table (child uuid, area_code text)
language sql stable as $$
  select c.id, c.area_code from child c join child_state s on s.county = c.county and s.child = c.id
   where c.county = p_county and c.area_code >= p_lo and c.area_code < p_hi and c.status = 1
     and s.from_day <= p_day and s.until_day > p_day and s.status = 1
     and (s.birth_date is null or s.birth_date > p_oldest and s.birth_date <= p_youngest)
     and (p_wanted = 0 or held_bits(s.circumstances, s.birth_date, p_masks, p_born) & p_wanted <> 0)
$$;

-- Freezes the list of a campaign that has just been written, and what has to be done by its last day (rule 18,
-- domain/duty/duty-acts.ts). Answers how many.
create function campaign_begin(p_county text, p_campaign uuid, p_day date, p_oldest date, p_youngest date, p_masks integer[], p_born date[])
returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v campaign;
  v_hi text;
  v_rows integer;
begin
  select * into v from campaign where county = p_county and id = p_campaign and closed_at is null for update;
  if not found or in_reach(v.scope) is not true then
    raise exception 'no such campaign' using errcode = 'no_data_found';
  end if;
  -- Codes of one area begin alike; those of its villages end before the next one of its own level.
  v_hi := case when right(v.scope, 6) = '000000' then left(v.scope, 6) when right(v.scope, 3) = '000' then left(v.scope, 9) else v.scope end || ':';
  insert into campaign_child (county, campaign, child, area_code, place)
    select p_county, p_campaign, w.child, w.area_code, w.area_code
      from campaign_wanted(p_county, v.scope, v_hi, p_day, v.wanted, p_oldest, p_youngest, p_masks, p_born) w;
  get diagnostics v_rows = row_count;
  insert into duty (county, child, area_code, rule, period, due, ends, tier, reasons, postponed)
    select p_county, l.child, l.area_code, 18, p_campaign::text, v.last_day, 'infinity', coalesce(d.tier, 3), array['#' || p_campaign], false
      from campaign_child l
      left join duty d on d.county = l.county and d.child = l.child and d.rule = 1
     where l.county = p_county and l.campaign = p_campaign;
  return v_rows;
end $$;
comment on function campaign_begin is 'Freezes the list of a campaign of the asker''s own area; answers how many children.';

-- Every child of a campaign as it counts: frozen ones as they were when it was closed. A file that was taken back is
-- out of the register.
create function campaign_side(p_county text, p_campaign uuid, p_day date, p_masks integer[], p_born date[])
returns table (child uuid, area_code text, place text, listed boolean, answer smallint, why smallint, day date, first_at timestamptz, circumstances integer)
language sql stable as $$
  select o.child, o.area_code, o.place, o.listed, o.answer, o.why, o.day, o.first_at, o.circumstances
    from campaign_outcome o where o.county = p_county and o.campaign = p_campaign
  union all
  select l.child, l.area_code, l.place, true, case when c.id is null then 4::smallint else a.answer end, a.why, a.day, a.first_at,
         case when p_masks is null then 0 else coalesce(held_bits(s.circumstances, s.birth_date, p_masks, p_born), 0) end
    from campaign_child l
    left join child c on c.county = l.county and c.id = l.child
    left join campaign_answer a on a.county = l.county and a.campaign = l.campaign and a.child = l.child and not a.late
    left join child_state s on p_masks is not null and s.county = l.county and s.child = l.child and s.from_day <= p_day and s.until_day > p_day
   where l.county = p_county and l.campaign = p_campaign
     and exists (select from campaign g where g.county = p_county and g.id = p_campaign and g.closed_at is null)
  union all
  select a.child, a.area_code, a.place, false, a.answer, a.why, a.day, a.first_at,
         case when p_masks is null then 0 else coalesce(held_bits(s.circumstances, s.birth_date, p_masks, p_born), 0) end
    from campaign_answer a
    left join child_state s on p_masks is not null and s.county = a.county and s.child = a.child and s.from_day <= p_day and s.until_day > p_day
   where a.county = p_county and a.campaign = p_campaign and a.answer = 5 and not a.late
     and exists (select from campaign g where g.county = p_county and g.id = p_campaign and g.closed_at is null)
$$;

-- How many, by places of so many digits that begin so and are in reach. A child who has moved still counts where it stood, which does not see
-- it any more.
create function campaign_counts(p_county text, p_campaign uuid, p_digits integer, p_place text)
returns table (place text, listed bigint, no_change bigint, changed bigint, not_seen bigint, "left" bigint, found bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with counted as materialized (
    select left(s.place, p_digits) as place, count(*) filter (where s.listed) as listed,
           count(*) filter (where s.listed and s.answer = 1) as no_change, count(*) filter (where s.listed and s.answer = 2) as changed,
           count(*) filter (where s.listed and s.answer = 3) as not_seen, count(*) filter (where s.listed and s.answer = 4) as gone,
           count(*) filter (where s.answer = 5) as found
      from campaign_side(p_county, p_campaign, null, null, null) s
     where s.place >= p_place and s.place < p_place || ':' group by 1
  )
  select c.* from counted c where in_reach(rpad(c.place, 12, '0'))
$$;
comment on function campaign_counts is 'Answers of a campaign for places in reach: numbers, no child.';

-- How many were answered for the first time in each hour of China's clock, of places in reach that begin so.
create function campaign_hours(p_county text, p_campaign uuid, p_place text) returns table (hour text, n bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with counted as materialized (
    select s.place, to_char(s.first_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24') as hour, count(*) as n
      from campaign_side(p_county, p_campaign, null, null, null) s
     where s.listed and s.first_at is not null and s.place >= p_place and s.place < p_place || ':' group by 1, 2
  )
  select c.hour, sum(c.n)::bigint from counted c where in_reach(c.place) group by 1 order by 1
$$;
comment on function campaign_hours is 'Hours of first answers, of places in reach: numbers, no child.';

-- Two campaigns side by side, of places that begin so: whom each of them leaves in the register with which circumstances.
-- null: not among them.
create function campaign_compared(p_county text, p_now uuid, p_before uuid, p_place text, p_day date, p_masks integer[], p_born date[])
returns table (child uuid, was integer, "is" integer)
language sql stable as $$
  select coalesce(n.child, b.child), b.circumstances, n.circumstances
    from (select * from campaign_side(p_county, p_now, p_day, p_masks, p_born) s
           where s.answer is distinct from 4 and s.place >= p_place and s.place < p_place || ':') n
    full join (select * from campaign_side(p_county, p_before, p_day, p_masks, p_born) s
                where s.answer is distinct from 4 and s.place >= p_place and s.place < p_place || ':') b on b.child = n.child
$$;

create function campaign_diff(p_county text, p_now uuid, p_before uuid, p_area text, p_place text, p_day date, p_masks integer[], p_born date[], p_bits integer[])
returns table (one integer, before bigint, came bigint, gone bigint, began bigint, ended bigint, now bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if in_reach(p_area) is not true then
    raise exception 'no such area' using errcode = 'no_data_found';
  end if;
  return query
    with alike as (
      select c.was, c."is", count(*) as n from campaign_compared(p_county, p_now, p_before, p_place, p_day, p_masks, p_born) c group by 1, 2
    ), told as (
      select b.one, a.n, a.was is not null as was_in, a."is" is not null as is_in,
             a.was is not null and (b.one = 0 or a.was & b.one <> 0) as had, a."is" is not null and (b.one = 0 or a."is" & b.one <> 0) as has
        from alike a cross join unnest(p_bits) as b (one)
    )
    select t.one, coalesce(sum(t.n) filter (where had), 0)::bigint, coalesce(sum(t.n) filter (where has and not was_in), 0)::bigint,
           coalesce(sum(t.n) filter (where had and not is_in), 0)::bigint, coalesce(sum(t.n) filter (where has and was_in and not had), 0)::bigint,
           coalesce(sum(t.n) filter (where had and is_in and not has), 0)::bigint, coalesce(sum(t.n) filter (where has), 0)::bigint
      from told t group by 1;
end $$;
comment on function campaign_diff is 'What changed between two campaigns in an area in reach, by circumstance: numbers, no child.';

-- Keeps how a campaign has ended and takes away what had to be done for it. Nobody answers meanwhile: whoever does holds
-- the same lock shared (server/campaign/check-answers.ts).
create function campaign_settle(p_county text, p_campaign uuid, p_day date, p_masks integer[], p_born date[]) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_rows integer;
begin
  if not exists (select from campaign g where g.county = p_county and g.id = p_campaign and g.closed_at is null and in_reach(g.scope)) then
    raise exception 'no such campaign' using errcode = 'no_data_found';
  end if;
  insert into campaign_outcome (county, campaign, child, area_code, place, listed, answer, why, day, first_at, circumstances)
    select p_county, p_campaign, s.child, s.area_code, s.place, s.listed, s.answer, s.why, s.day, s.first_at, s.circumstances
      from campaign_side(p_county, p_campaign, p_day, p_masks, p_born) s;
  get diagnostics v_rows = row_count;
  delete from duty where county = p_county and rule = 18 and period = p_campaign::text;
  return v_rows;
end $$;
comment on function campaign_settle is 'Freezes how a campaign has ended; answers how many children.';

revoke execute on function campaign_begin, campaign_counts, campaign_hours, campaign_diff, campaign_settle from public;
grant execute on function campaign_counts, campaign_hours, campaign_diff to tonghu_area, tonghu_village;
grant execute on function campaign_begin, campaign_settle to tonghu_area;
-- These see what the asker sees.
grant execute on function held_bits, campaign_side, campaign_compared to tonghu_area, tonghu_village;
grant execute on function campaign_wanted to tonghu_area;
