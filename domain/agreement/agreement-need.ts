import { bitOf, CIRCUMSTANCES, RULES } from '../circumstance/circumstances.ts'
import { birthday, type PlainDate } from '../dates.ts'
import type { Circumstance } from '../fact/code-lists.ts'
import type { Policy } from '../policy/policy.ts'

/** Circumstances of a day as bits, without their ages (child_state). */
export type Held = { from: PlainDate; until: PlainDate | null; circumstances: number }

/**
 * For which of its circumstances a child must have a care agreement (未成年人保护法 art. 22: parents away who cannot
 * fully guard must entrust somebody). Which circumstances these are is policy; each ends with its own age.
 */
export const needsAgreement = (
  { circumstances, born }: { circumstances: number; born: PlainDate | undefined },
  policy: Policy,
  on: PlainDate,
): Circumstance[] =>
  CIRCUMSTANCES.filter(
    (one) =>
      policy.agreementFor.value.includes(one) &&
      (circumstances & bitOf(one)) !== 0 &&
      (!born || on < birthday(born, policy[RULES[one].age].value)),
  )

/** Since when these have held without a break, as the spells say. */
export function needSince(
  held: readonly Held[],
  circumstances: readonly Circumstance[],
  on: PlainDate,
): PlainDate | undefined {
  const bits = circumstances.reduce((sum, one) => sum | bitOf(one), 0)
  const begun = held.filter(({ from }) => from <= on).sort((a, b) => (a.from < b.from ? 1 : -1))
  let since: PlainDate | undefined
  for (const spell of begun) {
    if ((spell.circumstances & bits) === 0) break
    since = spell.from
  }
  return since
}
