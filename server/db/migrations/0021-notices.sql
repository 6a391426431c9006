-- What somebody is told (domain/notice/notice-kinds.ts): which kind of thing, named by an id or a day, and how many.
-- Nothing of a child stands here.
create table account_notice (
  county text collate "C" not null,
  account uuid not null references account,
  kind text not null,
  -- What it is about; told once to each.
  subject text not null,
  told_at timestamptz not null,
  -- Of what is counted: how many, and how many of these are due on that day and not overdue.
  count integer not null,
  today integer,
  read_at timestamptz,
  primary key (county, account, kind, subject)
);
create index account_notice_latest on account_notice (county, account, told_at desc);
grant select, insert, update, delete on account_notice to tonghu_app;
-- A phone is told with what it pulls.
grant select on account_notice to tonghu_area, tonghu_village;

-- Where else somebody wants to be told; the number is sealed.
create table notice_preference (
  county text collate "C" not null,
  account uuid not null references account,
  sms boolean not null,
  phone bytea,
  primary key (county, account)
);
grant select, insert, update on notice_preference to tonghu_app;

-- The last day of which everybody was told.
create table notice_day (
  county text collate "C" not null primary key,
  day date not null
);
grant select, insert, update on notice_day to tonghu_app;
grant select on notice_day to tonghu_area;

-- Messages to machines wait beside those to telephones.
alter table notice
  add column channel text not null default 'sms' check (channel in ('sms', 'webhook')),
  add column kind text,
  -- Why it did not go: a status of HTTP, or that nobody answered.
  add column problem text;
create index notice_given_up on notice (county, given_up_at) where given_up_at is not null;

-- Returned visits (domain/duty/duty-acts.ts) are looked for each minute.
create index duty_returned on duty (county) where rule = 22;

-- Due days go by the working calendar from now on (domain/calendar): everybody is told anew.
insert into circumstance_due (county, child, area_code) select county, id, area_code from child on conflict do nothing;
