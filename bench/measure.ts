import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, withDatabase } from '#server/db/connect.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { measureAllCounties } from './all-counties.ts'
import { remember } from './as-before.ts'
import type { Made } from './database.ts'
import { measureImport } from './import.ts'
import { againstSmaller } from './larger.ts'
import { operationsOf } from './operations.ts'
import { startBare, startGenerator, startOurs } from './processes.ts'
import { rawSql } from './raw-sql.ts'
import { type Line, type Result, single } from './result.ts'
import { takeSamples } from './samples.ts'
import { measureTables } from './tables.ts'
import { compare, type Pace } from './under-load.ts'
import { measureColdStart, measureDesk } from './whole-program.ts'

type Wish = { pace: Pace; smoke: boolean; say: (text: string) => void }

/** Everything that can be measured on a data folder of the bench, which is left as it was found. */
export async function measure(dataDir: string, made: Made, wish: Wish): Promise<Result> {
  const lines = await withDatabase(dataDir, async (database) => {
    const owner = new pg.Client(database.owner)
    await owner.connect()
    const takeBack = await remember(owner)
    try {
      return await measureServers({ dataDir, database, owner, made }, wish)
    } finally {
      await takeBack()
      await owner.end()
    }
  })
  if (!wish.smoke) lines.push(await measureColdStart(dataDir), ...measureDesk())
  const result: Result = {
    at: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    children: made.children,
    counties: made.counties,
    loaded: { children: made.written, perSecond: made.perSecond },
    lines: [...lines, ...againstSmaller(dataDir, made, lines)],
  }
  writeFileSync(join(dataDir, 'result.json'), JSON.stringify(result))
  return result
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
    const lines: Line[] = []
    for (const operation of operations) {
      wish.say(operation.title)
      lines.push({ ...(await compare(bench, operation)), raw: raw[operation.key] })
    }
    wish.say('tables')
    lines.push(...(await measureTables(ours, saving, made.counties === 1)))
    if (made.counties > 1) lines.push(...(await measureAllCounties(database, owner, dataDir)))
    lines.push(await memory('memory', 'memory of the server after the load'))
    wish.say('import')
    lines.push(...(await measureImport(bench, saving, wish.smoke ? 20 : 10_000)))
    return [...lines, await memory('memory import', 'memory of the server after the import')]
  } finally {
    generator.stop()
    await Promise.all([bare.stop(), ours.stop()])
  }
}
