import { ADMINISTRATORS, ROLES, type Role } from '#domain/access/roles.ts'
import { AREA_LEVELS } from '#domain/area/area.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Db } from '../db/db.ts'

export type WishedReach = { role: Role; area?: string | null; villages: readonly string[] }
export type GrantedReach = { area: string | null; villages: string[] | null }

/** The reach that fits the role, from places that stand in the county; anything more or less is refused. */
export async function checkReach(db: Db, county: string, wish: WishedReach): Promise<GrantedReach> {
  const { reach } = ROLES[wish.role]
  const villages = [...new Set(wish.villages)]
  if (reach !== 'village' && villages.length > 0) throw new Refusal('invalidInput', { problem: 'villages' })
  if (reach === 'village') {
    if (villages.length === 0) throw new Refusal('invalidInput', { problem: 'villages' })
    if (wish.area) throw new Refusal('invalidInput', { problem: 'area' })
    await mustStand(db, { county, codes: villages, level: AREA_LEVELS.village })
    return { area: null, villages }
  }
  if (reach === 'township') {
    if (!wish.area) throw new Refusal('invalidInput', { problem: 'area' })
    await mustStand(db, { county, codes: [wish.area], level: AREA_LEVELS.township })
    return { area: wish.area, villages: null }
  }
  const whole = reach === 'county' ? county.padEnd(12, '0') : null
  if (wish.area && wish.area !== whole) throw new Refusal('invalidInput', { problem: 'area' })
  return { area: whole, villages: null }
}

type Places = { county: string; codes: readonly string[]; level: number }

async function mustStand(db: Db, { county, codes, level }: Places): Promise<void> {
  const found = await db.one<{ count: number }>(
    `select count(*) from area where code = any($1) and left(code, 6) = $2 and level = $3 and until is null`,
    [codes, county, level],
  )
  if (found?.count !== codes.length) throw new Refusal('areaNotFound')
}

/**
 * 三权分立: the three administrators are three people. An account has one role, so a second account of the
 * same name counts as the same person; two who share a name write what tells them apart.
 */
export async function checkApart(
  db: Db,
  county: string,
  account: { id?: string; name: string; role: Role },
): Promise<void> {
  if (!ADMINISTRATORS.includes(account.role)) return
  const others = ADMINISTRATORS.filter((role) => role !== account.role)
  const other = await db.one(
    `select from account where county = $1 and name = $2 and role = any($3) and status <> 'disabled'
        and id is distinct from $4`,
    [county, account.name, others, account.id ?? null],
  )
  if (other) throw new Refusal('administratorsApart', { name: account.name })
}
