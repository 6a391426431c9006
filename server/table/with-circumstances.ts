import { bitOf, RULES } from '#domain/circumstance/circumstances.ts'
import { bornBy, type PlainDate } from '#domain/dates.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import type { Policy } from '#domain/policy/policy.ts'

const AGES = ['leftBehindAge', 'migrantAge', 'minorAge'] as const

/**
 * Spells `s` of children of whom one of these circumstances holds on a day, each with its age: a condition whose values
 * begin at $`first`. Their number is always the same, so that it is one statement.
 */
export function withCircumstances(
  asked: readonly Circumstance[],
  policy: Policy,
  on: PlainDate,
  first: number,
): { condition: string; values: unknown[] } {
  return {
    condition: `(${AGES.map(
      (_, i) =>
        `s.circumstances & $${2 * i + first} <> 0 and (s.birth_date is null or s.birth_date > $${2 * i + first + 1})`,
    ).join(' or ')})`,
    values: AGES.flatMap((age) => [
      asked.filter((one) => RULES[one].age === age).reduce((bits, one) => bits | bitOf(one), 0),
      bornBy(on, policy[age].value),
    ]),
  }
}
