-- Every served request, refusals too: who, what, whose data, why. Rows are only ever inserted. Each carries an
-- HMAC with a key outside the database; a sealer chains them in batches (server/audit, decision 0006).
create table audit (
  county text collate "C" not null,
  -- Made by the server and covered by the HMAC, so that a copied row is found. A UUIDv7: goes by time.
  id uuid not null,
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
  hmac bytea not null,
  primary key (county, id)
);
-- The order in which rows are sealed and verified.
create index audit_chain on audit (county, epoch, txid, id);
create index audit_account on audit (county, account, id);
-- A few among millions, and what the audit administrator reads.
create index audit_administrators on audit (county, id) where role in ('systemAdmin', 'securityAdmin', 'auditAdmin');

-- A link of the chain: the rows of transactions in [from_txid, until_txid) of an epoch. `digest` is over their HMACs,
-- `link` an HMAC over the link before and all that stands here.
create table audit_link (
  county text collate "C" not null,
  seq bigint not null,
  epoch integer not null,
  from_txid xid8 not null,
  -- null closes an epoch: everything left of it.
  until_txid xid8,
  rows bigint not null,
  -- Rows of this link and of all before it.
  total bigint not null,
  digest bytea not null,
  at timestamptz not null,
  link bytea not null,
  primary key (county, seq)
);

-- All but txid, which the database alone says.
grant insert (county, id, epoch, at, account, role, endpoint, outcome, status, children, reason, address, details, hmac)
  on audit to tonghu_app, tonghu_area, tonghu_village;
grant select on audit to tonghu_app;
grant select, insert on audit_link to tonghu_app;
