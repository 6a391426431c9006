-- Every served request, refusals too: who, what, whose data, why. Rows are only ever inserted. Each carries an
-- HMAC with a key outside the database; a sealer chains them in batches (server/audit).
create table audit (
  -- Made by the server and covered by the HMAC, so that a copied row is found.
  id uuid primary key,
  county text collate "C" not null,
  epoch integer not null,
  -- The transaction that wrote it: the sealer takes rows of finished transactions only, so none slips in behind it.
  txid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  account uuid,
  role text,
  endpoint text not null,
  outcome text not null,
  status smallint not null,
  -- Children whose data was shown or changed. Ids only.
  children uuid[] not null default '{}',
  -- Sealed with the county's key: a typed reason may name somebody.
  reason bytea,
  address text,
  details text not null default '',
  hmac bytea not null
);
create index audit_at on audit (county, at);
create index audit_txid on audit (txid);
create index audit_account on audit (county, account, at);

-- A link of the chain: the rows of transactions in [from_txid, until_txid) of an epoch, and an HMAC over the
-- link before and the rows' own HMACs in order of id.
create table audit_link (
  seq bigint primary key,
  epoch integer not null,
  from_txid xid8 not null,
  -- null closes an epoch: everything left of it.
  until_txid xid8,
  rows integer not null,
  link bytea not null,
  at timestamptz not null default now()
);

grant insert on audit to tonghu_app, tonghu_area, tonghu_village;
grant select on audit to tonghu_app;
grant select, insert on audit_link to tonghu_app;
