import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#domain/dates.ts'
import type { FactEntry } from '#domain/fact/fact.ts'
import type { Counted } from '#domain/table/counted.ts'
import { TABLES, type TableName } from '#domain/table/tables.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { countyAreas } from '#server/area/area-data.ts'
import { inTransaction } from '#server/db/db.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { syntheticChildren } from '#server/demo/synthetic-county.ts'
import { villagesAmong } from '#server/demo/villages.ts'
import { act } from '#testing/acts.ts'
import { COUNTY, openTestCounty, type TestCounty } from '#testing/county.ts'
import { randomOf } from '#testing/random.ts'
import { CONDITIONS, tablesFromActs } from '#testing/tables-from-acts.ts'
import { readTable } from './read-table.ts'
import { tableBlocks, tableChildren } from './table-children.ts'

const TODAY = '2026-06-01'
const CHILDREN = 200
const NAMES = Object.keys(TABLES) as TableName[]
const LACKING = [
  'sex',
  'schooling',
  'hukouRegistered',
  'boarding',
  'guardianship',
  'birthDate',
  'health',
  'aid',
  'bothParentsAway',
]

let county: TestCounty
let owner: pg.Client
const children: string[] = []
const random = randomOf(7)
const some = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!

beforeAll(async () => {
  county = await openTestCounty()
  owner = new pg.Client(county.database.connections.owner)
  await owner.connect()
  const villages = villagesAmong(countyAreas(COUNTY)!.areas).filter((_, i) => i % 6 === 0)
  const actor = county.actor('countyOfficer')
  const write = (acts: Parameters<typeof recordActs>[1]) =>
    inTransaction(county.deps.pool, COUNTY, actor.reach, (db) =>
      recordActs({ db, deps: county.deps, actor }, acts),
    )
  for (const family of syntheticChildren({
    seed: 'tables',
    county: { ...DEMO_COUNTY, code: COUNTY },
    villages: villages.map((village) => ({ ...village, children: Math.ceil(CHILDREN / villages.length) })),
    today: TODAY,
    months: 24,
  })) {
    await write(family.acts)
    children.push(...family.children.map(({ id }) => id))
  }
  // One in twenty lacks something.
  for (const child of children.filter(() => random() < 0.05))
    await write([
      lacks(
        child,
        { [some(LACKING)]: { state: 'notCollected' } },
        addDays(TODAY, -Math.floor(random() * 300)),
      ),
    ])
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const lacks = (child: string, facts: Record<string, FactEntry>, day: string) =>
  act('fact.record', child, { day, facts })
const asOfficer = <T>(work: Parameters<typeof inTransaction<T>>[3]) =>
  inTransaction(county.deps.pool, COUNTY, county.actor('countyOfficer').reach, work)
const read = (table: TableName, asOf: string, counted: Counted) =>
  asOfficer((db) => readTable(db, county.deps, county.actor('countyOfficer').reach, { table, asOf, counted }))

async function fromActs(asOf: string, counted: Counted) {
  await owner.query('begin')
  try {
    return await tablesFromActs(owner, { county: COUNTY, asOf, counted })
  } finally {
    await owner.query('rollback')
  }
}

/** All cells of a table that differ from what SQL over the acts says. */
async function differences(table: TableName, asOf: string, counted: Counted): Promise<string[]> {
  const [told, { rows }] = [await read(table, asOf, counted), await fromActs(asOf, counted)]
  const wrong: string[] = []
  for (const { area, values } of [...told.rows, { area: 'total', values: told.total }])
    for (const { key } of told.columns) {
      const should = rows.get(area)?.[key] ?? 0
      if (values[key] !== should) wrong.push(`${asOf} ${area} ${key}: ${values[key]}, by the acts ${should}`)
    }
  return wrong
}

const days = Array.from({ length: 10 }, () => addDays(TODAY, -Math.floor(random() * 700)))

test('every column of every table has a condition of its own in SQL', () => {
  for (const name of NAMES) for (const { key } of TABLES[name].columns) expect(CONDITIONS).toHaveProperty(key)
})

test.for(days.map((day, i) => [day, i % 2 ? 'listed' : 'computed'] as const))(
  'the tables of %s, %s, are what SQL over acts alone says, and so are those who block them',
  async ([day, counted]) => {
    for (const name of NAMES) expect(await differences(name, day, counted)).toEqual([])
    const { blocked } = await fromActs(day, counted)
    const listed = await asOfficer((db) =>
      tableBlocks(db, county.deps, { table: 'left-behind-2016', asOf: day, counted, page: 1, size: 10_000 }),
    )
    expect(listed.rows.map(({ id }) => id).sort()).toEqual(blocked)
  },
)

test('one day after the other, each told from the one before', async () => {
  for (let day = addDays(TODAY, -20), n = 0; n < 8; n++, day = addDays(day, 1 + (n % 3)))
    expect(await differences('left-behind-summary', day, 'computed')).toEqual([])
})

test('behind every cell stand as many children as it says', async () => {
  const asOf = days[0]!
  for (const name of NAMES) {
    const { total, columns } = await read(name, asOf, 'computed')
    for (const { key } of columns) {
      const behind = await asOfficer((db) =>
        tableChildren(db, county.deps, { table: name, asOf, column: key, page: 1, size: 10_000 }),
      )
      expect([behind.total, behind.rows.length], key).toEqual([total[key], total[key]])
    }
  }
})

test('one child too many, one day too late, one code off: each is found', async () => {
  const asOf = TODAY
  const planted = async (sql: string) => {
    await owner.query('begin')
    await owner.query(sql)
    await owner.query(`update act_counter set respelled = respelled + 1 where county = '${COUNTY}'`)
    await owner.query('commit')
    return differences('left-behind-summary', asOf, 'listed')
  }
  const one = `(select child from child_state where county = '${COUNTY}' and until_day = 'infinity' and status = 1
     and birth_date > '2016-01-01' order by child limit 1)`
  const now = `county = '${COUNTY}' and child = ${one} and until_day = 'infinity'`
  expect(await differences('left-behind-summary', asOf, 'listed')).toEqual([])
  const faults = [
    [
      `update child_state set cell = cell + 1 where ${now}`,
      `update child_state set cell = cell - 1 where ${now}`,
    ],
    [
      `update child_state set birth_date = birth_date - interval '20 years' where ${now}`,
      `update child_state set birth_date = birth_date + interval '20 years' where county = '${COUNTY}' and birth_date < '2005-01-01'`,
    ],
  ] as const
  for (const [fault, mended] of faults) {
    expect((await planted(fault)).length).toBeGreaterThan(0)
    expect(await planted(mended)).toEqual([])
  }
})

test('when all is filled in, nobody blocks the survey table and every equality holds', async () => {
  const actor = county.actor('countyOfficer')
  const { blocked } = await fromActs(TODAY, 'listed')
  const full = {
    sex: 'female',
    birthDate: '2015-05-05',
    schooling: 'primary',
    boarding: false,
    hukouRegistered: true,
    guardianship: 'fair',
    entrusted: false,
    oneAwayOtherIncapable: false,
  }
  const facts = Object.fromEntries(
    Object.entries(full).map(([key, value]) => [key, { state: 'known' as const, value }]),
  )
  for (const child of blocked)
    await inTransaction(county.deps.pool, COUNTY, actor.reach, (db) =>
      recordActs({ db, deps: county.deps, actor }, [lacks(child, facts, TODAY)]),
    )
  expect(blocked.length).toBeGreaterThan(5)
  const { checks } = await read('left-behind-2016', TODAY, 'listed')
  expect(checks.filter(({ holds, broken }) => !holds || broken > 0)).toEqual([])
  expect(await differences('left-behind-2016', TODAY, 'listed')).toEqual([])
})
