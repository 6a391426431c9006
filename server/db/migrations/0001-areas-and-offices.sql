-- The roles that a request takes (docs/architecture.md). They are shared by all databases of a cluster, so
-- they may be there already. tonghu_app signs in, inherits nothing and has no policy: alone it sees no child.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['tonghu_app', 'tonghu_area', 'tonghu_village'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I %s', role_name, case when role_name = 'tonghu_app' then 'login noinherit' else 'nologin' end);
      exception when duplicate_object or unique_violation then null; -- another database is being set up at the same time
      end;
    end if;
  end loop;
end $$;
grant tonghu_area, tonghu_village to tonghu_app;

-- Which county this database serves. One row in a county's own database; one row a county on a shared one.
create table county (
  code text collate "C" primary key check (code ~ '^[0-9]{6}$'),
  name text not null,
  demo boolean not null default false,
  -- A restore begins a new epoch: cursors of phones and the audit chain carry it.
  epoch integer not null default 1,
  created_at timestamptz not null default now()
);

create table area (
  code text collate "C" primary key check (code ~ '^[0-9]{12}([0-9]{2})?$'),
  parent text collate "C",
  level smallint not null check (level between 1 and 6),
  name text not null,
  short_name text not null,
  since date,
  until date,
  merged_into text collate "C"
);
create index area_parent on area (parent);
comment on table area is 'Administrative areas, province (1) to 村民小组 (6). Twelve digits; a group adds two to its village.';

create table area_change (
  id uuid primary key,
  code text collate "C" not null,
  kind text not null check (kind in ('added', 'renamed', 'merged', 'ended')),
  on_day date not null,
  old_name text,
  new_name text,
  merged_into text collate "C",
  document text,
  recorded_at timestamptz not null default now()
);
create index area_change_code on area_change (code, on_day);
comment on table area_change is 'What areas were called and became: merged and renamed areas keep their history.';

create table office (
  id uuid primary key,
  county text collate "C" not null,
  area_code text collate "C" not null,
  kind text not null,
  name text not null,
  since date,
  until date
);
create index office_area on office (county, area_code);
comment on table office is 'Civil affairs, townships, village committees, schools, departments: they hang on areas and are not areas.';

grant select on county, area, area_change, office to tonghu_app, tonghu_area, tonghu_village;
grant insert, update on area, office to tonghu_app;
grant insert on area_change to tonghu_app;
