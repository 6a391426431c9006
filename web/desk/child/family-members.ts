import type { ChildFile, ShownFacts } from '#domain/child/child-api.ts'
import { PARENT_STATE, type Relation } from '#domain/fact/code-lists.ts'
import type { Labelled } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import type { FamilyMember } from '#web/ui/family-layout.ts'

type Words = { t: Messages; label(entry: Labelled | undefined): string }

const MEN: readonly string[] = [
  'father',
  'stepfather',
  'paternalGrandfather',
  'maternalGrandfather',
  'brother',
  'paternalUncle',
  'maternalUncle',
]
const WOMEN: readonly string[] = [
  'mother',
  'stepmother',
  'paternalGrandmother',
  'maternalGrandmother',
  'sister',
  'paternalAunt',
  'maternalAunt',
]

function sexOf(facts: ShownFacts, relation?: string): FamilyMember['sex'] {
  const known = facts.sex?.value
  if (known === 'male' || known === 'female') return known
  if (relation && MEN.includes(relation)) return 'male'
  return relation && WOMEN.includes(relation) ? 'female' : 'unknown'
}

/** In the picture those who belong to the child on that day, with what keeps each away. */
export function familyMembers(file: ChildFile, { t, label }: Words): FamilyMember[] {
  const nameOf = (facts: ShownFacts) =>
    typeof facts.name?.value === 'string' ? facts.name.value : t.children.nameMissing
  const relatives = file.family
    .filter(({ endedOn }) => endedOn === null || endedOn > file.on)
    .map(({ person, relation, carer, facts }): FamilyMember => {
      const state = facts.parentState?.state === 'known' ? String(facts.parentState.value) : undefined
      const away = state && state !== 'deceased' && state !== 'atHome'
      return {
        key: person,
        relation: relation as Relation,
        name: nameOf(facts),
        sex: sexOf(facts, relation),
        // The form says of the dead that their other facts do not apply.
        dead: state === 'deceased' || facts.parentState?.state === 'notApplicable',
        away: away ? label(PARENT_STATE[state as keyof typeof PARENT_STATE]) : undefined,
        carer,
      }
    })
  const self: FamilyMember = {
    key: file.id,
    relation: 'child',
    name: file.erased ? t.children.nameless : nameOf(file.facts),
    sex: sexOf(file.facts),
    dead: file.leaveReason === 'deceased',
    carer: false,
  }
  return [...relatives, self]
}
