import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#domain/dates.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { respellSome } from '#server/circumstance/due.ts'
import { inTransaction } from '#server/db/db.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'
import { COUNTY, newId, openTestCounty, type TestCounty } from '#testing/county.ts'
import { riskFromActs } from '#testing/risk-from-acts.ts'
import { riskChildren, riskFigures } from './risk-figures.ts'

const TODAY = '2026-06-01'
const WITHIN = 183
const template = 'threeColours'

let county: TestCounty
let owner: pg.Client
const townships = new Set<string>()

beforeAll(async () => {
  county = await openTestCounty()
  owner = new pg.Client(county.database.connections.owner)
  await owner.connect()
  const actor = county.actor('countyOfficer')
  // Circumstances come of everything that is known of a family; what is left stands in the child's own acts.
  for (const key of ['riskRed', 'riskYellow'])
    await owner.query(
      `insert into policy_entry (county, id, key, scope, from_day, value, document, clause, reason, proposed_by,
         proposed_at, decision, decided_by, decided_at)
       values ($1, $2, $3, $1, '2026-01-01', '[]', '-', '-', '-', $4, now(), 'approved', $5, now())`,
      [COUNTY, newId(), key, actor.account, county.actor('countyLeader').account],
    )
  await inTransaction(county.deps.pool, COUNTY, actor.reach, (db) => county.deps.policy.reload(db))
  const villages = villagesAmong(countyAreas(COUNTY)!.areas).filter((_, i) => i % 12 === 0)
  for (const { code } of villages) townships.add(`${code.slice(0, 9)}000`)
  for (const family of syntheticChildren({
    seed: 'risk',
    county: { ...DEMO_COUNTY, code: COUNTY },
    villages: villages.map((village) => ({ ...village, children: 12 })),
    today: TODAY,
    months: 14,
    visits: true,
    assessments: true,
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

type On = Parameters<typeof riskFigures>[0]
const asOfficer = <T>(work: (on: On) => Promise<T>): Promise<T> => {
  const actor = county.actor('countyOfficer')
  return inTransaction(county.deps.pool, COUNTY, actor.reach, (db) => work({ db, deps: county.deps, actor }))
}
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
    [...townships].map((area) => asOfficer((on) => riskFigures(on, { area, template }))),
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
const byActs = () => riskFromActs(owner, COUNTY, { on: TODAY, since: addDays(TODAY, -WITHIN), template })

test('colours, assessments and grades as many as SQL over acts alone says, village by village', async () => {
  const told = await byActs()
  expect(await bySoftware()).toEqual(told)
  const total = (key: (typeof COUNTED)[number]) => told.reduce((sum, row) => sum + row[key], 0)
  for (const key of COUNTED) if (key !== 'none') expect(total(key), key).toBeGreaterThan(0)
  expect(total('red') + total('yellow') + total('green') + total('none')).toBe(total('children'))
  expect(total('children')).toBeGreaterThan(50)
})

test('every number has as many children behind it', async () => {
  const { total } = await asOfficer((on) => riskFigures(on, { template }))
  for (const counter of [...COUNTED, 'key', 'notAssessed'] as const) {
    const behind = await asOfficer((on) => riskChildren(on, { counter, template, page: 1, size: 5 }))
    expect(behind.total, counter).toBe(total[counter])
  }
  expect(total.assessed! + total.notAssessed!).toBe(total.children)
})

test('an assessment counted by another grade is found, and so is a colour that was not told anew', async () => {
  const grade = 'update assessment set grade = 4 - grade where id = $1'
  const { rows } = await owner.query<{ id: string; child: string; colour: number }>(
    `select a.id, a.child, r.colour from assessment a join risk r using (county, child)
      where a.grade <> 2 and not exists (select from assessment b where b.child = a.child and b.id <> a.id) limit 1`,
  )
  const { id, child, colour } = rows[0]!
  await owner.query(grade, [id])
  expect(await bySoftware()).not.toEqual(await byActs())
  await owner.query(grade, [id])
  await owner.query('update risk set colour = 5 - $2 where child = $1', [child, colour])
  expect(await bySoftware()).not.toEqual(await byActs())
  // Told anew it is right again.
  await owner.query(
    'insert into circumstance_due (county, child, area_code) select county, id, area_code from child where id = $1',
    [child],
  )
  await respellSome(county.deps)
  expect(await bySoftware()).toEqual(await byActs())
})
