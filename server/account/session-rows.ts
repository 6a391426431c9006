import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#domain/ids.ts'
import type { Db } from '../db/db.ts'
import { ACCOUNT, type AccountRow } from './account-queries.ts'
import type { Credential } from './credentials.ts'

/** 等保: 超时自动退出. Both are project defaults. */
export const IDLE_MINUTES = 30
export const SESSION_HOURS = 12

export type Proof = {
  id: string
  /** A phone's token, which opens nothing but what phones ask for. */
  phone?: boolean
  /** Last use; written at most once a minute. */
  seenAt: Date | null
  expiresAt: Date
  viaSecondFactor: boolean
}

const BY_SESSION = `
  select ${ACCOUNT}, s.id as "proofId", s.last_seen_at as "seenAt", s.expires_at as "expiresAt",
         s.second_factor as "viaSecondFactor"
    from session s join account a on a.id = s.account
   where s.token_hash = $1 and a.county = $2`

// A token is made in a session that had the second factor wherever one is needed, and ends with the role.
const BY_TOKEN = `
  select ${ACCOUNT}, t.id as "proofId", t.last_used_at as "seenAt", t.expires_at as "expiresAt",
         a.totp_secret is not null as "viaSecondFactor", t.phone
    from api_token t join account a on a.id = t.account
   where t.token_hash = $1 and a.county = $2`

export async function findProof(
  db: Db,
  county: string,
  { kind, hash }: Credential,
): Promise<{ account: AccountRow; proof: Proof } | undefined> {
  const row = await db.one<AccountRow & Omit<Proof, 'id'> & { proofId: string }>(
    kind === 'session' ? BY_SESSION : BY_TOKEN,
    [hash, county],
  )
  if (!row) return undefined
  const { seenAt, expiresAt, viaSecondFactor, phone } = row
  return { account: row, proof: { id: row.proofId, seenAt, expiresAt, viaSecondFactor, phone } }
}

export const writeSeen = (db: Db, kind: Credential['kind'], id: string, at: Date) =>
  db.run(
    kind === 'session'
      ? 'update session set last_seen_at = $2 where id = $1 and last_seen_at < $2'
      : 'update api_token set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)',
    [id, at],
  )

const idleSince = (now: Date) => new Date(now.getTime() - IDLE_MINUTES * 60_000)

export type NewSession = {
  account: string
  hash: Buffer
  secondFactor: boolean
  agent: string | null
  address: string
  now: Date
}

/** Also clears away what is over: nobody else does. */
export async function insertSession(db: Db, session: NewSession): Promise<string> {
  const { account, hash, secondFactor, agent, address, now } = session
  const id = uuidv7(now.getTime(), randomBytes(10))
  const expires = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await db.run('delete from session where account = $1 and (expires_at <= $2 or last_seen_at < $3)', [
    account,
    now,
    idleSince(now),
  ])
  await db.run(
    `insert into session (token_hash, id, account, created_at, last_seen_at, expires_at, second_factor, agent, address)
     values ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
    [hash, id, account, now, expires, secondFactor, agent, address],
  )
  return id
}

/** One session of an account, all, or all but one. */
export const deleteSessions = (db: Db, account: string, which: { only?: string; except?: string } = {}) =>
  db.run(
    `delete from session where account = $1 and ($2::uuid is null or id = $2) and ($3::uuid is null or id <> $3)`,
    [account, which.only ?? null, which.except ?? null],
  )

export type SessionRow = {
  id: string
  createdAt: Date
  lastSeenAt: Date
  agent: string | null
  address: string | null
}

export const listLivingSessions = (db: Db, account: string, now: Date) =>
  db.rows<SessionRow>(
    `select id, created_at as "createdAt", last_seen_at as "lastSeenAt", agent, address from session
      where account = $1 and expires_at > $2 and last_seen_at >= $3 order by last_seen_at desc`,
    [account, now, idleSince(now)],
  )
