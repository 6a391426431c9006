import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#domain/dates.ts'
import { COUNTY } from '#testing/county.ts'
import { type Covered, coverageFromActs } from '#testing/coverage-from-acts.ts'
import { endOf, openPeopledCounty, type PeopledCounty } from '#testing/peopled-county.ts'
import { coverageOf, visitedChildren } from './coverage.ts'

const MONTHS = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']

let county: PeopledCounty
beforeAll(async () => {
  county = await openPeopledCounty({ seed: 'coverage', months: 14, every: 8, children: 15 })
})
afterAll(() => county.close())

/** As the program says, by village. */
async function bySoftware(month: string): Promise<Covered[]> {
  const rows = await Promise.all(
    county.townships.map((area) => county.asOfficer((on) => coverageOf(on, { month, area }))),
  )
  return rows
    .flatMap(({ rows: villages }) => villages)
    .filter(({ values }) => values.children > 0)
    .map(({ area, values }) => ({ area, children: values.children, visited: values.visited }))
    .sort((a, b) => (a.area < b.area ? -1 : 1))
}
const byActs = (month: string): Promise<Covered[]> => {
  return coverageFromActs(county.owner, COUNTY, { from: `${month}-01`, until: endOf(month) })
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
  const { total } = await county.asOfficer((on) => coverageOf(on, { month: '2026-05' }))
  const behind = (counter: 'children' | 'visited' | 'notVisited') =>
    county.asOfficer((on) => visitedChildren(on, { month: '2026-05', counter, page: 1, size: 20 }))
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
  await county.owner.query('begin')
  const { rows } = await county.owner.query<{ id: string }>(
    `select min(id::text) as id from service where day >= '2026-05-01' and day <= '2026-05-31' and child_seen
      group by child having count(*) = 1 limit 1`,
  )
  await county.owner.query('update service set day = $1 where id = $2', [
    addDays('2026-05-31', 1),
    rows[0]!.id,
  ])
  await county.owner.query('commit')
  expect(await visited('2026-05')).toBe(before - 1)
  expect(await bySoftware('2026-05')).not.toEqual(await byActs('2026-05'))
})
