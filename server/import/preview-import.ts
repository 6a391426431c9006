import { randomBytes } from 'node:crypto'
import type { Area } from '#domain/area/area.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import type { ColumnMapping } from '#domain/import/column-mapping.ts'
import { Refusal } from '#domain/refusals.ts'
import { inReach } from '../act/reach.ts'
import { type Db, inTransaction, withoutReach } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { type SaidLayout, saidLayouts } from './column-layouts.ts'
import { heldPairs } from './held-pairs.ts'
import { importIds } from './import-ids.ts'
import { createSummary, type Summary } from './import-report.ts'
import { createPlanner } from './plan-import.ts'
import { beginReading, type Reading, unpackedRows } from './read-files.ts'
import type { UploadedFile } from './read-worker.ts'
import { beginStaging, type Importing } from './stage-import.ts'

export type ReadImport = {
  importId: string
  asOf: PlainDate
  files: readonly UploadedFile[]
  reading: Reading
  /** What the office had said of columns before. */
  said: SaidLayout[]
}
type ToRead = {
  files: readonly UploadedFile[]
  asOf?: PlainDate
  /** For all tables, instead of what was said before. */
  mapping?: ColumnMapping
  /** What is said of layouts now; null is that nothing is said any more. */
  layouts?: ReadonlyMap<string, ColumnMapping | null>
}

/**
 * Begins to read rosters, before a connection is taken. Villages out of reach are not known to the reader, so that they look
 * like villages that do not exist.
 */
export async function readImport(
  { deps, actor }: { deps: Deps; actor: Actor },
  { files, asOf, mapping, layouts }: ToRead,
): Promise<ReadImport> {
  if (files.length === 0) throw new Refusal('invalidInput', { problem: 'file' })
  const today = chinaDay(deps.now())
  const day = asOf ?? today
  if (day > today) throw new Refusal('invalidInput', { problem: `asOf > ${today}` })
  const areas = await areasOf(withoutReach(deps.pool), { deps, actor })
  const said = mapping ? [] : await saidNow({ deps, actor }, layouts)
  const ofLayouts = Object.fromEntries(said.map((one) => [one.layout, one.mapping]))
  const reading = await beginReading({ files, areas, asOf: day, mapping, layouts: ofLayouts })
  return { importId: uuidv7(deps.now().getTime(), randomBytes(10)), asOf: day, files, reading, said }
}

async function saidNow(
  { deps, actor }: { deps: Deps; actor: Actor },
  layouts: ToRead['layouts'] = new Map(),
): Promise<SaidLayout[]> {
  const before = await inTransaction(
    deps.pool,
    deps.county.code,
    actor.reach,
    (db) => saidLayouts({ db, deps, actor }),
    { reading: true },
  )
  const now = [...layouts].flatMap(([layout, mapping]) =>
    mapping ? [{ layout, mapping, by: actor.name, at: deps.now().toISOString() }] : [],
  )
  return [...now, ...before.filter(({ layout }) => !layouts.has(layout))]
}

/** The county's standing areas in reach, and what lies above them, since addresses begin with it. */
async function areasOf(db: Db, { deps, actor }: { deps: Deps; actor: Actor }): Promise<Area[]> {
  const county = deps.county.code
  const areas = await db.rows<Area>(
    `select code, name, short_name as "shortName", level, parent from area
      where until is null and (left(code, 6) = $1 or level < 3) order by code`,
    [county],
  )
  return areas.filter(({ code, level }) => level < 4 || inReach(actor.reach, code))
}

/** Rows planned and put by at a time; all of a hundred thousand would not fit into the server's memory. */
const AT_A_TIME = 2_500

/** Plans what is being read against the register as it is, and keeps the preview until somebody decides; `keep`: or only says it. */
export async function previewImport(
  on: Importing,
  read: ReadImport,
  { keep }: { keep: boolean },
): Promise<Summary> {
  const { importId, asOf } = read
  const counter = await on.db.one<{ last: number }>('select last from act_counter where county = $1', [
    on.deps.county.code,
  ])
  const planner = createPlanner(on, { importId, asOf })
  const summing = createSummary()
  const staging = keep ? await beginStaging(on, read, counter?.last ?? 0) : undefined
  for await (const rows of unpackedRows(read.reading, AT_A_TIME)) {
    const plans = await planner.plan({ rows })
    const pairs = heldPairs(plans, importIds(on.deps.vault, importId))
    summing.add(plans, pairs)
    await staging?.add(plans, pairs)
  }
  const tables = await read.reading.tables
  const summary = summing.of(tables)
  await staging?.end(summary, tables)
  return summary
}
