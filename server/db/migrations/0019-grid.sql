-- 网格化责任体系 (domain/grid): who answers for which place and which child; stand-ins for directors who are away; signed
-- documents of responsibility; tasks given to somebody; and when a parent was in contact (domain/duty/contact-duty.ts).

-- Cadres: people of the offices who answer for something. Some have an account. No child data: everybody who works in
-- the county may know who answers for what. The telephone is sealed with the county's key.
create table cadre (
  county text collate "C" not null,
  id uuid not null,
  name text not null,
  -- His office as it is written on lists, and his post there.
  office text not null,
  post text not null,
  phone bytea,
  account uuid references account,
  -- Where he works: whoever reaches it may change him.
  place text collate "C" not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (county, id)
);

-- Who answers for a place, from a day on and before another: rows are ended, never changed. A stand-in goes before the
-- one whose place he takes, and runs out by itself.
create table responsibility (
  county text collate "C" not null,
  id uuid not null,
  kind smallint not null,
  place text collate "C" not null,
  -- Of a village, or null: all of it.
  group_no text,
  cadre uuid not null,
  from_day date not null,
  until_day date not null default 'infinity',
  stand_in boolean not null default false,
  written_by uuid not null,
  written_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (county, id),
  foreign key (county, cadre) references cadre (county, id)
);
create index responsibility_place on responsibility (county, place);
create index responsibility_cadre on responsibility (county, cadre);

-- Hand-overs of responsibilities: the same request again finds its row and changes nothing.
create table responsibility_passed (
  county text collate "C" not null,
  id uuid not null,
  from_cadre uuid not null,
  to_cadre uuid not null,
  day date not null,
  -- Of a stand-in his last day.
  last_day date,
  places integer not null,
  children integer not null,
  reason bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (county, id)
);

-- A village given to another director for a time: begins and ends by itself (server/account/actor-of.ts).
create table stand_in (
  county text collate "C" not null,
  id uuid not null,
  account uuid not null references account,
  village text collate "C" not null,
  from_day date not null,
  until_day date not null,
  reason bytea not null,
  given_by uuid not null,
  given_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (county, id),
  check (from_day <= until_day)
);
create index stand_in_account on stand_in (account);

-- 责任书: signed papers between two tiers. Cancelled, never deleted.
create table pledge (
  county text collate "C" not null,
  id uuid not null,
  tier smallint not null,
  -- The lower party: a township or village, or a department of the county.
  place text collate "C" not null,
  office uuid references office,
  from_day date not null,
  last_day date not null,
  signed_on date not null,
  upper_signer text not null,
  lower_signer text not null,
  note text,
  written_by uuid not null,
  written_at timestamptz not null,
  cancelled_by uuid,
  cancelled_at timestamptz,
  primary key (county, id),
  check (from_day <= last_day)
);
create index pledge_place on pledge (county, tier, place);

grant select on cadre, responsibility, responsibility_passed, stand_in, pledge to tonghu_app, tonghu_area, tonghu_village;
grant insert on cadre, responsibility, responsibility_passed, stand_in, pledge to tonghu_area, tonghu_village;
grant update (name, office, post, phone, account) on cadre to tonghu_area, tonghu_village;
grant update (until_day, ended_by, ended_at) on responsibility, stand_in to tonghu_area, tonghu_village;
grant update (cancelled_by, cancelled_at) on pledge to tonghu_area, tonghu_village;
-- Whose a village is, told to those who give tasks.
grant select (county, villages, status) on account to tonghu_area, tonghu_village;

-- Who answers for a child, as its acts say (domain/grid/responsible.ts). What is now.
create table child_responsible (
  county text collate "C" not null,
  -- The act that named them.
  id uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  kind smallint not null,
  cadre uuid not null,
  from_day date not null,
  until_day date not null default 'infinity',
  stand_in boolean not null,
  primary key (county, id),
  foreign key (county, child) references child (county, id) on delete cascade deferrable
);
create index child_responsible_child on child_responsible (county, child);
create index child_responsible_area on child_responsible (county, area_code, kind) include (child, from_day, until_day);
create index child_responsible_cadre on child_responsible (county, cadre, area_code);

-- Days on which a parent is known to have been in contact. What is now.
create table parent_contact (
  county text collate "C" not null,
  child uuid not null,
  area_code text collate "C" not null,
  day date not null,
  primary key (county, child, day),
  foreign key (county, child) references child (county, id) on delete cascade deferrable
);
create index parent_contact_area on parent_contact (county, area_code, day) include (child);

do $$
declare
  t text;
begin
  foreach t in array array['child_responsible', 'parent_contact'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format($p$create policy village_reach on %I to tonghu_village using (
      area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area, tonghu_village', t);
    execute format('grant insert, delete on %I to tonghu_area, tonghu_village', t);
  end loop;
end $$;

-- A duty given to somebody, by which act, and by which day.
alter table duty add column assignee uuid, add column assigned_in uuid, add column assigned_by_day date;

-- Contacts and duties of those that there are.
insert into circumstance_due (county, child, area_code) select county, id, area_code from child on conflict do nothing;
