import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreementsFromActs, type Covered } from '#testing/agreements-from-acts.ts'
import { COUNTY } from '#testing/county.ts'
import { endOf, openPeopledCounty, type PeopledCounty } from '#testing/peopled-county.ts'
import { agreementChildrenOf, agreementCoverageOf } from './coverage.ts'

const MONTHS = ['2025-10', '2026-01', '2026-05', '2026-06']

let county: PeopledCounty
beforeAll(async () => {
  county = await openPeopledCounty({ seed: 'agreements', months: 16, every: 14, children: 15 })
})
afterAll(() => county.close())

/** As the program says, by village. */
async function bySoftware(month: string): Promise<Covered[]> {
  const rows = await Promise.all(
    county.townships.map((area) => county.asOfficer((on) => agreementCoverageOf(on, { month, area }))),
  )
  return rows
    .flatMap(({ rows: villages }) => villages)
    .filter(({ values }) => values.needed > 0)
    .map(({ area, values }) => ({ area, needed: values.needed, covered: values.covered }))
    .sort((a, b) => (a.area < b.area ? -1 : 1))
}
async function byActs(month: string): Promise<Covered[]> {
  await county.owner.query('begin')
  try {
    return await agreementsFromActs(county.owner, { county: COUNTY, on: endOf(month) })
  } finally {
    await county.owner.query('rollback')
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
  const { total } = await county.asOfficer((on) => agreementCoverageOf(on, { month: '2026-05' }))
  const behind = (counter: 'needed' | 'covered' | 'notCovered') =>
    county.asOfficer((on) => agreementChildrenOf(on, { month: '2026-05', counter, page: 1, size: 20 }))
  expect((await behind('needed')).total).toBe(total.needed)
  expect((await behind('covered')).total).toBe(total.covered)
  expect((await behind('notCovered')).total).toBe(total.notCovered)
  expect(total.covered + total.notCovered).toBe(total.needed)
})

test('an agreement that counts a day longer than it holds is found', async () => {
  // One that ran out the day before the month ended.
  const { rows } = await county.owner.query<{ id: string; child: string }>(
    `select min(id::text) as id, child from agreement where holds_from < '2026-05-01' and holds_until > '2026-05-31'
      group by child having count(*) = 1 limit 1`,
  )
  await county.owner.query(`update act set body = body || '{"lastDay": "2026-05-30"}' where id = $1`, [
    rows[0]!.id,
  ])
  await county.owner.query(
    `update agreement set last_day = '2026-05-30', holds_until = '2026-05-31' where id = $1`,
    [rows[0]!.id],
  )
  const right = await bySoftware('2026-05')
  expect(right).toEqual(await byActs('2026-05'))
  await county.owner.query(`update agreement set holds_until = '2026-06-01' where id = $1`, [rows[0]!.id])
  const wrong = await bySoftware('2026-05')
  expect(covered(wrong)).toBe(covered(right) + 1)
  expect(wrong).not.toEqual(await byActs('2026-05'))
})
