import { chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { type ActUpon, actsUpon, takeBack } from '../act/take-back.ts'
import { asWorker, type Work } from './commit-import.ts'
import type { Summary } from './import-report.ts'
import type { Importing } from './stage-import.ts'

/** What is kept of an import that was taken back: its row is gone, the act that took it back says what it was. */
export type Undone = { asOf: string; createdAt: string; by: string; summary: Summary }

/** The batches of an import: its own, and those of decisions on its held rows. */
async function batchesOf({ db, deps }: Pick<Importing, 'db' | 'deps'>, importId: string): Promise<string[]> {
  const decided = await db.rows<{ batch: string }>(
    'select distinct batch from duplicate where county = $1 and import = $2 and batch is not null',
    [deps.county.code, importId],
  )
  return [importId, ...decided.map(({ batch }) => batch)]
}

/** What stands in the way of taking an import back: written later, on what it wrote. */
export const standingOn = async (on: Pick<Importing, 'db' | 'deps'>, importId: string): Promise<ActUpon[]> =>
  actsUpon(on, await batchesOf(on, importId))

/** Lets an import be taken back. Refused at once when something stands on it; a second click changes nothing. */
export async function letUndo(on: Importing, importId: string): Promise<void> {
  const { db, deps } = on
  const of = [deps.county.code, importId]
  const found = await db.one<{ status: string }>(
    'select status from import where county = $1 and id = $2 for update',
    of,
  )
  if (!found) throw new Refusal('notFound')
  if (found.status === 'undoing') return
  if (found.status !== 'committed' && found.status !== 'stopped') throw new Refusal('importNotReady')
  if ((await standingOn(on, importId)).length > 0) throw new Refusal('writtenOn')
  await db.run(`update import set status = 'undoing', problem = null where county = $1 and id = $2`, of)
}

/**
 * Takes a whole import back, in one transaction: what is now is as it was before, and no row of the import is left. Who
 * made it and took it back stands in the acts and in the audit log.
 */
export async function carryOutUndo(work: Work): Promise<void> {
  const { deps, importId } = work
  try {
    await asWorker(work, async (on) => {
      const found = await on.db.one<{ as_of: string; created_at: Date; by: string | null; sealed: Buffer }>(
        `select i.as_of, i.created_at, i.sealed, a.name as by from import i left join account a on a.id = i.account
          where i.county = $1 and i.id = $2 and i.status = 'undoing' for update of i`,
        [deps.county.code, importId],
      )
      if (!found) return
      const undone: Undone = {
        asOf: found.as_of,
        createdAt: found.created_at.toISOString(),
        by: found.by ?? '',
        summary: JSON.parse(deps.vault.openForCounty(found.sealed).toString()) as Summary,
      }
      await takeBack(on, await batchesOf(on, importId), deps.vault.sealForCounty(JSON.stringify(undone)))
      await on.db.rows('select forget_import($1, $2)', [deps.county.code, importId])
      deps.keys.forget(importId)
      await deps.audit.writeIn(on.db, {
        at: deps.now(),
        account: work.actor.account,
        role: work.actor.role,
        endpoint: 'undoImport',
        outcome: 'answered',
        status: 200,
        details: `import ${importId} of ${chinaDay(found.created_at)}`,
      })
    })
  } catch (error) {
    await asWorker(work, ({ db }) =>
      db.run(
        `update import set status = case when done < to_write then 'stopped' else 'committed' end, problem = $3
          where county = $1 and id = $2 and status = 'undoing'`,
        [deps.county.code, importId, error instanceof Refusal ? error.code : 'importFailed'],
      ),
    )
    throw error
  }
}
