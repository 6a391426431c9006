import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastOfMonth } from '#domain/dates.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { inTransaction } from '#server/db/db.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'
import { agreementsFromActs, type Covered } from '#testing/agreements-from-acts.ts'
import { COUNTY, openTestCounty, type TestCounty } from '#testing/county.ts'
import { agreementChildrenOf, agreementCoverageOf } from './coverage.ts'

const TODAY = '2026-06-01'
const MONTHS = ['2025-10', '2026-01', '2026-05', '2026-06']

let county: TestCounty
let owner: pg.Client
const townships = new Set<string>()

beforeAll(async () => {
  county = await openTestCounty()
  owner = new pg.Client(county.database.connections.owner)
  await owner.connect()
  const actor = county.actor('countyOfficer')
  const villages = villagesAmong(countyAreas(COUNTY)!.areas).filter((_, i) => i % 14 === 0)
  for (const { code } of villages) townships.add(`${code.slice(0, 9)}000`)
  for (const family of syntheticChildren({
    seed: 'agreements',
    county: { ...DEMO_COUNTY, code: COUNTY },
    villages: villages.map((village) => ({ ...village, children: 15 })),
    today: TODAY,
    months: 16,
    visits: true,
  }))
    await inTransaction(county.deps.pool, COUNTY, actor.reach, (db) =>
      recordActs({ db, deps: county.deps, actor }, family.acts),
    )
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const asOfficer = <T>(work: (on: Parameters<typeof agreementCoverageOf>[0]) => Promise<T>): Promise<T> => {
  const actor = county.actor('countyOfficer')
  return inTransaction(county.deps.pool, COUNTY, actor.reach, (db) => work({ db, deps: county.deps, actor }))
}
/** As the program says, by village. */
async function bySoftware(month: string): Promise<Covered[]> {
  const rows = await Promise.all(
    [...townships].map((area) => asOfficer((on) => agreementCoverageOf(on, { month, area }))),
  )
  return rows
    .flatMap(({ rows: villages }) => villages)
    .filter(({ values }) => values.needed > 0)
    .map(({ area, values }) => ({ area, needed: values.needed, covered: values.covered }))
    .sort((a, b) => (a.area < b.area ? -1 : 1))
}
async function byActs(month: string): Promise<Covered[]> {
  const last = lastOfMonth(month)
  await owner.query('begin')
  try {
    return await agreementsFromActs(owner, { county: COUNTY, on: last < TODAY ? last : TODAY })
  } finally {
    await owner.query('rollback')
  }
}
const covered = (rows: readonly Covered[]) => rows.reduce((sum, row) => sum + row.covered, 0)

test.each(MONTHS)('in %s as many as SQL over acts says, village by village', async (month) => {
  const told = await byActs(month)
  expect(await bySoftware(month)).toEqual(told)
  expect(told.reduce((sum, { needed }) => sum + needed, 0)).toBeGreaterThan(30)
})

test('months differ, and in each of them somebody has none', async () => {
  const told = await Promise.all(MONTHS.map(bySoftware))
  expect(new Set(told.map(covered)).size).toBeGreaterThan(2)
  for (const rows of told)
    expect(covered(rows)).toBeLessThan(rows.reduce((sum, { needed }) => sum + needed, 0))
})

test('every number has as many children behind it, and both lists are all of them', async () => {
  const { total } = await asOfficer((on) => agreementCoverageOf(on, { month: '2026-05' }))
  const behind = (counter: 'needed' | 'covered' | 'notCovered') =>
    asOfficer((on) => agreementChildrenOf(on, { month: '2026-05', counter, page: 1, size: 20 }))
  expect((await behind('needed')).total).toBe(total.needed)
  expect((await behind('covered')).total).toBe(total.covered)
  expect((await behind('notCovered')).total).toBe(total.notCovered)
  expect(total.covered + total.notCovered).toBe(total.needed)
})

test('an agreement that counts a day longer than it holds is found', async () => {
  // One that ran out the day before the month ended.
  const { rows } = await owner.query<{ id: string; child: string }>(
    `select min(id::text) as id, child from agreement where holds_from < '2026-05-01' and holds_until > '2026-05-31'
      group by child having count(*) = 1 limit 1`,
  )
  await owner.query(`update act set body = body || '{"lastDay": "2026-05-30"}' where id = $1`, [rows[0]!.id])
  await owner.query(
    `update agreement set last_day = '2026-05-30', holds_until = '2026-05-31' where id = $1`,
    [rows[0]!.id],
  )
  const right = await bySoftware('2026-05')
  expect(right).toEqual(await byActs('2026-05'))
  await owner.query(`update agreement set holds_until = '2026-06-01' where id = $1`, [rows[0]!.id])
  const wrong = await bySoftware('2026-05')
  expect(covered(wrong)).toBe(covered(right) + 1)
  expect(wrong).not.toEqual(await byActs('2026-05'))
})
