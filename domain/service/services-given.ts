import { isKind, type StoredAct } from '../act/stored-act.ts'
import { type Checked, deviationsOf } from '../check/checked.ts'
import type { PlainDate } from '../dates.ts'
import type { Problem } from './problems.ts'
import type { Outcome, ServiceKind } from './services.ts'

export type Given = {
  act: string
  seq: number
  service: ServiceKind
  day: PlainDate
  occasion: string
  childSeen: boolean
  problems: readonly Problem[]
  /** Of a random check what did not agree with the file; null: it was none. */
  deviations: readonly Checked[] | null
  /** The act that returned it: it counts for nothing until it is corrected, or the return is withdrawn. */
  returned: string | null
}

/** What was given to a child, oldest first; what a later act corrects stands as corrected. */
export function servicesOf(acts: readonly StoredAct[]): Given[] {
  const recorded = acts.filter((act) => isKind(act, 'service.record'))
  const corrected = new Set<string>(recorded.flatMap(({ body }) => body.corrects ?? []))
  const returned = returnsOf(acts)
  return recorded
    .filter(({ id }) => !corrected.has(id))
    .map(({ id, seq, body }) => ({
      act: id,
      seq,
      service: body.service,
      day: body.day,
      occasion: body.occasion,
      childSeen: body.childSeen,
      problems: body.problems,
      deviations: body.check ? deviationsOf(body.check) : null,
      returned: returned.get(id) ?? null,
    }))
    .sort((a, b) => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1))
}

/** The returns that were not withdrawn, by visit. */
function returnsOf(acts: readonly StoredAct[]): Map<string, string> {
  const returned = new Map<string, string>()
  for (const act of acts) {
    if (isKind(act, 'visit.return')) returned.set(act.body.visit, act.id)
    else if (isKind(act, 'visit.accept')) returned.delete(act.body.visit)
  }
  return returned
}

export type Closed = { act: string; found: string; problem: Problem; outcome: Outcome; day: PlainDate }

/**
 * Problems that were dealt with; said again, the last word stands. `found` is the visit as it was corrected last: what
 * was dealt with is not undone when somebody mends the words of the visit.
 */
export function problemsClosed(acts: readonly StoredAct[]): Closed[] {
  const mended = new Map<string, string>(
    acts.flatMap((act) =>
      isKind(act, 'service.record') && act.body.corrects ? [[act.body.corrects, act.id] as const] : [],
    ),
  )
  const last = (visit: string): string => {
    let at = visit
    for (let next = mended.get(at); next !== undefined && next !== visit; next = mended.get(at)) at = next
    return at
  }
  return acts
    .filter((act) => isKind(act, 'problem.close'))
    .map(({ id, body: { found, problem, outcome, day } }) => ({
      act: id,
      found: last(found),
      problem,
      outcome,
      day,
    }))
}

/** Problems found that nobody has dealt with. */
export function openProblems(
  acts: readonly StoredAct[],
): { act: string; day: PlainDate; problem: Problem }[] {
  const closed = new Set(problemsClosed(acts).map(({ found, problem }) => `${found}/${problem}`))
  return servicesOf(acts).flatMap(({ act, day, problems }) =>
    problems.filter((problem) => !closed.has(`${act}/${problem}`)).map((problem) => ({ act, day, problem })),
  )
}
