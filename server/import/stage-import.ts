import type { PlainDate } from '#domain/dates.ts'
import type { Issue } from '#domain/import/issues.ts'
import type { Change } from '#domain/import/plan-row.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import type { Vault } from '../crypto/vault.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { type Summary, summarise } from './import-report.ts'
import type { RowPlan } from './plan-import.ts'
import type { ReadFiles } from './read-files.ts'

export type Importing = { db: Db; deps: Deps; actor: Actor }
export type PlannedImport = { importId: string; asOf: PlainDate; read: ReadFiles; plans: readonly RowPlan[] }

/** What waits of a row: what it says, the remarks, and for a known child what it changes. */
export type StagedRow = { row: RosterRow; issues: Issue[]; changes: Change[] | null }

/** Tells whether a later look at the register comes to the same plan. */
export const fingerprintOf = (vault: Vault, plans: readonly RowPlan[]): string =>
  vault
    .digest(
      JSON.stringify(
        plans.map(({ planned: { outcome, child, changes } }) =>
          outcome === 'create' ? outcome : [outcome, child, changes],
        ),
      ),
    )
    .toString('hex')

export async function insertImport(
  { db, deps, actor }: Importing,
  { importId, asOf, read, plans }: PlannedImport,
  status: 'previewed' | 'committed',
): Promise<Summary> {
  const summary = summarise(read, plans)
  await db.run(
    `insert into import (county, id, account, area_code, status, as_of, files, summary, sealed, created_at, committed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      deps.county.code,
      importId,
      actor.account,
      actor.area,
      status,
      asOf,
      read.files.length,
      JSON.stringify({ fingerprint: fingerprintOf(deps.vault, plans) }),
      // Names of files and sheets may name somebody.
      deps.vault.sealForCounty(JSON.stringify(summary)),
      deps.now(),
      status === 'committed' ? deps.now() : null,
    ],
  )
  return summary
}

/** Rows sealed between two looks at what other people want. */
const PARCEL = 256

/** Rows wait sealed with a key of the import's own. */
export async function stageRows(
  { db, deps, actor }: Importing,
  importId: string,
  plans: readonly RowPlan[],
): Promise<void> {
  const { keys } = await deps.keys.forWriting(db, [importId])
  const key = keys.get(importId)!
  for (let start = 0; start < plans.length; start += PARCEL) {
    const parcel = plans.slice(start, start + PARCEL)
    await insertRows(
      db,
      'import_row',
      ['county', 'import', 'n', 'area_code', 'outcome', 'child', 'sealed'],
      parcel.map(({ n, row, planned: { outcome, child, issues, changes } }) => [
        deps.county.code,
        importId,
        n,
        row.area && outcome !== 'refused' ? row.area.slice(0, 12) : actor.area,
        outcome,
        child,
        deps.vault.seal(
          key,
          JSON.stringify({ row, issues, changes: outcome === 'create' ? null : changes } satisfies StagedRow),
        ),
      ]),
    )
  }
}
