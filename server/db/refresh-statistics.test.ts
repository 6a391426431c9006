import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCounty, type TestCounty } from '#testing/county.ts'
import { refreshStatistics } from './refresh-statistics.ts'

let county: TestCounty
beforeAll(async () => {
  county = await openTestCounty()
})
afterAll(() => county.close())

/** What the planner believes; -1 or 0 before it has looked. */
async function believed(): Promise<number> {
  const { rows } = await county.database.owner.query<{ rows: number }>(
    `select reltuples::int as rows from pg_class where oid = 'act_place'::regclass`,
  )
  return rows[0]!.rows
}
const add = (from: number, to: number) =>
  county.database.owner.query(
    'insert into act_place (county, seq, act) select $1, n, gen_random_uuid() from generate_series($2::int, $3::int) n',
    [county.deps.county.code, from, to],
  )

test('a table that has doubled is looked at, one that has hardly grown is not', async () => {
  await refreshStatistics(county.deps.pool)
  expect(await believed()).toBeLessThan(1_000)
  await add(1, 10_000)
  await refreshStatistics(county.deps.pool)
  expect(await believed()).toBe(10_000)
  await add(10_001, 12_000)
  await refreshStatistics(county.deps.pool)
  expect(await believed()).toBe(10_000)
  await add(12_001, 30_000)
  await refreshStatistics(county.deps.pool)
  expect(await believed()).toBe(30_000)
})
