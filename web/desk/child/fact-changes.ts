import type { NewAct } from '#domain/act/act.ts'
import type { ShownFacts } from '#domain/child/child-api.ts'
import type { PlainDate } from '#domain/dates.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { ActId, ChildId, PersonId } from '#domain/ids.ts'
import { type Draft, isChanged } from '#web/ui/fact-draft.ts'

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** An act before it is named and dated by the sender. */
export type ActDraft = Without<NewAct, 'id' | 'writtenAt' | 'person'> & { person?: PersonId }

/** Whose facts: the child's, or those of a relative in this child's file. */
export type Subject = { child: ChildId; person?: PersonId }

/**
 * The two ways in which a record becomes another one. changed: it was right until `since`.
 * corrected: it was never right; it keeps its day unless the day was wrong too.
 */
export type Change =
  | { how: 'changed'; since: PlainDate }
  | { how: 'corrected'; since?: PlainDate; reason: string }

export const changedKeys = (draft: Draft, shown: ShownFacts): string[] =>
  Object.keys(draft).filter((key) => isChanged(draft[key]!, shown[key]))

/** Only what is on record can be corrected, so only then is a reason owed. */
export const correctsSomething = (draft: Draft, shown: ShownFacts): boolean =>
  changedKeys(draft, shown).some((key) => shown[key]?.act !== undefined)

type Recorded = { day: PlainDate; facts: FactEntries; reason?: string; corrects?: ActId }

const act = ({ child, person }: Subject, body: Recorded): ActDraft =>
  person ? { kind: 'relative.record', child, person, body } : { kind: 'fact.record', child, body }

const entries = (
  keys: readonly string[],
  draft: Draft,
  since: (key: string) => PlainDate | undefined,
): FactEntries =>
  Object.fromEntries(
    keys.map((key) => {
      const day = since(key)
      return [key, day ? { ...draft[key]!, since: day } : draft[key]!]
    }),
  )

/**
 * What to send for the facts that were changed in a form. Corrections name the act that they correct,
 * and facts on one screen come from several acts, so there is one correction for each of those.
 */
export function factActs(
  subject: Subject,
  { shown, draft }: { shown: ShownFacts; draft: Draft },
  change: Change,
  today: PlainDate,
): ActDraft[] {
  const keys = changedKeys(draft, shown)
  if (keys.length === 0) return []
  if (change.how === 'changed')
    return [act(subject, { day: today, facts: entries(keys, draft, () => change.since) })]

  const { reason, since } = change
  const bySource = Map.groupBy(keys, (key) => shown[key]?.act)
  return [...bySource].map(([corrects, sameSource]) => {
    const facts = entries(sameSource, draft, (key) => since ?? shown[key]?.since)
    return act(subject, corrects ? { day: today, facts, reason, corrects } : { day: today, facts })
  })
}
