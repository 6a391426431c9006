import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNTY } from '#testing/county.ts'
import { endOf, openPeopledCounty, type PeopledCounty } from '#testing/peopled-county.ts'
import { byActs, countedIn, TESTED_SHARES } from '#testing/tested-shares.ts'
import { agreementChildrenOf, agreementCoverageOf } from './coverage.ts'

const MONTHS = ['2025-10', '2026-01', '2026-05', '2026-06']

let county: PeopledCounty
beforeAll(async () => {
  county = await openPeopledCounty({ seed: 'agreements', months: 16, every: 14, children: 15 })
})
afterAll(() => county.close())

const asked = (month: string) => ({ county: COUNTY, month, until: endOf(month) })
const bySoftware = (month: string) => county.bySoftware(TESTED_SHARES.agreements, month)
const fromActs = (month: string) => byActs(county.owner, TESTED_SHARES.agreements, asked(month))

test.each(MONTHS)('in %s as many as SQL over acts says, village by village', async (month) => {
  const told = await fromActs(month)
  expect(await bySoftware(month)).toEqual(told)
  expect(told.reduce((sum, row) => sum + row.of, 0)).toBeGreaterThan(30)
})

test('months differ, and in each of them somebody has none', async () => {
  const rates = await Promise.all(MONTHS.map(bySoftware))
  expect(new Set(rates.map(countedIn)).size).toBeGreaterThan(2)
  for (const rows of rates) expect(countedIn(rows)).toBeLessThan(rows.reduce((sum, row) => sum + row.of, 0))
})

test('every number has as many children behind it, and both lists are all of them', async () => {
  const { total } = await county.asOfficer((on) => agreementCoverageOf(on, { month: '2026-05' }))
  const behind = (counter: 'needed' | 'covered' | 'notCovered') =>
    county.asOfficer((on) => agreementChildrenOf(on, { month: '2026-05', counter, page: 1, size: 20 }))
  expect((await behind('needed')).total).toBe(total.needed)
  expect((await behind('covered')).total).toBe(total.covered)
  expect((await behind('notCovered')).total).toBe(total.notCovered)
  expect(total.covered + total.notCovered).toBe(total.needed)
})

test('an agreement that runs out a day too early is found', async () => {
  const before = countedIn(await bySoftware('2026-05'))
  const takeBack = await TESTED_SHARES.agreements.plant(county.owner, asked('2026-05'))
  expect(countedIn(await bySoftware('2026-05'))).toBe(before - 1)
  expect(await bySoftware('2026-05')).not.toEqual(await fromActs('2026-05'))
  await takeBack()
  expect(await bySoftware('2026-05')).toEqual(await fromActs('2026-05'))
})
