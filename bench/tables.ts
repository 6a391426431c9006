import { addDays, chinaDay } from '#domain/dates.ts'
import { readTable } from '#domain/table/table-api.ts'
import type { Asked } from './asked.ts'
import type { Server } from './processes.ts'
import { type Line, median, single } from './result.ts'
import { requestOf } from './single-request.ts'

const TIMES = 15

/** The standard table through HTTP, one question at a time: p50 in ms. */
export async function measureTables(ours: Server, saves: readonly Asked[]): Promise<Line[]> {
  const table = (asOf?: string) => requestOf(ours, { method: 'GET', path: path(asOf) })
  await table()
  const unchanged = await p50(() => table())
  const afterAct = await p50(
    () => table(),
    (n) => requestOf(ours, saves[n % saves.length]!),
  )
  const lines = [
    single('table today unchanged', 'table of today, nothing changed', unchanged, { unit: 'ms', most: 5 }),
    single('table today after act', 'table of today after an act that it counts', afterAct, {
      unit: 'ms',
      most: 60,
    }),
  ]
  const today = chinaDay(new Date())
  // As right after midnight: the table of each next day, of which the one before was read last.
  const midnight = await p50((n) => table(addDays(today, n + 1)))
  lines.push(
    single('table after midnight', 'table of a new day, some have a birthday', midnight, {
      unit: 'ms',
      most: 60,
    }),
  )
  // Another day each time: none is remembered.
  const past = await p50((n) => table(addDays(today, -20 * (n + 1))))
  return [...lines, single('table past day', 'table of a past day', past, { unit: 'ms', most: 500 })]
}

const path = (asOf?: string) =>
  `${readTable.path.replace(':table', 'left-behind-summary')}${asOf ? `?asOf=${asOf}` : ''}`

async function p50(
  work: (n: number) => Promise<unknown>,
  before: (n: number) => Promise<unknown> = async () => {},
): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < TIMES; n++) {
    await before(n)
    const began = performance.now()
    await work(n)
    times.push(performance.now() - began)
  }
  return median(times)
}
