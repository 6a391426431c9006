-- What was given to children (domain/service/services.ts); what a later act corrects stands as corrected. Who gave it
-- says the act of the same id.
create table service (
  county text collate "C" not null,
  id uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  service smallint not null,
  day date not null,
  -- Children of one family who were visited at once.
  occasion uuid not null,
  child_seen boolean not null,
  problems smallint[] not null,
  primary key (county, id),
  foreign key (county, child) references child (county, id) on delete cascade deferrable
);
create index service_child on service (county, child, day);
create index service_area on service (county, area_code, day) include (child, service, child_seen);

-- What has to be done for children (domain/duty/duties.ts), computed from their files and never ticked.
create table duty (
  county text collate "C" not null,
  child uuid not null,
  area_code text collate "C" not null,
  rule smallint not null,
  period text not null,
  due date not null,
  -- The day from which nobody owes it any more.
  ends date not null default 'infinity',
  tier smallint not null,
  -- Facts, and circumstances after a colon.
  reasons text[] not null,
  last_on date,
  postponed boolean not null,
  primary key (county, child, rule, period),
  foreign key (county, child) references child (county, id) on delete cascade deferrable
);
create index duty_due on duty (county, area_code, due);

do $$
declare
  t text;
begin
  foreach t in array array['service', 'duty'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format($p$create policy village_reach on %I to tonghu_village using (
      area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area, tonghu_village', t);
    execute format('grant insert, delete on %I to tonghu_area, tonghu_village', t);
  end loop;
end $$;

-- The last day whose turns were looked for.
create table duty_pass (
  county text collate "C" not null primary key,
  day date not null
);

-- Children of whom something turns between two days without an act: a spell begins or ends, or they come of one of
-- these ages. They are told anew; everybody, when policy changed in between. A birthday in leap years may be found a day early: told
-- once more is told the same. Answers how many; none when that day was looked for already.
create function due_turned(p_county text, p_day date, p_ages integer[], p_changes date[]) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_from date;
  v_rows integer;
  v_all boolean;
begin
  insert into duty_pass (county, day) values (p_county, p_day - 1) on conflict do nothing;
  select day into v_from from duty_pass where county = p_county for update;
  if v_from >= p_day then
    return 0;
  end if;
  v_all := exists (select from unnest(p_changes) as c (day) where c.day > v_from and c.day <= p_day);
  insert into circumstance_due (county, child, area_code)
    select distinct s.county, s.child, s.area_code from child_state s
     where s.county = p_county and (
       v_all or s.from_day > v_from and s.from_day <= p_day
       or exists (select from unnest(p_ages) as a (years)
                   where s.birth_date > (v_from - make_interval(years => a.years))::date - 1
                     and s.birth_date <= (p_day - make_interval(years => a.years))::date))
    on conflict do nothing;
  get diagnostics v_rows = row_count;
  update duty_pass set day = p_day where county = p_county;
  return v_rows;
end $$;
comment on function due_turned is 'Once a day: children of whom something turns without an act, for the program itself.';

revoke execute on function due_turned from public;
grant execute on function due_turned to tonghu_area;

-- Those that there are already have something to do from now on.
insert into circumstance_due (county, child, area_code) select county, id, area_code from child on conflict do nothing;
