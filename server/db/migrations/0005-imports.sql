-- A roster on its way in. Rows wait sealed with a key of the import's own (person_key), which is destroyed when
-- the import is done or given up.
create table import (
  county text collate "C" not null,
  id uuid not null,
  account uuid not null,
  area_code text collate "C" not null,
  status text not null check (status in ('previewed', 'committing', 'committed', 'discarded')),
  as_of date not null,
  files integer not null,
  -- Counts and row numbers only; the rows themselves are sealed in import_row.
  summary jsonb not null default '{}',
  sealed bytea,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  primary key (county, id)
);
create table import_row (
  county text collate "C" not null,
  import uuid not null,
  n integer not null,
  area_code text collate "C" not null,
  outcome text not null,
  child uuid,
  sealed bytea,
  primary key (county, import, n),
  foreign key (county, import) references import (county, id)
);
do $$
declare
  t text;
begin
  foreach t in array array['import', 'import_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format('grant select, insert, update, delete on %I to tonghu_area', t);
    execute format('grant select on %I to tonghu_app', t);
  end loop;
end $$;
