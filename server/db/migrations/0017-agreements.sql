-- Care agreements of children (domain/agreement): what is now, computed from the acts. In force from holds_from on,
-- before holds_until; both are null while a signature is missing.
create table agreement (
  county text collate "C" not null,
  -- The act that drafted it.
  id uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  carer uuid not null,
  cause smallint not null,
  from_day date not null,
  last_day date not null,
  holds_from date,
  holds_until date,
  primary key (county, id),
  foreign key (county, child) references child (county, id) on delete cascade deferrable
);
create index agreement_child on agreement (county, child) include (holds_from, holds_until);
create index agreement_area on agreement (county, area_code);

do $$
declare
  t text;
begin
  foreach t in array array['agreement'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format($p$create policy village_reach on %I to tonghu_village using (
      area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area, tonghu_village', t);
    execute format('grant insert, delete on %I to tonghu_area, tonghu_village', t);
  end loop;
end $$;

-- A keyed seal over each act of an agreement (server/agreement/act-seal.ts): kept beside the acts, never told anew.
create table agreement_seal (
  county text collate "C" not null,
  act uuid not null,
  seal bytea not null,
  primary key (county, act)
);
grant select, insert on agreement_seal to tonghu_area, tonghu_village;

-- A duty that comes by itself is written beforehand and told from this day on.
alter table duty add column opens date not null default '-infinity';

-- Those that there are may need an agreement from now on.
insert into circumstance_due (county, child, area_code) select county, id, area_code from child on conflict do nothing;
