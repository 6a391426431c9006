import { KEPT_DAYS } from '#domain/import/import-api.ts'
import { actorWithId } from '../account/actor-of.ts'
import { withoutReach } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { carryOut } from './commit-import.ts'
import { giveMemoryBack } from './give-memory-back.ts'
import { carryOutUndo } from './undo-import.ts'

const DAY = 86_400_000

/** Carries imports out, and takes them back, while people go on working, one after the other; what a killed server left is taken up again. */
export function createImportRunner(deps: Deps, complain: (problem: unknown) => void) {
  const running = new Map<string, Promise<void>>()
  let ending = false
  let daily: NodeJS.Timeout | undefined
  const db = withoutReach(deps.pool)
  const giveUp = () =>
    db.rows('select give_up_previews($1, $2)', [
      deps.county.code,
      new Date(deps.now().getTime() - KEPT_DAYS * DAY),
    ])

  function start(importId: string, actor: Actor): void {
    if (ending) return
    const before = running.get(importId)
    if (before) {
      // It may be past the point where it would have seen what is asked now; whoever finds nothing to do does nothing.
      void before.then(() => start(importId, actor))
      return
    }
    const run = carryOut({ deps, actor, importId }, () => ending)
      .then(() => carryOutUndo({ deps, actor, importId }))
      .catch(complain)
      .finally(() => {
        running.delete(importId)
        giveMemoryBack()
      })
    running.set(importId, run)
  }

  return {
    start,
    /** At the start. In the name and the reach of who started them; whoever has no account any more leaves them to others. */
    async resume(): Promise<void> {
      await giveUp()
      daily = setInterval(() => void giveUp().catch(complain), DAY).unref()
      const left = await db.rows<{ import: string; account: string }>(
        'select import, account from unfinished_imports($1)',
        [deps.county.code],
      )
      for (const { import: importId, account } of left) {
        const actor = await actorWithId(db, deps, account)
        if (actor) start(importId, actor)
      }
    },
    async stop(): Promise<void> {
      ending = true
      clearInterval(daily)
      await Promise.all(running.values())
    },
  }
}
