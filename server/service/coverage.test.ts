import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNTY } from '#testing/county.ts'
import { endOf, openPeopledCounty, type PeopledCounty } from '#testing/peopled-county.ts'
import { byActs, countedIn, TESTED_SHARES } from '#testing/tested-shares.ts'
import { coverageOf, visitedChildren } from './coverage.ts'

const MONTHS = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']

let county: PeopledCounty
beforeAll(async () => {
  county = await openPeopledCounty({ seed: 'coverage', months: 14, every: 8, children: 15 })
})
afterAll(() => county.close())

const asked = (month: string) => ({ county: COUNTY, month, until: endOf(month) })
const bySoftware = (month: string) => county.bySoftware(TESTED_SHARES.visits, month)
const fromActs = (month: string) => byActs(county.owner, TESTED_SHARES.visits, asked(month))

test.each(MONTHS)('in %s as many as SQL over acts says, village by village', async (month) => {
  const told = await fromActs(month)
  expect(await bySoftware(month)).toEqual(told)
  expect(told.reduce((sum, row) => sum + row.of, 0)).toBeGreaterThan(30)
})

test('months differ, and in some somebody was not visited', async () => {
  const rates = await Promise.all(MONTHS.map(bySoftware))
  expect(new Set(rates.map(countedIn)).size).toBeGreaterThan(3)
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
  const before = countedIn(await bySoftware('2026-05'))
  const takeBack = await TESTED_SHARES.visits.plant(county.owner, asked('2026-05'))
  expect(countedIn(await bySoftware('2026-05'))).toBe(before - 1)
  expect(await bySoftware('2026-05')).not.toEqual(await fromActs('2026-05'))
  await takeBack()
  expect(await bySoftware('2026-05')).toEqual(await fromActs('2026-05'))
})
