import { ROLES, type Role } from '#domain/access/roles.ts'
import { chinaDay } from '#domain/dates.ts'
import { reachOf } from '../account/actor-of.ts'
import { inReach } from '../act/reach.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

type On = { db: Db; deps: Deps; actor: Actor }

/** Somebody who works with children here, and the villages whose tasks are theirs as long as nobody else has them. */
export type Worker = { id: string; name: string; role: Role; reaches(area: string): boolean; own: string[] }

type Row = { id: string; name: string; role: Role; area: string | null; villages: string[] | null }

/** Whoever does tasks: a leader reads, administrators see no child. */
const WORKING: readonly Role[] = ['villageDirector', 'townshipSupervisor', 'countyOfficer']

/**
 * Everybody who does tasks in the county. A village is its director's, and whoever stands in for her; without one it is
 * the township's, and without a supervisor the county's.
 */
export async function workers({ db, deps }: Pick<On, 'db' | 'deps'>): Promise<Worker[]> {
  const county = deps.county.code
  const today = chinaDay(deps.now())
  const [rows, standing, names] = await Promise.all([
    db.rows<Row>(
      `select id, name, role, area_code as area, villages from account
        where county = $1 and status = 'active' and role = any($2) order by role desc, name, id`,
      [county, WORKING],
    ),
    db.rows<{ account: string; village: string }>(
      'select account, village from stand_in where county = $1 and from_day <= $2 and until_day > $2',
      [county, today],
    ),
    areaNames(deps.pool, db, county),
  ])
  const lent = Map.groupBy(standing, ({ account }) => account)
  const accounts = rows.map((row) => ({
    ...row,
    villages: [...new Set([...(row.villages ?? []), ...(lent.get(row.id) ?? []).map((one) => one.village)])],
  }))
  const having = (role: Role) => accounts.filter((one) => one.role === role)
  const covered = new Set(having('villageDirector').flatMap(({ villages }) => villages))
  const supervised = new Set(having('townshipSupervisor').map(({ area }) => area))
  const open = names.all
    .filter(({ level, code }) => level === 5 && !covered.has(code))
    .map(({ code }) => code)
  const township = (village: string) => `${village.slice(0, 9)}000`
  const ownOf = ({ role, area, villages }: (typeof accounts)[number]): string[] => {
    if (ROLES[role].reach === 'village') return villages
    if (role === 'townshipSupervisor') return open.filter((village) => township(village) === area)
    return open.filter((village) => !supervised.has(township(village)))
  }
  return accounts.map((one) => {
    const reach = reachOf(one)
    return {
      id: one.id,
      name: one.name,
      role: one.role,
      reaches: (area) => inReach(reach, area),
      own: ownOf(one),
    }
  })
}
