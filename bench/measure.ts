import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type Database, withDatabase } from '#server/db/connect.ts'
import { withClient } from '#server/db/with-client.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { measureAllCounties } from './all-counties.ts'
import { remember } from './as-before.ts'
import { checkTables } from './check-tables.ts'
import type { Made } from './database.ts'
import { measureImport } from './import.ts'
import { againstSmaller } from './larger.ts'
import { countedSaves, operationsOf } from './operations.ts'
import { startBare, startGenerator, startOurs } from './processes.ts'
import { rawSql } from './raw-sql.ts'
import { type Line, type Result, single } from './result.ts'
import { takeSamples } from './samples.ts'
import { measureTables } from './tables.ts'
import { compare, type Pace } from './under-load.ts'
import { measureColdStart, measureDesk } from './whole-program.ts'

type Wish = {
  pace: Pace
  smoke: boolean
  tablesOnly?: boolean
  /** Compares the tables with SQL over acts, before anything is written. */
  check?: boolean
  /** Nothing but an import of so many rows. */
  importOf?: number
  say: (text: string) => void
}

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB`

/** Everything that can be measured on a data folder of the bench, which is left as it was found. */
export async function measure(dataDir: string, made: Made, wish: Wish): Promise<Result> {
  const lines = await withDatabase(dataDir, (database) =>
    withClient(database.owner, async (owner) => {
      await warm(owner)
      const takeBack = await remember(owner)
      try {
        return await measureServers({ dataDir, database, owner, made }, wish)
      } finally {
        await takeBack()
      }
    }),
  )
  const part = wish.importOf !== undefined || wish.tablesOnly === true
  if (!wish.smoke && !part) lines.push(await measureColdStart(dataDir), ...measureDesk())
  const result: Result = {
    at: new Date().toISOString(),
    machine: machine(),
    children: made.children,
    counties: made.counties,
    loaded: { children: made.written, perSecond: made.perSecond },
    lines: [...lines, ...(part ? [] : againstSmaller(dataDir, made, lines))],
  }
  if (!part) writeFileSync(join(dataDir, 'result.json'), JSON.stringify(result))
  return result
}

/** As a server is that has run for a day: what fits is in memory. */
async function warm(owner: pg.Client): Promise<void> {
  await owner
    .query('create extension if not exists pg_prewarm')
    .then(() =>
      owner.query(`select pg_prewarm(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'i')`),
    )
    .catch(() => {}) // a server without the extension is measured as it is
}

/** What the last run took back is told anew when the program starts; measured is a server that has done so. */
async function nothingIsDue(owner: pg.Client, county: string): Promise<void> {
  const left = async () =>
    (await owner.query('select from circumstance_due where county = $1 limit 1', [county])).rowCount
  while (await left()) await sleep(200)
}

const SLOW = 'record a fact, 5 ms a commit'

/** With commits that take as long as on an office's disk. Only the embedded server lets itself be slowed down. */
async function onSlowDisk(owner: pg.Client, measured: () => Promise<Line>): Promise<Line[]> {
  const set = async (statement: string) => {
    await owner.query(statement)
    await owner.query('select pg_reload_conf()')
  }
  try {
    await set('alter system set commit_delay = 5000')
    await set('alter system set commit_siblings = 0')
  } catch {
    return []
  }
  try {
    return [await measured()]
  } finally {
    await set('alter system reset commit_delay')
    await set('alter system reset commit_siblings')
  }
}

type Place = { dataDir: string; database: Database; owner: pg.Client; made: Made }

async function measureServers({ dataDir, database, owner, made }: Place, wish: Wish): Promise<Line[]> {
  const { code } = DEMO_COUNTY
  const samples = await takeSamples(owner, dataDir, code)
  const operations = operationsOf(samples)
  const saving = operations.find(({ kind }) => kind === 'save')!
  const raw = await rawSql(owner, samples, { county: code, dataDir })
  const [bare, ours] = await Promise.all([startBare(dataDir, code), startOurs(dataDir)])
  const generator = startGenerator()
  const bench = { bare, ours, generator, pace: wish.pace }
  const memory = async (key: string, operation: string) =>
    single(key, operation, (await ours.rss()) / 1_000_000, { unit: 'MB', most: 300 })
  try {
    await nothingIsDue(owner, code)
    const lines: Line[] = []
    if (wish.importOf) {
      lines.push(await memory('memory', 'memory of the server before the import'))
      lines.push(...(await measureImport(bench, saving, wish.importOf)))
      return [...lines, await memory('memory import', 'memory of the server after the import')]
    }
    const tables = async () => {
      wish.say('tables')
      lines.push(...(await measureTables(ours, countedSaves(samples.forSaving))))
      if (made.counties > 1) lines.push(...(await measureAllCounties(database, owner, dataDir)))
    }
    if (wish.tablesOnly) {
      if (wish.check) lines.push(...(await checkTables(database, owner, dataDir, wish.say)))
      await tables()
      return lines
    }
    for (const operation of operations) {
      wish.say(operation.title)
      lines.push({ ...(await compare(bench, operation)), raw: raw[operation.key] })
    }
    wish.say('record a fact on a slow disk')
    lines.push(
      ...(await onSlowDisk(owner, () => compare(bench, { ...saving, key: 'save slow', title: SLOW }))),
    )
    await tables()
    lines.push(await memory('memory', 'memory of the server after the load'))
    wish.say('import')
    lines.push(...(await measureImport(bench, saving, wish.smoke ? 20 : 10_000)))
    return [...lines, await memory('memory import', 'memory of the server after the import')]
  } finally {
    generator.stop()
    await Promise.all([bare.stop(), ours.stop()])
  }
}
