import { ageOn, type PlainDate } from '../dates.ts'
import type { FactEntries } from '../fact/fact.ts'
import { readResidentId } from '../identity/resident-id.ts'
import type { Issue } from './issues.ts'
import { type RosterRelative, textIn, valueIn } from './roster-row.ts'

/** 民发〔2016〕13号: a left-behind child is under 16; at 18 nobody is a child any more. */
const LEFT_BEHIND_UNTIL = 16
const CHILD_UNTIL = 18

/** Sex and birth date out of a valid number, where the list has no column or cell for them. */
export function filledFromId(facts: FactEntries): FactEntries {
  const id = readResidentId(textIn(facts, 'idNumber') ?? '')
  if (!id) return facts
  return {
    ...facts,
    sex: facts.sex ?? { state: 'known', value: id.sex },
    birthDate: facts.birthDate ?? { state: 'known', value: id.birthDate },
  }
}

/** Contradictions are told, not resolved: the column of that name is taken as it stands. */
export function checkId(facts: FactEntries): Issue[] {
  const number = textIn(facts, 'idNumber')
  if (!number)
    // Without hukou there is no number yet.
    return valueIn(facts, 'hukouRegistered') === false ? [] : [{ code: 'id-missing', field: 'idNumber' }]
  const id = readResidentId(number)
  if (!id) return [{ code: 'id-checksum', field: 'idNumber' }]
  const issues: Issue[] = []
  if ((textIn(facts, 'sex') ?? id.sex) !== id.sex) issues.push({ code: 'id-sex-mismatch', field: 'sex' })
  if ((textIn(facts, 'birthDate') ?? id.birthDate) !== id.birthDate)
    issues.push({ code: 'id-birth-mismatch', field: 'birthDate' })
  return issues
}

export function checkAge(facts: FactEntries, asOf: PlainDate): Issue[] {
  const birth = textIn(facts, 'birthDate')
  if (!birth) return []
  const field = 'birthDate'
  if (birth > asOf) return [{ code: 'birth-after-as-of', field }]
  const age = ageOn(birth, asOf)
  if (age >= CHILD_UNTIL) return [{ code: 'age-18-plus', field }]
  return age >= LEFT_BEHIND_UNTIL ? [{ code: 'age-16-17', field }] : []
}

/** A parent who looks after the child is at home and able, unless the list says that he is incapable. */
export function checkFamily(facts: FactEntries, family: readonly RosterRelative[]): Issue[] {
  const issues: Issue[] = []
  for (const { relation, carer, facts: known } of family) {
    const number = textIn(known, 'idNumber')
    if (number && !readResidentId(number)) issues.push({ code: 'id-checksum', field: `${relation}.idNumber` })
    const isParent = relation === 'father' || relation === 'mother'
    if (carer && isParent && valueIn(facts, 'oneAwayOtherIncapable') !== true)
      issues.push({ code: 'parent-at-home', field: 'guardian.relation' })
  }
  return issues
}
