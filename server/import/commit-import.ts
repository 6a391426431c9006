import { setImmediate as othersFirst, setTimeout as sleep } from 'node:timers/promises'
import { numberOf } from '#domain/import/match-family.ts'
import type { Outcome } from '#domain/import/plan-row.ts'
import { Refusal, type RefusalCode } from '#domain/refusals.ts'
import { recordActs } from '../act/record-acts.ts'
import { inTransaction } from '../db/db.ts'
import { refreshStatistics } from '../db/refresh-statistics.ts'
import type { Actor, Deps } from '../deps.ts'
import { carryOutNoted, rememberAs } from '../duplicate/decide.ts'
import { goodNumberIn, rowKey } from '../duplicate/row-key.ts'
import { actsOfPlan } from './acts-of-plan.ts'
import { importIds } from './import-ids.ts'
import type { Summary } from './import-report.ts'
import type { RowPlan } from './plan-import.ts'
import { type Importing, type StagedRow, stagedPlan } from './stage-import.ts'
import { othersWrote, stillTrue } from './still-true.ts'

/** Rows written between two looks at what other people want. */
const ROWS_AT_A_TIME = 25
/** Parcels under way: while the database takes up one, the next is sealed. */
const AT_ONCE = 2

// Two imports of one county at once could each open a file for the same child: they take turns. "roster" on a telephone.
const LOCK = 767837

export type Work = { deps: Deps; actor: Actor; importId: string }

/** Lets a preview be written, and one that stopped go on. A second click changes nothing. */
export async function letCommit({ db, deps }: Importing, importId: string): Promise<void> {
  const county = deps.county.code
  const found = await db.one<{ status: string }>(
    'select status from import where county = $1 and id = $2 for update',
    [county, importId],
  )
  if (!found) throw new Refusal('notFound')
  if (found.status === 'discarded') throw new Refusal('importNotReady')
  if (found.status === 'previewed' || found.status === 'stopped')
    await db.run(`update import set status = 'committing', problem = null where county = $1 and id = $2`, [
      county,
      importId,
    ])
}

/**
 * Writes what is left of an import, parcel by parcel, each in a transaction of its own that also notes it as written:
 * whenever it is killed, the next run goes on behind the last one. Rows about which the register has changed since
 * the preview are left out and told. Something that cannot be written stops it until somebody has looked.
 */
export async function carryOut(work: Work, isEnding: () => boolean = () => false): Promise<void> {
  const { deps } = work
  const turn = [LOCK, Number(deps.county.code)]
  const client = await deps.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1, $2)', turn)
    try {
      const parcels = await parcelsLeft(work)
      if (parcels) await writeParcels(work, parcels, isEnding)
      if (parcels && !isEnding()) await finish(work)
    } catch (error) {
      await stop(work, error instanceof Refusal ? error.code : 'importFailed')
      if (!(error instanceof Refusal)) throw error
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', turn)
    }
    client.release()
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

export const asWorker = <T>({ deps, actor }: Work, ask: (on: Importing) => Promise<T>): Promise<T> =>
  inTransaction(deps.pool, deps.county.code, actor.reach, (db) => ask({ db, deps, actor }))

/** Undefined when there is nothing to be carried out any more. */
const parcelsLeft = (work: Work): Promise<number[] | undefined> =>
  asWorker(work, async ({ db, deps }) => {
    const found = await db.one(`select from import where county = $1 and id = $2 and status = 'committing'`, [
      deps.county.code,
      work.importId,
    ])
    if (!found) return undefined
    const rows = await db.rows<{ parcel: number }>(
      `select distinct r.parcel from import i join import_row r on r.county = i.county and r.import = i.id
        where i.county = $1 and i.id = $2 and r.parcel is not null and r.parcel <> all (i.parcels_written) order by 1`,
      [deps.county.code, work.importId],
    )
    return rows.map(({ parcel }) => parcel)
  })

async function writeParcels(work: Work, parcels: number[], isEnding: () => boolean): Promise<void> {
  const left = parcels.values()
  let failed = false
  const writeAll = async () => {
    for (const parcel of left) {
      if (failed || isEnding()) return
      const { importId } = work
      let again = false
      try {
        await patiently(() =>
          asWorker(work, (on) => {
            const parcelAgain = { importId, parcel, again }
            again = true
            return writeParcel(on, parcelAgain)
          }),
        )
        await refreshStatistics(work.deps.pool)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  // All come to their end before the first failure is told: nothing may still be writing when it is.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, writeAll))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Waits before another try, in milliseconds: a database that restarts is back in a moment. */
const PATIENCE = [300, 1_500]

/** A parcel is written as a whole or not at all, so it may be tried again. What is refused would be refused again. */
async function patiently<T>(write: () => Promise<T>, waits: readonly number[] = PATIENCE): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const [wait, ...others] = waits
    if (wait === undefined || error instanceof Refusal) throw error
    await sleep(wait)
    return patiently(write, others)
  }
}

type Parcel = {
  importId: string
  parcel: number
  /** It could not be written before. */
  again: boolean
}

async function writeParcel(on: Importing, { importId, parcel, again }: Parcel): Promise<void> {
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

/**
 * The end: decisions that were noted are carried out, what was left out is not counted as done, and the key of the rows
 * that waited is destroyed, unless some are held.
 */
const finish = (work: Work): Promise<void> =>
  asWorker(work, async (on) => {
    const head = await on.db.one<{ as_of: string }>(
      'select as_of from import where county = $1 and id = $2 for update',
      [on.deps.county.code, work.importId],
    )
    await carryOutNoted(on, work.importId, head!.as_of)
    await countWritten(on, work.importId)
    await endImport(on, work.importId, 'committed')
  })

async function countWritten({ db, deps }: Importing, importId: string): Promise<void> {
  const of = [deps.county.code, importId]
  const counts = await db.rows<{ outcome: string; n: number }>(
    `select outcome, count(*) as n from import_row where county = $1 and import = $2 and parcel is not null group by 1`,
    of,
  )
  if (!counts.some(({ outcome }) => outcome === 'outdated')) return
  const written = (outcome: Outcome) => counts.find((count) => count.outcome === outcome)?.n ?? 0
  const found = await db.one<{ sealed: Buffer }>(
    'select sealed from import where county = $1 and id = $2',
    of,
  )
  const summary = JSON.parse(deps.vault.openForCounty(found!.sealed).toString()) as Summary
  const told: Summary = { ...summary, created: written('create'), updated: written('update') }
  await db.run('update import set sealed = $3 where county = $1 and id = $2', [
    ...of,
    deps.vault.sealForCounty(JSON.stringify(told)),
  ])
}

const stop = (work: Work, problem: RefusalCode): Promise<number> =>
  asWorker(work, ({ db, deps }) =>
    db.run(
      `update import set status = 'stopped', problem = $3 where county = $1 and id = $2 and status = 'committing'`,
      [deps.county.code, work.importId, problem],
    ),
  )

/** Destroys the key of the rows that waited. */
export async function endImport(
  { db, deps }: Importing,
  importId: string,
  status: 'committed' | 'discarded',
): Promise<void> {
  await db.rows('select end_import($1, $2, $3)', [deps.county.code, importId, status])
  deps.keys.forget(importId)
}
