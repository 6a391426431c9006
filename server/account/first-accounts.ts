import { randomBytes } from 'node:crypto'
import { ADMINISTRATORS, ROLES, type Role } from '#domain/access/roles.ts'
import { uuidv7 } from '#domain/ids.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { freshPassword, hashPassword, passwordFits } from './passwords.ts'

/** What an account is given from the start, by the program or at the command line. */
export type NewAccount = {
  login: string
  name: string
  role: Role
  area?: string | null
  villages?: readonly string[]
}
export type FirstAccount = { login: string; name: string; role: Role; password: string }

/** Public: printed on the sign-in page of a demo county, and nowhere else good for anything. */
export const DEMO_PASSWORD = 'tonghu-demo-1'

const FIRST_LOGINS = {
  systemAdmin: 'system',
  securityAdmin: 'security',
  auditAdmin: 'audit',
  countyOfficer: 'county',
} as const satisfies Partial<Record<Role, string>>

/** An account that is active at once: nobody is there yet who could grant. */
export async function insertActive(
  db: Db,
  { county, now }: Pick<Deps, 'county' | 'now'>,
  account: NewAccount & { hash: string; mustChange: boolean },
): Promise<string> {
  const id = uuidv7(now().getTime(), randomBytes(10))
  const { login, name, role, area = null, villages = [], hash, mustChange } = account
  await db.run(
    `insert into account (id, county, login, name, password_hash, must_change_password, role, area_code, villages,
                          status, created_at, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active', $10, $10)`,
    [id, county.code, login, name, hash, mustChange, role, area, villages.length ? villages : null, now()],
  )
  return id
}

/** The three administrators and one officer of a real county; the passwords are returned to be shown once. */
export async function createFirstAccounts(
  db: Db,
  deps: Pick<Deps, 'county' | 'now'>,
): Promise<FirstAccount[]> {
  const first: FirstAccount[] = []
  for (const role of [...ADMINISTRATORS, 'countyOfficer'] as (keyof typeof FIRST_LOGINS)[]) {
    const account = { login: FIRST_LOGINS[role], name: ROLES[role].zh, role }
    const { password, hash } = await freshPassword()
    const area = role === 'countyOfficer' ? deps.county.code.padEnd(12, '0') : null
    await insertActive(db, deps, { ...account, area, hash, mustChange: true })
    first.push({ ...account, password })
  }
  return first
}

/** Accounts to try the program with; they share one password and one hash of it, since it is no secret. */
export async function createDemoAccounts(
  db: Db,
  deps: Pick<Deps, 'county' | 'now'>,
  accounts: readonly NewAccount[],
): Promise<void> {
  if (!deps.county.demo) throw new Error('demo accounts belong into a demo county')
  const hash = await hashPassword(DEMO_PASSWORD)
  for (const account of accounts) await insertActive(db, deps, { ...account, hash, mustChange: false })
}

type Listed = { login: string; name: string; role: Role; area: string | null; hash: string }
const opened = new Map<string, Promise<boolean>>()

/** Those that the public password opens now: one whose password was changed is somebody's own. */
export async function demoAccounts(db: Db, { county, pool }: Deps) {
  if (!county.demo) return []
  const rows = await db.rows<Listed>(
    `select login, name, role, coalesce(area_code, villages[1]) as area, password_hash as hash from account
      where county = $1 and status = 'active' and role is not null order by created_at, login`,
    [county.code],
  )
  const names = await areaNames(pool, db, county.code)
  const list = []
  for (const { hash, area, ...account } of rows) {
    if (!opened.has(hash)) opened.set(hash, passwordFits(hash, DEMO_PASSWORD))
    if (!(await opened.get(hash))) continue
    const place = area ? (names.village(area) ?? names.name(area)) : county.name
    list.push({ ...account, password: DEMO_PASSWORD, area: place })
  }
  const rank = Object.keys(ROLES)
  return list.sort((a, b) => rank.indexOf(a.role) - rank.indexOf(b.role))
}
