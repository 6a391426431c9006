-- Facts that the rules of circumstances ask for.
alter table child add column hukou_county smallint, add column reported smallint[], add column parents_untraceable boolean;
alter table kin add column state_proof bytea, add column term_months numeric, add column supporting boolean, add column work_outside boolean;

-- Circumstances by the rules, one bit each (domain/circumstance/circumstances.ts), without ages; those that cannot be
-- told; those that the offices' lists say.
alter table child_state add column circumstances integer not null default 0, add column unclear integer not null default 0,
  add column reported integer;
-- The packed cell has new members (domain/table/cell.ts): the household register, left behind or not, and on a list.
update child_state set cell = (cell & (1::bigint << 30) - 1)
  | (case when hukou_registered is null then 0 when hukou_registered then 2 else 1 end)::bigint << 30
  | (case when carer_kind = 5 then 1 when cause in (1, 2) then 2 else 0 end)::bigint << 32
  | 1::bigint << 34
  | (cell >> 30) << 35;
drop index child_state_day;
create index child_state_day on child_state (county, area_code, until_day, from_day)
  include (status, place_no, birth_date, cell, circumstances, reported);

-- What policy says, beside what is shipped (domain/policy/shipped.ts): proposed by one person, approved by another.
create table policy_entry (
  county text collate "C" not null,
  id uuid not null,
  key text not null,
  -- The beginning of a code: the county, or one of its townships.
  scope text collate "C" not null,
  from_day date not null,
  -- JSON null: from then on as in the wider area.
  value jsonb not null,
  document text not null,
  clause text not null,
  reason text not null,
  -- How many children it would have added and removed, when it was proposed.
  effect jsonb,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decision text check (decision in ('approved', 'rejected')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (county, id),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  -- A second person; whoever proposed it may only take it back.
  check (decision <> 'approved' or decided_by <> proposed_by)
);
grant select on policy_entry to tonghu_app, tonghu_area, tonghu_village;
grant insert on policy_entry to tonghu_area;
grant update (effect, decision, decided_by, decided_at) on policy_entry to tonghu_area;

-- Children whose spells must be told anew: policy has changed, or a relative whom a file out of the writer's reach shares.
create table circumstance_due (
  county text collate "C" not null,
  child uuid not null,
  area_code text collate "C" not null,
  primary key (county, child)
);
grant select, update, delete on circumstance_due to tonghu_area;
-- All that there are: what was computed before is of the rules of that time.
insert into circumstance_due (county, child, area_code) select county, id, area_code from child;

-- How often spells were told anew without an act: a remembered table is as old as the last time.
alter table act_counter add column respelled bigint not null default 0;

-- Heads of official tables that are not known for certain, as the county has corrected them.
create table table_head (
  county text collate "C" not null,
  table_name text not null,
  column_key text not null,
  label text not null,
  document text not null,
  edited_by uuid not null,
  edited_at timestamptz not null,
  primary key (county, table_name, column_key)
);
grant select on table_head to tonghu_app, tonghu_area, tonghu_village;
grant insert, update on table_head to tonghu_area;

-- Tables that change no more: their figures, and every child behind them as it counted.
create table frozen_table (
  county text collate "C" not null,
  id uuid not null,
  name text not null,
  table_name text not null,
  as_of date not null,
  -- Of which area it was asked. Not a reach: it holds figures alone.
  scope text collate "C" not null,
  counted text not null,
  result jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (county, id)
);
grant select on frozen_table to tonghu_app, tonghu_area, tonghu_village;
grant insert on frozen_table to tonghu_area;

create table frozen_child (
  county text collate "C" not null,
  frozen uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  place text collate "C" not null,
  band smallint,
  cell bigint not null,
  primary key (county, frozen, child)
);
create index frozen_child_child on frozen_child (county, child);
do $$
declare
  t text;
begin
  foreach t in array array['circumstance_due', 'frozen_child'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format($p$create policy village_reach on %I to tonghu_village using (
      area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area, tonghu_village', t);
  end loop;
end $$;
grant insert on frozen_child to tonghu_area;

create function due_beyond(p_county text, p_person uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from kin where county = p_county and person = p_person and in_reach(area_code)) then
    raise exception 'no such relative' using errcode = 'no_data_found';
  end if;
  insert into circumstance_due (county, child, area_code)
    select k.county, k.child, k.area_code from kin k
     where k.county = p_county and k.person = p_person and not in_reach(k.area_code)
    on conflict do nothing;
end $$;
comment on function due_beyond is 'Children out of reach who share a relative: their spells are told anew by the program itself. Answers nothing.';

create function due_in(p_county text, p_lo text, p_hi text) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_rows integer;
begin
  insert into circumstance_due (county, child, area_code)
    select c.county, c.id, c.area_code from child c
     where c.county = p_county and c.area_code >= p_lo and c.area_code < p_hi and in_reach(c.area_code)
    on conflict do nothing;
  get diagnostics v_rows = row_count;
  return v_rows;
end $$;
comment on function due_in is 'All children of an area, after a change of policy.';

create function spells_renewed(p_county text) returns void
language sql security definer set search_path = public, pg_temp as
'update act_counter set respelled = respelled + 1 where county = p_county';
comment on function spells_renewed is 'Spells were told anew without an act: what is remembered of tables is forgotten. The last statement before commit, like place_acts.';

revoke execute on all functions in schema public from public;
grant execute on function due_beyond to tonghu_area, tonghu_village;
grant execute on function due_in, spells_renewed to tonghu_area;
