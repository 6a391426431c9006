import { rangeOf } from '#domain/area/area.ts'
import { stateOn } from '#domain/child/spells.ts'
import { CIRCUMSTANCES, holdsOn } from '#domain/circumstance/circumstances.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import { dutyId } from '#domain/duty/duties.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import { type PolicyBook, type PolicyEntry, policyBook } from '#domain/policy/policy.ts'
import type { PolicyEffect } from '#domain/policy/policy-api.ts'
import { POLICY_KEYS, type PolicyGroup } from '#domain/policy/policy-keys.ts'
import { actsOfFiles } from '../act/read-acts.ts'
import { storyOfFile } from '../circumstance/respell.ts'
import { inTransaction } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { heldOf, owedFrom } from '../duty/write-duties.ts'

const AT_A_TIME = 200

/** Of these it is counted whose tasks fall due on another day. */
const DUE_GROUPS: readonly PolicyGroup[] = ['visits', 'risk', 'agreements', 'calendar']

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
  const dues = DUE_GROUPS.includes(POLICY_KEYS[proposed.key].group)
    ? { moved: 0, adds: 0, removes: 0 }
    : undefined
  for (let i = 0; i < ids.length && !ending(); i += AT_A_TIME) {
    const parcel = ids.slice(i, i + AT_A_TIME).map(({ id }) => id)
    await within(async (db) => {
      const files = await actsOfFiles(db, deps.county.code, parcel)
      compare(files, comparing, changes)
      if (dues) compareDues(files, await heldOf(db, deps.county.code, parcel), comparing, dues)
    })
    const children = Math.min(i + AT_A_TIME, ids.length)
    await tell({
      on,
      children,
      of: ids.length,
      done: children === ids.length,
      changes: [...changes].map(([key, counted]) => ({ key, ...counted })),
      ...(dues && { dues: { ...dues } }),
    })
  }
  if (ids.length === 0) await tell({ on, children: 0, of: 0, done: true, changes: [] })
}

type Dues = { moved: number; adds: number; removes: number }

/** Tasks before and after, by their names. */
function compareDues(
  files: Awaited<ReturnType<typeof actsOfFiles>>,
  held: Awaited<ReturnType<typeof heldOf>>,
  { before, after, on }: Comparing,
  dues: Dues,
): void {
  for (const [child, acts] of files) {
    const story = {
      acts: acts.filter((act) => act.child),
      relatives: acts.filter((act) => !act.child),
      held: held.get(child) ?? [],
      // The days of campaigns are their own, whatever policy says.
      asked: [],
    }
    const [was, will] = [before, after].map(
      (book) => new Map(owedFrom(story, book, on).duties.map((duty) => [dutyId(child, duty), duty.due])),
    ) as [Map<string, PlainDate>, Map<string, PlainDate>]
    for (const [id, due] of will) {
      if (!was.has(id)) dues.adds++
      else if (was.get(id) !== due) dues.moved++
    }
    dues.removes += [...was.keys()].filter((id) => !will.has(id)).length
  }
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
