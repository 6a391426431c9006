import { rangeOf } from '#domain/area/area.ts'
import { stateOn } from '#domain/child/spells.ts'
import { CIRCUMSTANCES, holdsOn } from '#domain/circumstance/circumstances.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import { type PolicyBook, type PolicyEntry, policyBook } from '#domain/policy/policy.ts'
import type { PolicyEffect } from '#domain/policy/policy-api.ts'
import { actsOfFiles } from '../act/read-acts.ts'
import { storyOfFile } from '../circumstance/respell.ts'
import { inTransaction } from '../db/db.ts'
import type { Deps } from '../deps.ts'

const AT_A_TIME = 200

type Comparing = { before: PolicyBook; after: PolicyBook; on: PlainDate }

/**
 * What a change would do: every registered child of its area by the policy without it and with it, on the day of its
 * beginning or today. Told again and again while it is counted, so that the page shows how far it is.
 */
export async function measureEffect(
  deps: Deps,
  proposed: PolicyEntry,
  tell: (effect: PolicyEffect) => Promise<void>,
  ending: () => boolean,
): Promise<void> {
  const today = chinaDay(deps.now())
  const on = [proposed.from, today].sort()[1]!
  const before = deps.policy.book()
  const comparing = { before, after: policyBook([...before.entries, proposed], before.templates), on }
  const reach = { role: 'tonghu_area' as const, ...rangeOf(proposed.area.padEnd(12, '0')) }
  const within = <T>(work: Parameters<typeof inTransaction<T>>[3]) =>
    inTransaction(deps.pool, deps.county.code, reach, work, { reading: true })
  const ids = await within((db) =>
    db.rows<{ id: string }>('select id from child where county = $1 and status = 1 order by id', [
      deps.county.code,
    ]),
  )
  const changes = new Map<Circumstance, { adds: number; removes: number }>()
  for (let i = 0; i < ids.length && !ending(); i += AT_A_TIME) {
    const parcel = ids.slice(i, i + AT_A_TIME).map(({ id }) => id)
    await within(async (db) => compare(await actsOfFiles(db, deps.county.code, parcel), comparing, changes))
    const children = Math.min(i + AT_A_TIME, ids.length)
    await tell({
      on,
      children,
      of: ids.length,
      done: children === ids.length,
      changes: [...changes].map(([key, counted]) => ({ key, ...counted })),
    })
  }
  if (ids.length === 0) await tell({ on, children: 0, of: 0, done: true, changes: [] })
}

function compare(
  files: Awaited<ReturnType<typeof actsOfFiles>>,
  { before, after, on }: Comparing,
  changes: Map<Circumstance, { adds: number; removes: number }>,
): void {
  for (const acts of files.values()) {
    const story = storyOfFile(acts)
    const was = stateOn(story, before, { on })
    const will = stateOn(story, after, { on })
    if (!was || !will) continue
    const holds = (circumstance: Circumstance, state: typeof was, book: PolicyBook) =>
      holdsOn(
        circumstance,
        { yes: state.circumstances, birthDate: state.birthDate },
        { policy: book.on(state.place, on), on },
      )
    for (const circumstance of CIRCUMSTANCES) {
      const [then, now] = [holds(circumstance, was, before), holds(circumstance, will, after)]
      if (then === now) continue
      const counted = changes.get(circumstance) ?? { adds: 0, removes: 0 }
      if (now) counted.adds++
      else counted.removes++
      changes.set(circumstance, counted)
    }
  }
}
