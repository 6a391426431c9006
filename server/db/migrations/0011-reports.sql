-- A report and its figures, frozen when it was made: facts that are learnt later change none of them.
create table report_template (
  county text collate "C" not null,
  id uuid not null,
  area_code text collate "C" not null,
  -- Name and document are sealed for the county: an office may have typed anything into them.
  name bytea not null,
  -- null: back to the template that comes with the program.
  content bytea,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (county, id)
);
alter table report_template alter column content set storage external;

create table report (
  county text collate "C" not null,
  id uuid not null,
  -- Whose report it is: the county's, or a township's.
  area_code text collate "C" not null,
  title bytea not null,
  as_of date not null,
  base date not null,
  counted text not null check (counted in ('computed', 'listed')),
  is_public boolean not null,
  template uuid,
  -- What was written into the template, word for word, without the title.
  filling jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (county, id),
  foreign key (county, template) references report_template (county, id)
);

create table report_figure (
  county text collate "C" not null,
  report uuid not null,
  n integer not null,
  area_code text collate "C" not null,
  key text not null,
  -- The area that is counted; `area_code` is the report's.
  area text collate "C" not null,
  area_name text not null,
  -- A row of the table by area, and no number of the whole.
  in_row boolean not null,
  as_of date not null,
  label text,
  value integer not null,
  children uuid[] not null,
  -- Not to be told in a report for the public.
  hidden boolean not null,
  primary key (county, report, n),
  foreign key (county, report) references report (county, id),
  check (value = cardinality(children))
);

-- Written once: there is no right to change or delete. A template holds no child and is the whole county's.
do $$
declare
  t text;
begin
  foreach t in array array['report_template', 'report', 'report_figure'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format('grant select, insert on %I to tonghu_area', t);
  end loop;
end $$;
create policy of_the_county on report_template for select to tonghu_area using (true);
