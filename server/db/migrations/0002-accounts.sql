create table account (
  id uuid primary key,
  county text collate "C" not null,
  login text not null unique check (login = lower(login)),
  name text not null,
  password_hash text not null,
  must_change_password boolean not null default true,
  -- Sealed with the county key, since whoever reads it can sign in.
  totp_secret bytea,
  totp_last_step bigint,
  role text,
  -- Township or county of the reach; village directors name their villages instead (two at most with a stand-in, 50 in all).
  area_code text collate "C",
  villages text[] collate "C",
  office uuid references office,
  status text not null default 'pending' check (status in ('pending', 'active', 'disabled')),
  failed_count integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  granted_by uuid,
  granted_at timestamptz
);
comment on table account is 'People who sign in. The system administrator creates (pending), the security administrator grants role and reach.';

create table session (
  token_hash bytea primary key,
  id uuid not null unique,
  account uuid not null references account,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  second_factor boolean not null default false,
  agent text,
  address text
);
create index session_account on session (account);

create table api_token (
  token_hash bytea primary key,
  id uuid not null unique,
  account uuid not null references account,
  label text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz
);
create index api_token_account on api_token (account);

grant select, insert, update on account to tonghu_app;
grant select, insert, update, delete on session, api_token to tonghu_app;
grant select (id, name, role, area_code, office) on account to tonghu_area, tonghu_village;
