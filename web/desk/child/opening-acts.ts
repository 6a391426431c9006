import type { PlainDate } from '#domain/dates.ts'
import type { ChildId } from '#domain/ids.ts'
import type { Draft } from '#web/ui/fact-draft.ts'
import { type ActDraft, changedKeys } from './fact-changes.ts'
import { type NewRelative, relativeActs } from './RelativeFields.tsx'

type Opening = { child: ChildId; area: string; day: PlainDate; draft: Draft; family: readonly NewRelative[] }

/** What is typed so far, to look for files that the child may have already. */
export const likenessOf = ({
  child,
  area,
  draft,
  family,
}: Omit<Opening, 'day' | 'area'> & { area?: string }) => ({
  child,
  area,
  facts: Object.fromEntries(changedKeys(draft, {}).map((key) => [key, draft[key]!])),
  family: family.flatMap(({ relation, carer, draft: about }) =>
    relation
      ? [
          {
            relation,
            carer: carer || undefined,
            facts: Object.fromEntries(changedKeys(about, {}).map((key) => [key, about[key]!])),
          },
        ]
      : [],
  ),
})

/** Opens the file with its family, then records what was typed about each relative. */
export function openingActs({ child, area, day, draft, family }: Opening): ActDraft[] {
  const facts = Object.fromEntries(changedKeys(draft, {}).map((key) => [key, draft[key]!]))
  const kin = family.flatMap(({ person, relation, carer }) =>
    relation ? [{ person, relation, carer: carer || undefined }] : [],
  )
  return [
    { kind: 'child.open', child, body: { day, area, facts, family: kin } },
    ...family.flatMap((relative) => relativeActs(child, relative, day)),
  ]
}
