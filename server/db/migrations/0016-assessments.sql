-- Scales that the county has drafted or published, beside those that are shipped (domain/assessment): a draft by one
-- person, published by another. What was published never changes: old answers stay as they were asked.
create table assessment_template (
  county text collate "C" not null,
  id uuid not null,
  template text not null,
  -- Numbered when it is published.
  version integer,
  from_day date not null,
  body jsonb not null,
  reason text not null,
  -- Each edit of a draft is another one; what was tried is tried anew.
  revision integer not null,
  -- What it would make of past answers.
  effect jsonb,
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  decision text check (decision in ('approved', 'rejected')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (county, id),
  unique (county, template, version),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check ((decision is not distinct from 'approved') = (version is not null)),
  -- A second person; whoever drafted it may only take it back.
  check (decision <> 'approved' or decided_by <> drafted_by)
);
grant select on assessment_template to tonghu_app, tonghu_area, tonghu_village;
grant insert on assessment_template to tonghu_area;
grant update (from_day, body, reason, revision, effect, drafted_by, drafted_at, version, decision, decided_by, decided_at)
  on assessment_template to tonghu_area;

create function template_stands() returns trigger language plpgsql as $$
begin
  raise exception 'what was decided on a template does not change' using errcode = 'insufficient_privilege';
end $$;
create trigger template_stands before update on assessment_template for each row
  when (old.decision is not null) execute function template_stands();

-- Assessments of children (domain/assessment/recorded.ts); what a later act corrects stands as corrected. The answers
-- stand in the act of the same id, sealed.
create table assessment (
  county text collate "C" not null,
  id uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  template text not null,
  version integer not null,
  day date not null,
  grade smallint not null,
  colour smallint,
  -- The child's last word by this template.
  latest boolean not null,
  primary key (county, id),
  foreign key (county, child) references child (county, id) on delete cascade deferrable
);
create index assessment_child on assessment (county, child);
create index assessment_latest on assessment (county, template, area_code) include (child, day, grade, colour) where latest;

-- The colour of each child in the register (domain/assessment/risk.ts), told with what has to be done.
create table risk (
  county text collate "C" not null,
  child uuid not null,
  area_code text collate "C" not null,
  -- What is shown, and what the rule says.
  colour smallint not null,
  computed smallint not null,
  -- While somebody has said otherwise: the day on which that expires by itself.
  override_until date,
  -- Needs against which something is still to be done.
  needs smallint[] not null,
  key_child boolean not null,
  primary key (county, child),
  foreign key (county, child) references child (county, id) on delete cascade deferrable
);
create index risk_colour on risk (county, area_code, colour) include (child);
create index risk_override on risk (county, override_until) where override_until is not null;

-- Children whose grade a draft would change, by their last answers.
create table assessment_trial (
  county text collate "C" not null,
  draft uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  from_grade smallint not null,
  to_grade smallint not null,
  primary key (county, draft, child),
  foreign key (county, child) references child (county, id) on delete cascade deferrable,
  foreign key (county, draft) references assessment_template (county, id)
);

do $$
declare
  t text;
begin
  foreach t in array array['assessment', 'risk', 'assessment_trial'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format($p$create policy village_reach on %I to tonghu_village using (
      area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area, tonghu_village', t);
    execute format('grant insert, delete on %I to tonghu_area, tonghu_village', t);
  end loop;
end $$;

-- Children in reach whose override has come to its day are told anew; once told, their override is no more.
create function overrides_ended(p_county text, p_day date) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into circumstance_due (county, child, area_code)
    select r.county, r.child, r.area_code from risk r
     where r.county = p_county and r.override_until <= p_day and in_reach(r.area_code)
    on conflict do nothing
$$;
comment on function overrides_ended is 'Once a day: children whose override has expired, for the program itself.';
revoke execute on function overrides_ended from public;
grant execute on function overrides_ended to tonghu_area;

-- Those that there are already get their colour from now on.
insert into circumstance_due (county, child, area_code) select county, id, area_code from child on conflict do nothing;
