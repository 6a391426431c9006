import { chinaDay } from '#domain/dates.ts'
import { countyOfficer } from '../account/actor-of.ts'
import { createDemoAccounts, createFirstAccounts, type FirstAccount } from '../account/first-accounts.ts'
import { countyAreas } from '../area/area-data.ts'
import type { Setup } from '../cli/setup.ts'
import { inTransaction } from '../db/db.ts'
import type { Connections } from '../db/embedded.ts'
import { liveThrough } from '../demo/campaigns.ts'
import { demoAccounts } from '../demo/demo-accounts.ts'
import { DEMO_COUNTY, DEMO_SEED, demoCounty } from '../demo/demo-county.ts'
import { demoGrid } from '../demo/grid.ts'
import { addDemoReviews } from '../demo/reviews.ts'
import { villagesAmong } from '../demo/villages.ts'
import type { Deps } from '../deps.ts'
import { findCounty, openCounty } from './open-county.ts'
import { setUpCounty } from './set-up-county.ts'

export type Prepared = { county: Deps['county']; created: boolean; areas: number; passwords: FirstAccount[] }

/**
 * Makes a database ready for work: areas, first accounts, and in the demo its children. Each step looks whether
 * it was done, so a start that was cut short goes on where it stopped, and a finished one does nothing.
 */
export async function prepareCounty(
  connections: Connections,
  dataDir: string,
  setup: Setup,
): Promise<Prepared> {
  const demo = setup.kind === 'demo'
  const created = (await findCounty(connections.owner)) === undefined
  if (created) await setUpCounty(connections, dataDir, demo ? DEMO_COUNTY.code : setup.county, demo)
  const deps = (await openCounty(connections, dataDir))!
  try {
    const passwords = await addAccounts(deps)
    if (deps.county.demo && (await addDemoChildren(deps))) await addDemoReviews(deps, DEMO_SEED)
    const areas = await deps.pool.query<{ n: number }>(
      'select count(*)::int as n from area where left(code, 6) = $1',
      [deps.county.code],
    )
    return { county: deps.county, created, areas: areas.rows[0]!.n, passwords }
  } finally {
    await deps.close()
  }
}

const asApplication = { role: 'tonghu_app' } as const

const addAccounts = (deps: Deps): Promise<FirstAccount[]> =>
  inTransaction(deps.pool, deps.county.code, asApplication, async (db) => {
    if (await db.one('select from account where county = $1 limit 1', [deps.county.code])) return []
    if (!deps.county.demo) return createFirstAccounts(db, deps)
    await createDemoAccounts(db, deps, demoAccounts(demoOf(deps).villages))
    return []
  })

const demoOf = (deps: Deps) =>
  demoCounty({ villages: villagesAmong(countyAreas(deps.county.code)!.areas), today: chinaDay(deps.now()) })

/**
 * In one transaction, each act received when it was written: the demo's history looks like months of work. Answers
 * whether they were not there yet.
 */
async function addDemoChildren(deps: Deps): Promise<boolean> {
  const officer = await inTransaction(deps.pool, deps.county.code, asApplication, (db) =>
    countyOfficer(db, deps),
  )
  return inTransaction(deps.pool, deps.county.code, officer.reach, async (db) => {
    if (await db.one('select from act_counter where county = $1 and last > 0', [deps.county.code]))
      return false
    await liveThrough({ db, deps, actor: officer }, demoOf(deps).acts)
    await db.settled()
    await demoGrid({ db, deps, actor: officer }, demoOf(deps).villages)
    return true
  })
}
