import { isKind, type StoredAct } from '../act/stored-act.ts'
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
}

/** What was given to a child, oldest first; what a later act corrects stands as corrected. */
export function servicesOf(acts: readonly StoredAct[]): Given[] {
  const recorded = acts.filter((act) => isKind(act, 'service.record'))
  const corrected = new Set<string>(recorded.flatMap(({ body }) => body.corrects ?? []))
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
    }))
    .sort((a, b) => (a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1))
}

export type Closed = { act: string; found: string; problem: Problem; outcome: Outcome; day: PlainDate }

/** Problems that were dealt with; said again, the last word stands. */
export const problemsClosed = (acts: readonly StoredAct[]): Closed[] =>
  acts
    .filter((act) => isKind(act, 'problem.close'))
    .map(({ id, body: { found, problem, outcome, day } }) => ({ act: id, found, problem, outcome, day }))

/** Problems found that nobody has dealt with. */
export function openProblems(
  acts: readonly StoredAct[],
): { act: string; day: PlainDate; problem: Problem }[] {
  const closed = new Set(problemsClosed(acts).map(({ found, problem }) => `${found}/${problem}`))
  return servicesOf(acts).flatMap(({ act, day, problems }) =>
    problems.filter((problem) => !closed.has(`${act}/${problem}`)).map((problem) => ({ act, day, problem })),
  )
}
