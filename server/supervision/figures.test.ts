import { afterAll, beforeAll, expect, test } from 'vitest'
import { SUPERVISION_COUNTERS, type SupervisionCounter } from '#domain/supervision/supervision-api.ts'
import { type Supervised, supervisionFromActs } from '#testing/contact-from-acts.ts'
import { COUNTY } from '#testing/county.ts'
import { openPeopledCounty, type PeopledCounty } from '#testing/peopled-county.ts'
import { byActs as actsOfShare, countedIn, TESTED_SHARES } from '#testing/tested-shares.ts'
import { supervisedChildren, supervisionOf } from './figures.ts'

const DAYS = ['2026-02-15', '2026-05-20', '2026-06-01']

let county: PeopledCounty
beforeAll(async () => {
  county = await openPeopledCounty({ seed: 'supervision', months: 12, every: 20, children: 15 })
})
afterAll(() => county.close())

/** As the program says, by village. */
async function bySoftware(on: string): Promise<Supervised[]> {
  const rows = await Promise.all(
    county.townships.map((area) => county.asOfficer((asking) => supervisionOf(asking, { on, area }))),
  )
  return rows
    .flatMap(({ rows: villages }) => villages)
    .filter(({ values }) => values.children > 0)
    .map(({ area, values: { children, contacted, visited, unsupervised } }) => ({
      area,
      children,
      contacted,
      visited,
      unsupervised,
    }))
    .sort((a, b) => (a.area < b.area ? -1 : 1))
}
async function byActs(on: string): Promise<Supervised[]> {
  await county.owner.query('begin')
  try {
    return await supervisionFromActs(county.owner, { county: COUNTY, on })
  } finally {
    await county.owner.query('rollback')
  }
}
const sum = (rows: readonly Supervised[], key: Exclude<keyof Supervised, 'area'>) =>
  rows.reduce((n, row) => n + row[key], 0)

test.each(DAYS)('on %s as many as SQL over acts says, village by village', async (on) => {
  const told = await byActs(on)
  expect(await bySoftware(on)).toEqual(told)
  expect(sum(told, 'children')).toBeGreaterThan(30)
})

test('days differ, and each counter has some and leaves some out', async () => {
  const told = await Promise.all(DAYS.map(bySoftware))
  for (const key of ['contacted', 'visited', 'unsupervised'] as const) {
    expect(new Set(told.map((rows) => sum(rows, key))).size, key).toBeGreaterThan(1)
    const all = told.reduce((n, rows) => n + sum(rows, key), 0)
    expect(all, key).toBeGreaterThan(0)
    expect(all, key).toBeLessThan(told.reduce((n, rows) => n + sum(rows, 'children'), 0))
  }
})

test('every number has as many children behind it', async () => {
  const on = '2026-05-20'
  const { total } = await county.asOfficer((asking) => supervisionOf(asking, { on }))
  for (const counter of Object.keys(SUPERVISION_COUNTERS) as SupervisionCounter[]) {
    const list = await county.asOfficer((asking) =>
      supervisedChildren(asking, { on, counter, page: 1, size: 20 }),
    )
    expect(list.total, counter).toBe(total[counter])
  }
  expect(total.contacted + total.notContacted).toBe(total.children)
})

test.each(['contact', 'weeklyVisits', 'unsupervised'] as const)(
  '%s: what counts a day too long is found',
  async (key) => {
    const share = TESTED_SHARES[key]
    const asked = { county: COUNTY, month: '2026-05', until: '2026-05-31' }
    const right = await actsOfShare(county.owner, share, asked)
    expect(await county.bySoftware(share, '2026-05')).toEqual(right)
    const takeBack = await share.plant(county.owner, asked)
    const wrong = await county.bySoftware(share, '2026-05')
    expect(Math.abs(countedIn(wrong) - countedIn(right))).toBe(1)
    await takeBack()
    expect(await county.bySoftware(share, '2026-05')).toEqual(right)
  },
)
