import type { Role } from '#domain/access/roles.ts'
import type { Db } from '../db/db.ts'

export type Status = 'pending' | 'active' | 'disabled'
export type AccountRow = {
  id: string
  login: string
  name: string
  role: Role | null
  area: string | null
  villages: string[] | null
  office: string | null
  status: Status
  mustChange: boolean
  hasSecondFactor: boolean
  lockedUntil: Date | null
  holder: boolean
  /** Villages of others, each for its days. */
  standIns: StandIn[]
}
export type StandIn = { village: string; from: string; until: string }

/** What signing in needs and nothing else may read. */
export type Secrets = { passwordHash: string; totpSecret: Buffer | null }

export const ACCOUNT = `a.id, a.login, a.name, a.role, a.area_code as area, a.villages, a.office, a.status,
  a.must_change_password as "mustChange", a.totp_secret is not null as "hasSecondFactor",
  a.locked_until as "lockedUntil", a.holder,
  coalesce((select json_agg(json_build_object('village', v.village, 'from', v.from_day, 'until', v.until_day))
              from stand_in v where v.account = a.id), '[]') as "standIns"`

export const findAccount = (db: Db, county: string, id: string) =>
  db.one<AccountRow>(`select ${ACCOUNT} from account a where a.county = $1 and a.id = $2`, [county, id])

export const findAccountForUpdate = (db: Db, county: string, id: string) =>
  db.one<AccountRow>(`select ${ACCOUNT} from account a where a.county = $1 and a.id = $2 for update`, [
    county,
    id,
  ])

export const findByLogin = (db: Db, county: string, login: string) =>
  db.one<AccountRow & Secrets>(
    `select ${ACCOUNT}, a.password_hash as "passwordHash", a.totp_secret as "totpSecret"
       from account a where a.county = $1 and a.login = $2`,
    [county, login],
  )

export const listAccountRows = (db: Db, county: string) =>
  db.rows<AccountRow>(`select ${ACCOUNT} from account a where a.county = $1 order by a.created_at, a.login`, [
    county,
  ])

/** Locks the active holders of a role, so that two disabled at once cannot both count on the other. */
export const activeHolders = async (db: Db, county: string, role: Role): Promise<string[]> =>
  (
    await db.rows<{ id: string }>(
      `select id from account where county = $1 and role = $2 and status = 'active' order by id for update`,
      [county, role],
    )
  ).map((row) => row.id)

export async function setPassword(
  db: Db,
  account: string,
  password: { hash: string; mustChange: boolean },
): Promise<void> {
  await db.run('update account set password_hash = $2, must_change_password = $3 where id = $1', [
    account,
    password.hash,
    password.mustChange,
  ])
}
