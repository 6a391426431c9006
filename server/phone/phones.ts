import { randomBytes } from 'node:crypto'
import { levelOf } from '#domain/area/area.ts'
import { type PhoneId, uuidv7 } from '#domain/ids.ts'
import type { PhoneItem } from '#domain/phone/phone-api.ts'
import { newToken } from '../account/credentials.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

/** So long a phone may stay away; each time it is heard of the term begins anew. Project default. */
const TERM_DAYS = 180
const DAY = 86_400_000

/** A phone's own token, in the place of a password: it ends with the role, with the account, or when it is locked. */
export async function enrol(db: Db, deps: Deps, actor: Actor, label: string) {
  const { token, hash } = newToken('tonghu_')
  const now = deps.now()
  const phone = uuidv7(now.getTime(), randomBytes(10)) as PhoneId
  await db.run(
    `insert into api_token (token_hash, id, account, label, created_at, expires_at, phone) values ($1, $2, $3, $4, $5, $6, true)`,
    [hash, phone, actor.account, label, now, new Date(now.getTime() + TERM_DAYS * DAY)],
  )
  return { phone, token }
}

/** A phone was heard of: what waits on it, and its term anew. */
export const heardOf = (db: Db, deps: Deps, token: string, waiting: number) =>
  db.run('update api_token set synced_at = $2, waiting = $3, expires_at = $4 where id = $1 and phone', [
    token,
    deps.now(),
    waiting,
    new Date(deps.now().getTime() + TERM_DAYS * DAY),
  ])

type Row = {
  id: PhoneId
  label: string
  account: string
  name: string
  villages: string[] | null
  created_at: Date
  synced_at: Date | null
  waiting: number
}

/** The own ones, and those of whoever works in villages of the asker's township or county. */
async function inSight(db: Db, deps: Deps, actor: Actor): Promise<Row[]> {
  const rows = await db.rows<Row & { area_code: string | null }>(
    `select t.id, t.label, t.account, a.name, a.villages, a.area_code, t.created_at, t.synced_at, t.waiting
       from api_token t join account a on a.id = t.account
      where t.phone and a.county = $1 and t.expires_at > $2 order by t.synced_at nulls first, t.id`,
    [deps.county.code, deps.now()],
  )
  const { reach } = actor
  const reaches = (code: string) => reach.role === 'tonghu_area' && code >= reach.lo && code < reach.hi
  return rows.filter(
    ({ account, villages, area_code }) =>
      account === actor.account ||
      (villages ?? []).some(reaches) ||
      (area_code !== null && levelOf(area_code) > 3 && actor.role === 'countyOfficer' && reaches(area_code)),
  )
}

export async function phonesInSight(db: Db, deps: Deps, actor: Actor): Promise<PhoneItem[]> {
  const [rows, names] = await Promise.all([
    inSight(db, deps, actor),
    areaNames(deps.pool, db, deps.county.code),
  ])
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    account: row.name,
    villages: (row.villages ?? []).map((code) => ({ code, name: names.name(code) })),
    enrolledAt: row.created_at.toISOString(),
    syncedAt: row.synced_at?.toISOString() ?? null,
    waiting: row.waiting,
    own: row.account === actor.account,
  }))
}

/** Whose phone it was; undefined out of sight. What it has written and not sent stays on it, sealed. */
export async function lock(db: Db, deps: Deps, actor: Actor, phone: string): Promise<string | undefined> {
  const found = (await inSight(db, deps, actor)).find(({ id }) => id === phone)
  if (found) await db.run('delete from api_token where id = $1 and phone', [phone])
  return found?.account
}
