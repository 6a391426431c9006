import type { AreaCode } from '#domain/area/area.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import { ISSUES, type Issue } from '#domain/import/issues.ts'
import type { Change, Outcome, PlannedRelative } from '#domain/import/plan-row.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { rowKey } from '../duplicate/row-key.ts'
import type { HeldPair } from './held-pairs.ts'
import type { Summary } from './import-report.ts'
import { keepFiles } from './kept-files.ts'
import { parcelsOf } from './parcels.ts'
import type { RowPlan } from './plan-import.ts'
import type { ReadImport } from './preview-import.ts'
import type { ReadTables } from './read-files.ts'

export type Importing = { db: Db; deps: Deps; actor: Actor }

/** What waits of a row: what it says, the remarks, and what it would write. A new child's own facts are the row's. */
export type StagedRow = {
  row: RosterRow
  issues: Issue[]
  relatives: PlannedRelative[]
  movesTo?: AreaCode
  known?: { facts: FactEntries; changes: Change[] }
}

const stagedRow = ({ row, planned }: RowPlan): StagedRow => {
  const { issues, relatives, movesTo, facts, changes } = planned
  const known = planned.outcome === 'create' ? undefined : { facts, changes }
  return { row, issues, relatives, movesTo, known }
}

/** The plan of a row as it was made for the preview. */
export const stagedPlan = (n: number, outcome: Outcome, child: string | null, staged: StagedRow): RowPlan => {
  const { row, issues, relatives, movesTo, known } = staged
  const { facts, changes } = known ?? { facts: row.facts, changes: [] }
  return { n, row, planned: { outcome, child, movesTo, facts, relatives, changes, issues } }
}

/** Tells whether a later look at the register comes to the same plan of a row. */
export const samePlan = (one: RowPlan, other: RowPlan): boolean => planText(one) === planText(other)

const planText = ({ planned: { outcome, child, changes } }: RowPlan): string =>
  JSON.stringify(outcome === 'create' ? outcome : [outcome, child, changes])

/** Puts a preview by, its rows some thousands at a time: what it says in sum, its rows, its files. */
export async function beginStaging(on: Importing, read: ReadImport, plannedAt: number) {
  const { db, deps, actor } = on
  const { importId, asOf } = read
  let parcels = 0
  let toWrite = 0
  const sealed = (summary: unknown) => deps.vault.sealForCounty(JSON.stringify(summary))
  await db.run(
    `insert into import (county, id, account, area_code, status, as_of, files, planned_at, sealed, created_at)
     values ($1, $2, $3, $4, 'previewed', $5, $6, $7, $8, $9)`,
    [
      deps.county.code,
      importId,
      actor.account,
      actor.area,
      asOf,
      read.files.length,
      plannedAt,
      sealed({}),
      deps.now(),
    ],
  )
  return {
    async add(plans: readonly RowPlan[], pairs: readonly HeldPair[]): Promise<void> {
      const families = parcelsOf(plans.filter(isToWrite), ROWS_OF_PARCEL)
      const parcelOf = new Map(
        families.flatMap((parcel, i) => parcel.map((plan) => [plan, parcels + i] as const)),
      )
      parcels += families.length
      toWrite += parcelOf.size
      await stageRows(on, importId, { plans, parcelOf })
      await stagePairs(on, importId, pairs)
    },
    async end(summary: Summary, tables: ReadTables): Promise<void> {
      // Names of files and sheets may name somebody.
      await db.run('update import set sealed = $3, to_write = $4 where county = $1 and id = $2', [
        deps.county.code,
        importId,
        sealed(summary),
        toWrite,
      ])
      await keepFiles(on, read, tables)
    },
  }
}

/** Rows sealed between two looks at what other people want. */
const AT_A_TIME = 256
/** Rows of a parcel, about: its transaction lasts some tenths of a second. */
const ROWS_OF_PARCEL = 200

const isToWrite = ({ planned: { outcome } }: RowPlan) => outcome === 'create' || outcome === 'update'

const isFlagged = ({ planned: { issues } }: RowPlan) =>
  issues.some(({ code }) => ISSUES[code].severity === 'flag')

const areaOf = (actor: Actor, { row, planned }: RowPlan) =>
  row.area && planned.outcome !== 'refused' ? row.area.slice(0, 12) : actor.area

/** Rows wait sealed with a key of the import's own. */
async function stageRows(
  { db, deps, actor }: Importing,
  importId: string,
  { plans, parcelOf }: { plans: readonly RowPlan[]; parcelOf: ReadonlyMap<RowPlan, number> },
): Promise<void> {
  const { keys } = await deps.keys.forWriting(db, [importId])
  const key = keys.get(importId)!
  for (let start = 0; start < plans.length; start += AT_A_TIME) {
    await insertRows(
      db,
      'import_row',
      ['county', 'import', 'n', 'area_code', 'outcome', 'target', 'sealed', 'parcel', 'flagged'],
      plans
        .slice(start, start + AT_A_TIME)
        .map((plan) => [
          deps.county.code,
          importId,
          plan.n,
          areaOf(actor, plan),
          plan.planned.outcome,
          plan.planned.child,
          deps.vault.seal(key, JSON.stringify(stagedRow(plan))),
          parcelOf.get(plan) ?? null,
          isFlagged(plan),
        ]),
    )
  }
}

const DUPLICATE = [
  'county',
  'id',
  'area_code',
  'import',
  'n',
  'child_like',
  'other_n',
  'score',
  'reasons',
  'key',
]

async function stagePairs(
  { db, deps, actor }: Importing,
  importId: string,
  pairs: readonly HeldPair[],
): Promise<void> {
  await insertRows(
    db,
    'duplicate',
    DUPLICATE,
    pairs.map(({ id, plan, child, earlier, reached, score, reasons }) => [
      deps.county.code,
      id,
      // What looks like a child out of reach is for the county to decide.
      reached ? areaOf(actor, plan) : `${deps.county.code}000000`,
      importId,
      plan.n,
      child,
      earlier?.n ?? null,
      score,
      reasons,
      rowKey(deps.vault, actor, plan.row),
    ]),
  )
}
