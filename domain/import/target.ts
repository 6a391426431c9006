import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import type { CodeList } from '../fact/code-lists.ts'
import type { FactDef } from '../fact/fact.ts'
import { RELATIVE_FACTS, type RelativeFactKey } from '../fact/relative-facts.ts'
import { LISTED_RELATIONS, type PlacePart, type Slot } from './head-words.ts'

export const BIRTH_PARTS = ['year', 'month', 'day'] as const
export type BirthPart = (typeof BIRTH_PARTS)[number]

/**
 * What a column tells. `relation` is the guardian's to the child, `workPlaces` those of both parents, `phones` of
 * whoever is called, `tick` one of several columns of which the true one is ticked.
 */
export type Target =
  | { of: 'child'; key: ChildFactKey }
  | { of: 'relative'; slot: Slot; key: RelativeFactKey }
  | { of: 'place'; part: PlacePart }
  | { of: 'tick'; key: ChildFactKey; code: string }
  | { of: 'birthPart'; part: BirthPart }
  | { of: 'relation' }
  | { of: 'age' }
  | { of: 'workPlaces' }
  | { of: 'phones' }
  | { of: 'ignored' }

const PLAIN = {
  relation: 'guardian.relation',
  age: 'age',
  workPlaces: 'parents.workPlace',
  phones: 'contact.phones',
  ignored: 'ignored',
} as const

/** How a target is called in reports and saved mappings: name, father.workPlace, health=disabled, village. */
export function targetName(target: Target): string {
  switch (target.of) {
    case 'child':
      return target.key
    case 'relative':
      return `${target.slot}.${target.key}`
    case 'place':
      return target.part
    case 'birthPart':
      return `birthDate.${target.part}`
    case 'tick':
      return `${target.key}=${target.code}`
    default:
      return PLAIN[target.of]
  }
}

/** The codes of a fact that can be ticked; 是 and 否 for one of yes or no. */
export const YES_NO: CodeList = { yes: { n: 1, zh: '是', en: 'Yes' }, no: { n: 2, zh: '否', en: 'No' } }
export function codesOf({ type }: FactDef): CodeList | undefined {
  if (type.kind === 'code' || type.kind === 'codes') return type.list
  return type.kind === 'yesNo' ? YES_NO : undefined
}

const PLACE_PARTS = ['township', 'village', 'group'] as const satisfies readonly PlacePart[]

function allTargets(): Target[] {
  const child = Object.keys(CHILD_FACTS) as ChildFactKey[]
  return [
    ...child.map((key) => ({ of: 'child', key }) as const),
    ...child.flatMap((key) =>
      Object.keys(codesOf(CHILD_FACTS[key]) ?? {}).map((code) => ({ of: 'tick', key, code }) as const),
    ),
    ...([...LISTED_RELATIONS, 'guardian'] as const).flatMap((slot) =>
      (Object.keys(RELATIVE_FACTS) as RelativeFactKey[]).map(
        (key) => ({ of: 'relative', slot, key }) as const,
      ),
    ),
    ...BIRTH_PARTS.map((part) => ({ of: 'birthPart', part }) as const),
    ...PLACE_PARTS.map((part) => ({ of: 'place', part }) as const),
    ...(Object.keys(PLAIN) as (keyof typeof PLAIN)[]).map((of) => ({ of })),
  ]
}

const byName = new Map(allTargets().map((target) => [targetName(target), target]))

/** Everything that a column may tell. */
export const targets = (): Target[] => [...byName.values()]

/** The target of that name; undefined for a name that means nothing here. */
export const targetOf = (name: string): Target | undefined => byName.get(name)
