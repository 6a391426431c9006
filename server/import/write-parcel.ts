import { setImmediate as othersFirst } from 'node:timers/promises'
import { numberOf } from '#domain/import/match-family.ts'
import type { Outcome } from '#domain/import/plan-row.ts'
import { Refusal } from '#domain/refusals.ts'
import { recordActs } from '../act/record-acts.ts'
import { rememberAs } from '../duplicate/decide.ts'
import { goodNumberIn, rowKey } from '../duplicate/row-key.ts'
import { actsOfPlan } from './acts-of-plan.ts'
import { importIds } from './import-ids.ts'
import type { RowPlan } from './plan-import.ts'
import { type Importing, type StagedRow, stagedPlan } from './stage-import.ts'
import { othersWrote, stillTrue } from './still-true.ts'

/** Rows written between two looks at what other people want. */
const ROWS_AT_A_TIME = 25

type Parcel = {
  importId: string
  parcel: number
  /** It could not be written before. */
  again: boolean
}

/** Writes what still stands of a parcel, or nothing where it is written already. */
export async function writeParcel(on: Importing, { importId, parcel, again }: Parcel): Promise<void> {
  const { db, deps, actor } = on
  const of = [deps.county.code, importId]
  // A killed server may still be writing it: this waits for it, and then sees it written.
  db.later(
    db.rows(
      'select from import_row where county = $1 and import = $2 and parcel = $3 order by n limit 1 for update',
      [...of, parcel],
    ),
  )
  const head = await db.one<{ as_of: string; planned_at: number }>(
    `select as_of, planned_at from import
      where county = $1 and id = $2 and status = 'committing' and $3 <> all (parcels_written)`,
    [...of, parcel],
  )
  if (!head) return
  const waiting = await waitingPlans(on, importId, parcel)
  const { plans, outdated } = (await othersWrote(on, importId))
    ? await stillTrue(on, waiting, { importId, ...head })
    : { plans: waiting, outdated: [] }
  const writing = {
    asOf: head.as_of,
    writtenAt: deps.now().toISOString(),
    nameNew: importIds(deps.vault, importId),
  }
  // Siblings far apart in a list may bring the same relative in two parcels: the second try looks.
  const unheardOf = again ? undefined : newIds(importId, plans)
  for (let start = 0; start < plans.length; start += ROWS_AT_A_TIME) {
    const some = plans.slice(start, start + ROWS_AT_A_TIME)
    await recordActs(
      { ...on, batch: importId, unheardOf },
      some.flatMap((plan) => actsOfPlan(plan, writing)),
    )
    await db.settled()
    await othersFirst()
  }
  const nameless = plans.filter(({ row, planned }) => planned.outcome === 'create' && !goodNumberIn(row))
  db.later(
    rememberAs(
      on,
      nameless.map(({ row, planned }) => ({
        kind: 'row',
        key: rowKey(deps.vault, actor, row),
        child: planned.child!,
        area: row.area!.slice(0, 12),
        batch: importId,
        merged: false,
      })),
    ),
  )
  if (outdated.length > 0)
    db.later(
      db.run(
        `update import_row set outcome = 'outdated' where county = $1 and import = $2 and n = any($3::integer[])`,
        [...of, outdated.map(({ n }) => n)],
      ),
    )
  const entry = {
    at: deps.now(),
    account: actor.account,
    role: actor.role,
    endpoint: 'commitImport',
    outcome: 'answered' as const,
    status: 200,
    children: plans.map(({ planned }) => planned.child!),
    details: `parcel ${parcel}`,
  }
  db.later(deps.audit.writeIn(db, entry))
  db.later(
    db.run(
      `update import set done = done + $3, outdated = outdated + $4, parcels_written = parcels_written || $5::integer,
              acts_written = acts_written + $6 where county = $1 and id = $2`,
      [...of, waiting.length, outdated.length, parcel, db.acts.length],
    ),
  )
}

/**
 * Ids that this import made, as their time tells, and nobody has seen: of its new children, and of their relatives but
 * for those with a number, who are one person wherever in the lists they stand.
 */
function newIds(importId: string, plans: readonly RowPlan[]): Set<string> {
  const made = importId.slice(0, TIME_OF_ID)
  const created = plans.filter(({ planned: { outcome } }) => outcome === 'create')
  const ids = created.flatMap(({ planned: { child, relatives } }) => [
    child!,
    ...relatives.map(({ person }) => person),
  ])
  const unseen = new Set(ids.filter((id) => id.startsWith(made)))
  for (const { person, facts } of plans.flatMap(({ planned }) => planned.relatives))
    if (numberOf(facts)) unseen.delete(person)
  return unseen
}

/** The letters of a UUIDv7 that are its milliseconds. */
const TIME_OF_ID = 13

type WaitingRow = { n: number; outcome: Outcome; target: string; sealed: Buffer }

async function waitingPlans({ db, deps }: Importing, importId: string, parcel: number): Promise<RowPlan[]> {
  const rows = await db.rows<WaitingRow>(
    `select n, outcome, target, sealed from import_row
      where county = $1 and import = $2 and parcel = $3 order by n`,
    [deps.county.code, importId, parcel],
  )
  const key = (await deps.keys.of(db, [importId])).get(importId)
  if (!key) throw new Refusal('importNotReady')
  return rows.map(({ n, outcome, target, sealed }) =>
    stagedPlan(n, outcome, target, JSON.parse(deps.vault.open(key, sealed).toString()) as StagedRow),
  )
}
