import type { Relation } from '../fact/code-lists.ts'
import type { ToldFacts } from './compare-facts.ts'
import { areDifferent, type KnownPerson, type KnownRelative, nameOf, numberOf } from './match-family.ts'
import type { RosterRelative, RosterRow } from './roster-row.ts'

/** Through which parent siblings share a grandparent. */
const SIDE: Partial<Record<Relation, 'father' | 'mother'>> = {
  paternalGrandfather: 'father',
  paternalGrandmother: 'father',
  maternalGrandfather: 'mother',
  maternalGrandmother: 'mother',
}

export type Register = {
  /** People known by a good ID number, in whichever family. */
  byNumber: ReadonlyMap<string, KnownPerson>
  /** The kin of other children of a parent, as far as the reach goes. */
  kinOfParent(person: string): readonly KnownRelative[]
}

/**
 * Who somebody is who is not yet of the child's family: one person for all siblings, by ID number, and for
 * grandparents by their child's ID number, relation, name and birth date. `nameNew` gives a new person an id.
 */
export function createPeople(register: Register, nameNew: (key: string) => string) {
  /** With the facts by which somebody was first told of. */
  const made = new Map<string, { known: KnownPerson; first: ToldFacts }>()

  function fromKinOf(parent: KnownPerson | undefined, relative: RosterRelative): KnownPerson | undefined {
    if (!parent) return undefined
    return register
      .kinOfParent(parent.person)
      .find(
        (kin) =>
          kin.relation === relative.relation &&
          nameOf(kin.facts) === nameOf(relative.facts) &&
          agree(kin.facts?.birthDate?.value, relative.facts.birthDate?.value) &&
          !areDifferent(kin.facts, relative.facts),
      )
  }

  return function personOf(row: RosterRow, relative: RosterRelative, n: string): KnownPerson {
    const number = numberOf(relative.facts)
    const side = SIDE[relative.relation]
    const parentNumber = side && numberOf(row.family.find((member) => member.relation === side)?.facts)
    const keys = [
      ...(number ? [`number/${number}`] : []),
      ...(parentNumber ? [`${parentNumber}/${relative.relation}/${identityOf(relative.facts)}`] : []),
    ]
    const known = (number && register.byNumber.get(number)) ||
      keys.map((key) => made.get(key)).find((one) => one && !areDifferent(one.first, relative.facts))
        ?.known ||
      (parentNumber && fromKinOf(register.byNumber.get(parentNumber), relative)) || {
        person: nameNew(keys[0] ?? `row/${n}`),
        facts: {},
      }
    for (const key of keys) if (!made.has(key)) made.set(key, { known, first: relative.facts })
    return known
  }
}

const agree = (a: unknown, b: unknown) => a === undefined || b === undefined || a === b

const identityOf = (facts: ToldFacts) => `${nameOf(facts) ?? ''}/${facts.birthDate?.value ?? ''}`
