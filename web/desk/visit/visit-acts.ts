import type { ShownFacts } from '#domain/child/child-api.ts'
import type { PlainDate } from '#domain/dates.ts'
import type { Relation } from '#domain/fact/code-lists.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { ActId, ChildId } from '#domain/ids.ts'
import type { Problem } from '#domain/service/problems.ts'
import type { ServiceKind, ServiceWords } from '#domain/service/services.ts'
import type { Draft } from '#web/ui/fact-draft.ts'
import { type ActDraft, changedKeys } from '../child/fact-changes.ts'

/** What is said once of a visit to a family. */
export type Shared = {
  day: PlainDate
  service: ServiceKind
  place: string
  /** Of a visit that is corrected: where the phone was. */
  position: string
  asked: Relation | undefined
  askedName: string
  opinion: string
  draft: Draft
}
/** What concerns one child alone. */
export type Part = {
  childSeen: boolean | undefined
  problems: Problem[]
  problem: string
  note: string
  draft: Draft
}

export const NOTHING_SAID: Part = { childSeen: undefined, problems: [], problem: '', note: '', draft: {} }

const said = (words: Record<string, string>): ServiceWords =>
  Object.fromEntries(
    Object.entries(words).flatMap(([key, text]) => (text.trim() ? [[key, text.trim()]] : [])),
  )

const learnt = (draft: Draft, shown: ShownFacts): FactEntries =>
  Object.fromEntries(changedKeys(draft, shown).map((key) => [key, draft[key]!]))

/** `mends`: the visit that this one corrects. One act for each child, with everything that was said of the family and nothing that was said of the others. */
export const visitActs = (
  occasion: string,
  shared: Shared,
  children: readonly { child: ChildId; shown: ShownFacts; part: Part }[],
  mends: { corrects: ActId; reason: string } | undefined,
): ActDraft[] =>
  children.map(({ child, shown, part }) => ({
    kind: 'service.record',
    child,
    body: {
      day: shared.day,
      service: shared.service,
      occasion,
      childSeen: part.childSeen === true,
      ...(shared.asked && { asked: shared.asked }),
      problems: part.problems,
      words: said({
        place: shared.place,
        position: shared.position,
        askedName: shared.askedName,
        opinion: shared.opinion,
        problem: part.problem,
        note: part.note,
      }),
      facts: { ...learnt(shared.draft, shown), ...learnt(part.draft, shown) },
      ...mends,
    },
  }))
