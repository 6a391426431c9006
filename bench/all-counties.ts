import type pg from 'pg'
import { openCounty } from '#server/county/open-county.ts'
import { inTransaction } from '#server/db/db.ts'
import type { Connections } from '#server/db/embedded.ts'
import { readTable } from '#server/table/read-table.ts'
import { type Line, median, single } from './result.ts'

const TIMES = 9

/**
 * The table of today over every county of the database, as a prefecture would add them up: no endpoint asks for it
 * yet, so the same function as the endpoint's is asked once a county, as the application's role.
 */
export async function measureAllCounties(
  database: Connections,
  owner: pg.Client,
  dataDir: string,
): Promise<Line[]> {
  const deps = (await openCounty(database, dataDir))!
  const { rows } = await deps.pool.query<{ code: string }>('select code from county order by code')
  const sum = async () => {
    let total = 0
    for (const { code } of rows) {
      const county = { ...deps, county: { ...deps.county, code } }
      const reach = { role: 'tonghu_area', lo: code, hi: String(Number(code) + 1) } as const
      const table = await inTransaction(deps.pool, code, reach, (db) =>
        readTable(db, county, reach, { table: 'left-behind-summary' }),
      )
      total += table.total.total!
    }
    return total
  }
  const cold = await timed(sum)
  const times: number[] = []
  for (let n = 0; n < TIMES; n++) {
    await oneMore(owner, rows[n % rows.length]!.code)
    times.push(await timed(sum))
  }
  await deps.close()
  const operation = `table of today, ${rows.length} counties`
  return [
    single('table counties', `${operation}, after an act in one`, median(times), { unit: 'ms', most: 150 }),
    single('table counties cold', `${operation}, nothing remembered`, cold, { unit: 'ms' }),
  ]
}

/** As after an act: the county's counter has moved on. Taken back with the rest of what was written. */
const oneMore = (owner: pg.Client, county: string) =>
  owner.query(`update act_counter set last = last + 1 where county = $1`, [county])

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
