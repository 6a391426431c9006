import type { Relation } from '../fact/code-lists.ts'
import { readResidentId } from '../identity/resident-id.ts'
import type { Told, ToldFacts } from './compare-facts.ts'
import { LISTED_RELATIONS } from './head-words.ts'
import type { RosterRelative } from './roster-row.ts'

/** A person of the register; `facts` is undefined when the identity was destroyed. */
export type KnownPerson = { person: string; facts: ToldFacts | undefined }
export type KnownRelative = KnownPerson & {
  relation: Relation
  carer: boolean
  /** A list of the same day named this person as the carer before another one did. */
  alsoCarer?: boolean
}

const text = (fact: Told | undefined) =>
  fact?.state === 'known' && typeof fact.value === 'string' ? fact.value : undefined
export const nameOf = (facts: ToldFacts | undefined) => text(facts?.name)

/** Only a number that passes its check identifies somebody. */
export const numberOf = (facts: ToldFacts | undefined) => readResidentId(text(facts?.idNumber) ?? '')?.number

/** Two people for certain: each has a good number, and they differ. */
export function areDifferent(a: ToldFacts | undefined, b: ToldFacts | undefined): boolean {
  const [one, other] = [numberOf(a), numberOf(b)]
  return one !== undefined && other !== undefined && one !== other
}

const isListed = (relation: Relation) => (LISTED_RELATIONS as readonly Relation[]).includes(relation)

type Rule = (told: RosterRelative, known: KnownRelative) => boolean
const SAME_NUMBER: Rule = (told, known) =>
  numberOf(told.facts) !== undefined && numberOf(told.facts) === numberOf(known.facts)
const SAME_NAME: Rule = (told, known) =>
  nameOf(told.facts) !== undefined &&
  nameOf(told.facts) === nameOf(known.facts) &&
  (told.relation === known.relation || told.relation === 'other')
// A child has one father; another name for him is a correction, another number somebody else.
const SAME_PLACE: Rule = (told, known) => told.relation === known.relation && isListed(told.relation)

/** Which of the child's kin each relative of the row is: by number, else by relation and name, else by relation. */
export function matchFamily(
  told: readonly RosterRelative[],
  kin: readonly KnownRelative[],
): Map<RosterRelative, KnownRelative> {
  const matched = new Map<RosterRelative, KnownRelative>()
  const taken = new Set<KnownRelative>()
  for (const rule of [SAME_NUMBER, SAME_NAME, SAME_PLACE])
    for (const relative of told) {
      if (matched.has(relative)) continue
      const known = kin.find((one) => !taken.has(one) && rule(relative, one))
      if (!known) continue
      matched.set(relative, known)
      taken.add(known)
    }
  return matched
}
