import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#domain/dates.ts'
import { respellSome } from '#server/circumstance/due.ts'
import { inTransaction } from '#server/db/db.ts'
import { COUNTY, newId, type TestCounty } from '#testing/county.ts'
import { openPeopledCounty, type PeopledCounty, TODAY } from '#testing/peopled-county.ts'
import { riskFromActs } from '#testing/risk-from-acts.ts'
import { riskChildren, riskFigures } from './risk-figures.ts'

const WITHIN = 183
const template = 'threeColours'

/** Circumstances come of everything that is known of a family; what is left stands in the child's own acts. */
async function withoutCircumstances({ deps, actor }: TestCounty, owner: pg.Client): Promise<void> {
  const officer = actor('countyOfficer')
  for (const key of ['riskRed', 'riskYellow'])
    await owner.query(
      `insert into policy_entry (county, id, key, scope, from_day, value, document, clause, reason, proposed_by,
         proposed_at, decision, decided_by, decided_at)
       values ($1, $2, $3, $1, '2026-01-01', '[]', '-', '-', '-', $4, now(), 'approved', $5, now())`,
      [COUNTY, newId(), key, officer.account, actor('countyLeader').account],
    )
  await inTransaction(deps.pool, COUNTY, officer.reach, (db) => deps.policy.reload(db))
}

let county: PeopledCounty
beforeAll(async () => {
  county = await openPeopledCounty({
    seed: 'risk',
    months: 14,
    every: 12,
    children: 12,
    assessments: true,
    before: withoutCircumstances,
  })
})
afterAll(() => county.close())

const COUNTED = [
  'children',
  'red',
  'yellow',
  'green',
  'none',
  'assessed',
  'grade1',
  'grade2',
  'grade3',
] as const

/** As the program says, by village. */
async function bySoftware() {
  const figures = await Promise.all(
    county.townships.map((area) => county.asOfficer((on) => riskFigures(on, { area, template }))),
  )
  return figures
    .flatMap(({ rows }) => rows)
    .filter(({ values }) => values.children! > 0)
    .map(({ area, values }) => ({
      area,
      ...Object.fromEntries(COUNTED.map((key) => [key, values[key]])),
    }))
    .sort((a, b) => (a.area < b.area ? -1 : 1))
}
const byActs = () =>
  riskFromActs(county.owner, COUNTY, { on: TODAY, since: addDays(TODAY, -WITHIN), template })

test('colours, assessments and grades as many as SQL over acts alone says, village by village', async () => {
  const told = await byActs()
  expect(await bySoftware()).toEqual(told)
  const total = (key: (typeof COUNTED)[number]) => told.reduce((sum, row) => sum + row[key], 0)
  for (const key of COUNTED) if (key !== 'none') expect(total(key), key).toBeGreaterThan(0)
  expect(total('red') + total('yellow') + total('green') + total('none')).toBe(total('children'))
  expect(total('children')).toBeGreaterThan(50)
})

test('every number has as many children behind it', async () => {
  const { total } = await county.asOfficer((on) => riskFigures(on, { template }))
  for (const counter of [...COUNTED, 'key', 'notAssessed'] as const) {
    const behind = await county.asOfficer((on) => riskChildren(on, { counter, template, page: 1, size: 5 }))
    expect(behind.total, counter).toBe(total[counter])
  }
  expect(total.assessed! + total.notAssessed!).toBe(total.children)
})

test('an assessment counted by another grade is found, and so is a colour that was not told anew', async () => {
  const grade = 'update assessment set grade = 4 - grade where id = $1'
  const { rows } = await county.owner.query<{ id: string; child: string; colour: number }>(
    `select a.id, a.child, r.colour from assessment a join risk r using (county, child)
      where a.grade <> 2 and not exists (select from assessment b where b.child = a.child and b.id <> a.id) limit 1`,
  )
  const { id, child, colour } = rows[0]!
  await county.owner.query(grade, [id])
  expect(await bySoftware()).not.toEqual(await byActs())
  await county.owner.query(grade, [id])
  await county.owner.query('update risk set colour = 5 - $2 where child = $1', [child, colour])
  expect(await bySoftware()).not.toEqual(await byActs())
  // Told anew it is right again.
  await county.owner.query(
    'insert into circumstance_due (county, child, area_code) select county, id, area_code from child where id = $1',
    [child],
  )
  await respellSome(county.deps)
  expect(await bySoftware()).toEqual(await byActs())
})
