import { setImmediate as othersFirst } from 'node:timers/promises'
import type { Outcome } from '#domain/import/plan-row.ts'
import { Refusal } from '#domain/refusals.ts'
import { recordActs } from '../act/record-acts.ts'
import { actsOfPlan } from './acts-of-plan.ts'
import { importIds } from './import-ids.ts'
import { parcelsOf } from './parcels.ts'
import { planImport, type RowPlan } from './plan-import.ts'
import { fingerprintOf, type Importing, type StagedRow, stagedPlan } from './stage-import.ts'

/** Rows read or written between two looks at what other people want. */
const PARCEL = 100
/** Parcels under way: while the database takes up one, the next is sealed. */
const AT_ONCE = 3

// Two imports of one county at once could each open a file for the same child: they take turns. "roster" on a telephone.
const LOCK = 767837

export const oneAtATime = ({ db, deps }: Importing): Promise<unknown> =>
  db.rows('select pg_advisory_xact_lock($1, $2)', [LOCK, Number(deps.county.code)])

/** Writes the acts of all rows in the caller's transaction: all or nothing. */
export async function writePlans(
  on: Importing,
  { importId, asOf }: { importId: string; asOf: string },
  plans: readonly RowPlan[],
): Promise<string[]> {
  const writing = {
    asOf,
    writtenAt: on.deps.now().toISOString(),
    nameNew: importIds(on.deps.vault, importId),
  }
  const concerned = plans.filter(
    ({ planned }) => planned.outcome === 'create' || planned.outcome === 'update',
  )
  const parcels = parcelsOf(concerned, PARCEL).values()
  const write = async () => {
    for (const parcel of parcels) {
      await othersFirst()
      await recordActs(
        { ...on, batch: importId },
        parcel.flatMap((plan) => actsOfPlan(plan, writing)),
      )
      await on.db.settled()
    }
  }
  // All come to their end before the first failure is told: nothing may still be writing when it is rolled back.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, write))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return concerned.map(({ planned }) => planned.child!)
}

type ImportRow = { status: string; as_of: string; summary: { fingerprint: string; plannedAt: number } }

/**
 * Carries out a preview. The register may have changed since: then the plan is made again, and only the very plan
 * that was looked over is written. A second click finds the work done.
 */
export async function commitImport(on: Importing, importId: string): Promise<string[]> {
  const { db, deps } = on
  const county = deps.county.code
  const found = await db.one<ImportRow>(
    'select status, as_of, summary from import where county = $1 and id = $2 for update',
    [county, importId],
  )
  if (!found) throw new Refusal('notFound')
  if (found.status === 'committed') return []
  if (found.status !== 'previewed') throw new Refusal('importNotReady')
  await oneAtATime(on)
  const asOf = found.as_of
  const plans = await stagedPlans(on, importId)
  if (await isOvertaken(on, found.summary.plannedAt, plans)) {
    const anew = await planImport(on, { importId, asOf, rows: plans.map(({ row }) => row) })
    if (fingerprintOf(deps.vault, anew) !== found.summary.fingerprint) throw new Refusal('importOutdated')
  }
  const children = await writePlans(on, { importId, asOf }, plans)
  await endImport(on, importId, 'committed')
  return children
}

async function isOvertaken(
  { db, deps }: Importing,
  plannedAt: number,
  plans: readonly RowPlan[],
): Promise<boolean> {
  const children = plans.flatMap(({ planned }) => (planned.outcome === 'create' ? [] : (planned.child ?? [])))
  const found = await db.one<{ overtaken: boolean }>(
    'select plan_overtaken($1, $2, $3::uuid[]) as overtaken',
    [deps.county.code, plannedAt, children],
  )
  return found!.overtaken
}

type WaitingRow = { n: number; outcome: Outcome; child: string | null; sealed: Buffer }

async function stagedPlans({ db, deps }: Importing, importId: string): Promise<RowPlan[]> {
  const rows = await db.rows<WaitingRow>(
    'select n, outcome, child, sealed from import_row where county = $1 and import = $2 order by n',
    [deps.county.code, importId],
  )
  const key = (await deps.keys.of(db, [importId])).get(importId)
  if (!key) throw new Refusal('importNotReady')
  const plans: RowPlan[] = []
  for (const { n, outcome, child, sealed } of rows) {
    plans.push(
      stagedPlan(n, outcome, child, JSON.parse(deps.vault.open(key, sealed).toString()) as StagedRow),
    )
    if (plans.length % PARCEL === 0) await othersFirst()
  }
  return plans
}

/** Destroys the key of the rows that waited. */
export async function endImport(
  { db, deps }: Importing,
  importId: string,
  status: 'committed' | 'discarded',
) {
  await db.rows('select end_import($1, $2, $3)', [deps.county.code, importId, status])
  deps.keys.forget(importId)
}
