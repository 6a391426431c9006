import { ageOn, lastOfMonth, type PlainDate } from '../dates.ts'
import type { FactEntries } from '../fact/fact.ts'
import { readResidentId } from '../identity/resident-id.ts'
import type { Issue } from './issues.ts'
import { parseClass } from './parse-class.ts'
import { type RosterRelative, textIn, valueIn } from './roster-row.ts'

/** 民发〔2016〕13号: a left-behind child is under 16; at 18 nobody is a child any more. */
const LEFT_BEHIND_UNTIL = 16
const CHILD_UNTIL = 18

/** What the row says of the birth: a day, or no more than a month or an age. */
export type Birth = { birthMonth?: string; age?: number }

/**
 * Sex and birth date out of a valid number, where the list has no column or cell for them. A month in the list is
 * made a day only by a number of the same month.
 */
export function filledFromId(facts: FactEntries, { birthMonth }: Birth = {}): FactEntries {
  const id = readResidentId(textIn(facts, 'idNumber') ?? '')
  if (!id) return facts
  const agrees = !birthMonth || id.birthDate.startsWith(birthMonth)
  const birthDate = facts.birthDate ?? (agrees ? { state: 'known', value: id.birthDate } : undefined)
  return {
    ...facts,
    sex: facts.sex ?? { state: 'known', value: id.sex },
    ...(birthDate && { birthDate }),
  }
}

/** 初一(3)班 says the stage of school where the list has no column for it. */
export function filledFromClass(facts: FactEntries): FactEntries {
  const stage = facts.schooling ? undefined : parseClass(textIn(facts, 'gradeClass') ?? '')
  return stage ? { ...facts, schooling: { state: 'known', value: stage.schooling } } : facts
}

/** Contradictions are told, not resolved: the column of that name is taken as it stands. */
export function checkId(facts: FactEntries, { birthMonth }: Birth = {}): Issue[] {
  const number = textIn(facts, 'idNumber')
  if (!number)
    // Without hukou there is no number yet.
    return valueIn(facts, 'hukouRegistered') === false ? [] : [{ code: 'id-missing', field: 'idNumber' }]
  const id = readResidentId(number)
  if (!id) return [{ code: 'id-checksum', field: 'idNumber' }]
  const issues: Issue[] = []
  if ((textIn(facts, 'sex') ?? id.sex) !== id.sex) issues.push({ code: 'id-sex-mismatch', field: 'sex' })
  if (!id.birthDate.startsWith(textIn(facts, 'birthDate') ?? birthMonth ?? ''))
    issues.push({ code: 'id-birth-mismatch', field: 'birthDate' })
  return issues
}

/** A computed age lags behind when the list is older or newer than its day. */
const LAG = 1

export function checkAge(
  facts: FactEntries,
  asOf: PlainDate,
  { birthMonth, age: told }: Birth = {},
): Issue[] {
  const birth = textIn(facts, 'birthDate')
  const [first, last] = birth ? [birth, birth] : birthMonth ? daysOf(birthMonth) : []
  const field = 'birthDate'
  if (!first || !last)
    return told === undefined ? [] : [{ code: 'birth-date-missing', field }, ...checkTold(told)]
  if (first > asOf) return [{ code: 'birth-after-as-of', field }]
  const mismatch: Issue[] =
    told !== undefined && (told > ageOn(first, asOf) + LAG || told < ageOn(last, asOf) - LAG)
      ? [{ code: 'age-mismatch', field: 'age' }]
      : []
  const undated: Issue[] = birth ? [] : [{ code: 'month-only', field }]
  return [...undated, ...tooOld(ageOn(last, asOf)), ...mismatch]
}

const daysOf = (month: string): [PlainDate, PlainDate] => [`${month}-01`, lastOfMonth(month)]

const tooOld = (age: number): Issue[] => {
  const field = 'birthDate'
  if (age >= CHILD_UNTIL) return [{ code: 'age-18-plus', field }]
  return age >= LEFT_BEHIND_UNTIL ? [{ code: 'age-16-17', field }] : []
}

/** 虚岁 is one or two more than the full years, so that an age alone excludes nobody at the limit. */
const checkTold = (age: number): Issue[] => tooOld(age - 2)

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
