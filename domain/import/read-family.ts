import { PARENT_STATE, type Relation } from '../fact/code-lists.ts'
import type { FactEntries } from '../fact/fact.ts'
import { LISTED_RELATIONS } from './head-words.ts'
import type { Issue } from './issues.ts'
import { parseCode } from './parse-codes.ts'
import type { RowCells } from './read-cells.ts'
import { type RosterRelative, textIn } from './roster-row.ts'

/**
 * Father, mother, grandparents and the entrusted guardian as people. A guardian who is one of the listed, by
 * relation and name, is the same person; otherwise a further relative.
 */
export function readFamily({ slots, relation }: RowCells): { family: RosterRelative[]; issues: Issue[] } {
  const family = LISTED_RELATIONS.flatMap((slot): RosterRelative[] => {
    const facts = isParent(slot) ? withParentState(slots[slot] ?? {}) : (slots[slot] ?? {})
    return tellsSomething(facts) ? [{ relation: slot, carer: false, facts }] : []
  })
  const guardian = slots.guardian ?? {}
  const name = textIn(guardian, 'name')
  if (!name) return { family, issues: [] }

  const namesake = family.find((relative) => textIn(relative.facts, 'name') === name)
  const written = relation.is === 'value' ? relation.value : namesake?.relation
  const same = family.find((relative) => relative.relation === written && mayBeCalled(relative.facts, name))
  if (same) {
    same.carer = true
    same.facts = { ...same.facts, ...without(guardian, same.facts) }
    return { family, issues: [] }
  }
  family.push({ relation: written ?? 'other', carer: true, facts: guardian })
  return { family, issues: written ? [] : [{ code: 'relation-unknown', field: 'guardian.relation' }] }
}

/** What is told of the guardian and not yet known of the same person as a relative. */
const without = (guardian: FactEntries, own: FactEntries): FactEntries =>
  Object.fromEntries(Object.entries(guardian).filter(([key]) => own[key]?.state !== 'known'))

const isParent = (relation: Relation) => relation === 'father' || relation === 'mother'

/** A name, even one that does not apply since its bearer is dead, or anything known. */
const tellsSomething = (facts: FactEntries) =>
  facts.name !== undefined || Object.values(facts).some(({ state }) => state === 'known')

const mayBeCalled = (facts: FactEntries, name: string) =>
  facts.name === undefined || textIn(facts, 'name') === name

/**
 * What the cells of a parent tell of his state: a place of work that he is away, 在家 or 去世 in that column the
 * state itself, — as the name that he is dead.
 */
function withParentState(facts: FactEntries): FactEntries {
  if (facts.parentState) return facts
  if (facts.name?.state === 'notApplicable')
    return { ...facts, parentState: { state: 'known', value: 'deceased' } }
  const workPlace = textIn(facts, 'workPlace')
  if (!workPlace) return facts
  const state = parseCode(PARENT_STATE, workPlace)
  if (!state) return { ...facts, parentState: { state: 'known', value: 'awayForWork' } }
  const { workPlace: _, ...others } = facts
  return { ...others, parentState: { state: 'known', value: state } }
}
