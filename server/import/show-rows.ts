import type { z } from 'zod'
import type { ImportRow, importRows } from '#domain/import/import-api.ts'
import type { Change, Outcome } from '#domain/import/plan-row.ts'
import { type RosterRow, textIn } from '#domain/import/roster-row.ts'
import { type ShowContext, showChange } from '#domain/import/show-change.ts'
import { type Language, Refusal } from '#domain/refusals.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { shownIssue } from './import-report.ts'
import type { StagedRow } from './stage-import.ts'

type Showing = { db: Db; deps: Deps; language: Language }
/** Rows of one outcome, those with a remark that wants looking at, or all. */
export type Group = { outcome?: Outcome; flagged?: boolean }
type RowFound = { n: number; outcome: Outcome; target: string | null; sealed: Buffer }

/** $4 is the group's. */
const IN_GROUP = `from import_row where county = $1 and import = $2 and ($3::text is null or outcome = $3)
  and (not $4::boolean or flagged) and sealed is not null`
const ofGroup = (deps: Deps, importId: string, { outcome, flagged }: Group) => [
  deps.county.code,
  importId,
  outcome ?? null,
  flagged ?? false,
]

/** Once an import is done with, its key is destroyed, and there is nothing left to show. */
async function opener({ db, deps, language }: Showing, importId: string) {
  const known = await db.one('select from import where county = $1 and id = $2', [deps.county.code, importId])
  if (!known) throw new Refusal('notFound')
  const key = (await deps.keys.of(db, [importId])).get(importId)
  const names = await areaNames(deps.pool, db, deps.county.code)
  const context = { language, areaName: names.name }
  return (
    key &&
    ((row: RowFound) => shownRow(row, JSON.parse(deps.vault.open(key, row.sealed).toString()), context))
  )
}

const counted = async ({ db, deps }: Showing, importId: string, group: Group): Promise<number> =>
  (await db.one<{ n: number }>(`select count(*) as n ${IN_GROUP}`, ofGroup(deps, importId, group)))?.n ?? 0

/** Rows of a preview, a page of them. */
export async function showRows(
  on: Showing,
  importId: string,
  { page, size, ...group }: Group & { page: number; size: number },
): Promise<z.output<typeof importRows.result>> {
  const open = await opener(on, importId)
  if (!open) return { total: 0, rows: [] }
  const found = await on.db.rows<RowFound>(
    `select n, outcome, target, sealed ${IN_GROUP} order by n limit $5 offset $6`,
    [...ofGroup(on.deps, importId, group), size, (page - 1) * size],
  )
  return { total: await counted(on, importId, group), rows: found.map(open) }
}

const AT_A_TIME = 500

/** All rows of a group, some at a time, and how many they are; undefined when there is nothing left to show. */
export async function everyRow(
  on: Showing,
  importId: string,
  group: Group,
): Promise<{ total: number; targets: string[]; rows: AsyncIterable<ImportRow[]> } | undefined> {
  const open = await opener(on, importId)
  if (!open) return undefined
  const values = ofGroup(on.deps, importId, group)
  async function* parcels(show: (row: RowFound) => ImportRow) {
    for (let last = -1; ; ) {
      const found = await on.db.rows<RowFound>(
        `select n, outcome, target, sealed ${IN_GROUP} and n > $5 order by n limit ${AT_A_TIME}`,
        [...values, last],
      )
      if (found.length === 0) return
      last = found.at(-1)!.n
      yield found.map(show)
    }
  }
  const targets = await on.db.rows<{ target: string }>(
    `select target ${IN_GROUP} and outcome in ('update', 'unchanged') and target is not null`,
    values,
  )
  return {
    total: await counted(on, importId, group),
    targets: targets.map(({ target }) => target),
    rows: parcels(open),
  }
}

function shownRow(
  { n, outcome, target }: RowFound,
  { row, issues, known }: StagedRow,
  context: ShowContext,
): ImportRow {
  return {
    n,
    ...row.place,
    outcome,
    name: textIn(row.facts, 'name') ?? null,
    village: row.area ? context.areaName(row.area.slice(0, 12)) : null,
    // Until it is written there is no file to open.
    child: outcome === 'update' || outcome === 'unchanged' ? (target as ImportRow['child']) : null,
    changes: (known?.changes ?? everythingNew(row)).map((change) => showChange(change, context)),
    issues: issues.map((issue) => shownIssue({ ...row.place, ...issue }, context.language)),
  }
}

const everythingNew = ({ facts, family }: RosterRow): Change[] => [
  ...Object.entries(facts).map(([key, to]): Change => ({ of: null, key, to })),
  ...family.flatMap(({ relation, facts: about }) =>
    Object.entries(about).map(([key, to]): Change => ({ of: relation, key, to })),
  ),
]
