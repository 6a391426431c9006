import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { openCounty } from '#server/county/open-county.ts'
import { prepareCounty } from '#server/county/prepare-county.ts'
import { setUpCounty } from '#server/county/set-up-county.ts'
import { type Database, withDatabase } from '#server/db/connect.ts'
import { removeCluster } from '#server/db/embedded/places.ts'
import { MIGRATIONS } from '#server/db/migrate.ts'
import { readMigrations } from '#server/db/migration-files.ts'
import { withClient } from '#server/db/with-client.ts'
import { DEMO_COUNTY } from '#server/demo/demo-county.ts'
import { copyCounty } from './copy-county.ts'
import { loadChildren, SEED } from './load-children.ts'

/** `visits`: half a year of them, and care agreements. */
export type Wanted = { children: number; counties: number; visits?: boolean }
export type Made = Wanted & { seed: string; schema: string; written: number; perSecond: number }

const MARK = 'bench.json'
/** Migrations never change once the program is out, but they do while it is being written. */
const schema = () =>
  readMigrations(MIGRATIONS)
    .map(({ sha256 }) => sha256.slice(0, 8))
    .join(' ')

/** The synthetic database in a folder: found from an earlier run of the same size, or made. */
export async function benchDatabase(
  folder: string,
  wanted: Wanted,
  say: (text: string) => void,
): Promise<Made> {
  const mark = join(folder, MARK)
  const found = existsSync(mark) ? (JSON.parse(readFileSync(mark, 'utf8')) as Made | null) : undefined
  if (
    found &&
    found.seed === SEED &&
    found.children === wanted.children &&
    found.counties === wanted.counties
  )
    return found
  if (existsSync(folder) && readdirSync(folder).length > 0) clear(folder, found !== undefined)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(mark, 'null')
  const dataDir = realpathSync(folder)
  const made = await withDatabase(dataDir, (database) => make(database, dataDir, wanted, say))
  writeFileSync(mark, JSON.stringify(made))
  return made
}

/** Only what an earlier run has made, finished or not. */
function clear(folder: string, ours: boolean): void {
  if (!ours) throw new Error(`${folder} holds something else; name another folder with --data`)
  removeCluster(folder)
  rmSync(folder, { recursive: true })
}

async function make(
  database: Database,
  dataDir: string,
  wanted: Wanted,
  say: (text: string) => void,
): Promise<Made> {
  const { code } = DEMO_COUNTY
  await setUpCounty(database, dataDir, code, true)
  const deps = (await openCounty(database, dataDir))!
  const began = performance.now()
  const perSecond = (n: number) => Math.round((n * 1000) / (performance.now() - began))
  let said = 0
  const children = Math.round(wanted.children / wanted.counties)
  const written = await loadChildren(deps, { children, visits: wanted.visits ?? false }, (n) => {
    if (n - said < 10_000) return
    said = n
    say(`${n} children, ${perSecond(n)}/s`)
  })
  const made = {
    ...wanted,
    seed: SEED,
    schema: schema(),
    written: written * wanted.counties,
    perSecond: perSecond(written),
  }
  await deps.close()
  // Its accounts; as a demo county it has public passwords and, having children, gets no others.
  await prepareCounty(database, dataDir, { kind: 'demo' })
  await settle(database, wanted.counties, say)
  return made
}

async function settle({ owner }: Database, counties: number, say: (text: string) => void): Promise<void> {
  await withClient(owner, async (client) => {
    for (let i = 1; i < counties; i++) {
      const code = String(Number(DEMO_COUNTY.code) + i)
      say(`county ${code}`)
      await copyCounty(client, DEMO_COUNTY.code, code)
    }
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  })
}
