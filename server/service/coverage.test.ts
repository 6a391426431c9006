import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, lastOfMonth } from '#domain/dates.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { inTransaction } from '#server/db/db.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'
import { COUNTY, openTestCounty, type TestCounty } from '#testing/county.ts'
import { type Covered, coverageFromActs } from '#testing/coverage-from-acts.ts'
import { coverageOf, visitedChildren } from './coverage.ts'

const TODAY = '2026-06-01'
const MONTHS = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']

let county: TestCounty
let owner: pg.Client
const townships = new Set<string>()

beforeAll(async () => {
  county = await openTestCounty()
  owner = new pg.Client(county.database.connections.owner)
  await owner.connect()
  const actor = county.actor('countyOfficer')
  const villages = villagesAmong(countyAreas(COUNTY)!.areas).filter((_, i) => i % 8 === 0)
  for (const { code } of villages) townships.add(`${code.slice(0, 9)}000`)
  for (const family of syntheticChildren({
    seed: 'coverage',
    county: { ...DEMO_COUNTY, code: COUNTY },
    villages: villages.map((village) => ({ ...village, children: 15 })),
    today: TODAY,
    months: 14,
    visits: true,
  }))
    await inTransaction(county.deps.pool, COUNTY, actor.reach, (db) =>
      recordActs({ db, deps: county.deps, actor }, family.acts),
    )
  await owner.query('analyze')
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const asOfficer = <T>(work: (on: Parameters<typeof coverageOf>[0]) => Promise<T>): Promise<T> => {
  const actor = county.actor('countyOfficer')
  return inTransaction(county.deps.pool, COUNTY, actor.reach, (db) => work({ db, deps: county.deps, actor }))
}
/** As the program says, by village. */
async function bySoftware(month: string): Promise<Covered[]> {
  const rows = await Promise.all(
    [...townships].map((area) => asOfficer((on) => coverageOf(on, { month, area }))),
  )
  return rows
    .flatMap(({ rows: villages }) => villages)
    .filter(({ values }) => values.children > 0)
    .map(({ area, values }) => ({ area, children: values.children, visited: values.visited }))
    .sort((a, b) => (a.area < b.area ? -1 : 1))
}
const byActs = (month: string): Promise<Covered[]> => {
  const last = lastOfMonth(month)
  return coverageFromActs(owner, COUNTY, { from: `${month}-01`, until: last < TODAY ? last : TODAY })
}

test.each(MONTHS)('in %s as many as SQL over acts says, village by village', async (month) => {
  const told = await byActs(month)
  expect(await bySoftware(month)).toEqual(told)
  expect(told.reduce((sum, { children }) => sum + children, 0)).toBeGreaterThan(30)
})

test('months differ, and in some somebody was not visited', async () => {
  const rates = await Promise.all(MONTHS.map(byActs))
  const visited = rates.map((rows) => rows.reduce((sum, row) => sum + row.visited, 0))
  expect(new Set(visited).size).toBeGreaterThan(3)
})

test('every number has as many children behind it, and both lists are all of them', async () => {
  const { total } = await asOfficer((on) => coverageOf(on, { month: '2026-05' }))
  const behind = (counter: 'children' | 'visited' | 'notVisited') =>
    asOfficer((on) => visitedChildren(on, { month: '2026-05', counter, page: 1, size: 20 }))
  expect((await behind('children')).total).toBe(total.children)
  expect((await behind('visited')).total).toBe(total.visited)
  expect((await behind('notVisited')).total).toBe(total.notVisited)
  expect(total.visited + total.notVisited).toBe(total.children)
})

test('a visit counted a day too late is found', async () => {
  const visited = async (month: string) =>
    (await bySoftware(month)).reduce((sum, row) => sum + row.visited, 0)
  const before = await visited('2026-05')
  // As a program would count whose month ended a day later.
  await owner.query('begin')
  const { rows } = await owner.query<{ id: string }>(
    `select min(id::text) as id from service where day >= '2026-05-01' and day <= '2026-05-31' and child_seen
      group by child having count(*) = 1 limit 1`,
  )
  await owner.query('update service set day = $1 where id = $2', [addDays('2026-05-31', 1), rows[0]!.id])
  await owner.query('commit')
  expect(await visited('2026-05')).toBe(before - 1)
  expect(await bySoftware('2026-05')).not.toEqual(await byActs('2026-05'))
})
