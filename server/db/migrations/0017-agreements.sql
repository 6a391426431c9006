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

-- One-time links by which a parent far away signs on his own telephone (server/sign-link). Of token, code and pass only
-- keyed digests are kept; the number is sealed with the parent's key.
create table sign_link (
  county text collate "C" not null,
  id uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  agreement uuid not null,
  person uuid not null,
  token bytea not null,
  phone bytea not null,
  made_by uuid not null,
  made_role text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  code bytea,
  code_sent_at timestamptz,
  codes_sent smallint not null default 0,
  tries smallint not null default 0,
  pass bytea,
  pass_until timestamptz,
  used_at timestamptz,
  withdrawn_at timestamptz,
  primary key (county, id),
  unique (county, token),
  -- Not a part of what is now: it is away for a moment while that is made anew.
  foreign key (county, child) references child (county, id) deferrable
);
create index sign_link_child on sign_link (county, child, agreement);
alter table sign_link enable row level security;
create policy area_reach on sign_link to tonghu_area using (
  area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true));
create policy village_reach on sign_link to tonghu_village using (
  area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')));
grant select, insert, update on sign_link to tonghu_area, tonghu_village;
create trigger sign_link_reach_stands before update of area_code on sign_link for each row
  when (old.area_code is distinct from new.area_code) execute function reach_stands();
-- As every table with a reach: readable, and no row of it without one.
grant select on sign_link to tonghu_app;

-- Whoever holds the token of a link has no reach: these answer what it is for, and nothing about the child but its id.
create function link_known(p_county text, p_token bytea)
returns table (id uuid, child uuid, area_code text, agreement uuid, person uuid, phone bytea, made_by uuid, made_role text,
               expires_at timestamptz, code_sent_at timestamptz, codes_sent smallint, tries smallint, pass bytea,
               pass_until timestamptz, used_at timestamptz, withdrawn_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.id, l.child, l.area_code, l.agreement, l.person, l.phone, l.made_by, l.made_role, l.expires_at, l.code_sent_at,
         l.codes_sent, l.tries, l.pass, l.pass_until, l.used_at, l.withdrawn_at
    from sign_link l where l.county = p_county and l.token = p_token
$$;
comment on function link_known is 'What a one-time link is for, to whoever holds its token.';

-- One statement counts and writes: two who ask at once get one code.
create function link_code(p_county text, p_token bytea, p_code bytea, p_now timestamptz, p_most integer, p_seconds integer)
returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update sign_link set code = p_code, code_sent_at = p_now, codes_sent = codes_sent + 1
   where county = p_county and token = p_token and used_at is null and withdrawn_at is null and expires_at > p_now
     and codes_sent < p_most
     and (code_sent_at is null or code_sent_at <= p_now - make_interval(secs => p_seconds));
  return found;
end $$;
comment on function link_code is 'Puts a new code to a one-time link; how often and how soon is limited.';

create function link_try(p_county text, p_token bytea, p_code bytea, p_pass bytea, p_now timestamptz, p_most integer, p_minutes integer, p_open integer)
returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_code bytea;
begin
  update sign_link set tries = tries + 1
   where county = p_county and token = p_token and used_at is null and withdrawn_at is null and expires_at > p_now
     and tries < p_most and code is not null and code_sent_at > p_now - make_interval(mins => p_minutes)
  returning code into v_code;
  if not found then
    return 'over';
  end if;
  if v_code <> p_code then
    return 'wrong';
  end if;
  update sign_link set code = null, pass = p_pass, pass_until = p_now + make_interval(mins => p_open)
   where county = p_county and token = p_token;
  return 'right';
end $$;
comment on function link_try is 'Counts a try of the code of a one-time link, and opens it when the code is right.';

revoke execute on function link_known, link_code, link_try from public;
grant execute on function link_known, link_code, link_try to tonghu_app;

-- Messages that wait to be sent, because it is night or the gateway does not answer. Sealed, and emptied once sent.
create table notice (
  county text collate "C" not null,
  id uuid not null,
  phone bytea,
  text bytea,
  not_before timestamptz not null,
  tries smallint not null default 0,
  sent_at timestamptz,
  given_up_at timestamptz,
  primary key (county, id)
);
create index notice_waiting on notice (county, not_before) where sent_at is null and given_up_at is null;
grant select, insert, update on notice to tonghu_app;
grant insert on notice to tonghu_area, tonghu_village;
