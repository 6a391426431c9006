import { afterAll, beforeAll, expect, test } from 'vitest'
import { SUPERVISION_COUNTERS, type SupervisionCounter } from '#domain/supervision/supervision-api.ts'
import { type Supervised, supervisionFromActs } from '#testing/contact-from-acts.ts'
import { COUNTY } from '#testing/county.ts'
import { openPeopledCounty, type PeopledCounty } from '#testing/peopled-county.ts'
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

test('a contact that counts a day too long is found', async () => {
  const on = '2026-05-20'
  const right = await byActs(on)
  expect(await bySoftware(on)).toEqual(right)
  // As a program would count for which a week has eight days.
  const moved = await county.owner.query(
    `update parent_contact set day = '2026-05-14' where day = '2026-05-13'
        and not exists (select from parent_contact o where o.child = parent_contact.child and o.day between '2026-05-14' and '2026-05-20')`,
  )
  expect(moved.rowCount).toBeGreaterThan(0)
  const wrong = await bySoftware(on)
  expect(wrong).not.toEqual(right)
  expect(sum(wrong, 'contacted')).toBeGreaterThan(sum(right, 'contacted'))
})
