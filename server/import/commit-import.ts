import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from '#domain/import/plan-row.ts'
import { Refusal, type RefusalCode } from '#domain/refusals.ts'
import { inTransaction } from '../db/db.ts'
import { refreshStatistics } from '../db/refresh-statistics.ts'
import type { Actor, Deps } from '../deps.ts'
import { carryOutNoted } from '../duplicate/decide.ts'
import type { Summary } from './import-report.ts'
import type { Importing } from './stage-import.ts'
import { writeParcel } from './write-parcel.ts'

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
