import pg from 'pg'
import { lastOfMonth } from '#domain/dates.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { inTransaction } from '#server/db/db.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { type SyntheticOptions, syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'
import { COUNTY, openTestCounty, type TestCounty } from './county.ts'
import { type On, type ShareRow, type TestedShare, told } from './tested-shares.ts'

/** The day on which all of them stand. */
export const TODAY = '2026-06-01'
/** The last day of a month, or that day. */
export const endOf = (month: string): string => [lastOfMonth(month), TODAY].sort()[0]!

type Wish = Pick<SyntheticOptions, 'seed' | 'months' | 'assessments'> & {
  /** Each n-th village has children, so many of them. */
  every: number
  children: number
  /** What has to be there before them. */
  before?(county: TestCounty, owner: pg.Client): Promise<unknown>
}

export type PeopledCounty = TestCounty & {
  owner: pg.Client
  /** Townships with children. */
  townships: readonly string[]
  asOfficer<T>(work: (on: On) => Promise<T>): Promise<T>
  /** A share as the program says it, by village. */
  bySoftware(share: TestedShare, month: string): Promise<ShareRow[]>
}

/** A synthetic county with visits and agreements, through the product's own way of writing: for figures and their oracles. */
export async function openPeopledCounty({ every, children, before, ...wish }: Wish): Promise<PeopledCounty> {
  const county = await openTestCounty()
  const owner = new pg.Client(county.database.connections.owner)
  await owner.connect()
  const actor = county.actor('countyOfficer')
  const { deps } = county
  const asOfficer: PeopledCounty['asOfficer'] = (work) =>
    inTransaction(deps.pool, COUNTY, actor.reach, (db) => work({ db, deps, actor }))
  await before?.(county, owner)
  const villages = villagesAmong(countyAreas(COUNTY)!.areas).filter((_, i) => i % every === 0)
  for (const { acts } of syntheticChildren({
    ...wish,
    county: { ...DEMO_COUNTY, code: COUNTY },
    villages: villages.map((village) => ({ ...village, children })),
    today: TODAY,
    visits: true,
  }))
    await asOfficer((on) => recordActs(on, acts))
  // Plans made for an empty register read all of it.
  await owner.query('analyze')
  const townships = [...new Set(villages.map(({ code }) => `${code.slice(0, 9)}000`))]
  return {
    ...county,
    owner,
    townships,
    asOfficer,
    async bySoftware(share, month) {
      const rows = await Promise.all(
        townships.map((area) => asOfficer((on) => share.software(on, { month, area }))),
      )
      return told(rows.flat())
    },
    async close() {
      await owner.end()
      await county.close()
    },
  }
}
