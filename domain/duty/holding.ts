import { bitOf, CIRCUMSTANCES, RULES } from '../circumstance/circumstances.ts'
import { bornOn } from '../circumstance/knowledge.ts'
import { birthday, type PlainDate } from '../dates.ts'
import type { Circumstance } from '../fact/code-lists.ts'
import type { Policy } from '../policy/policy.ts'
import type { Watched } from './watched.ts'

/** Circumstances that hold of a child on a day, each with its age. Nobody knows the age: as if it were young enough. */
export function holding(
  { now, circumstances }: Pick<Watched, 'now' | 'circumstances'>,
  policy: Policy,
  today: PlainDate,
): Circumstance[] {
  const born = bornOn(now.facts)
  return CIRCUMSTANCES.filter(
    (circumstance) =>
      (circumstances & bitOf(circumstance)) !== 0 &&
      (!born || birthday(born, policy[RULES[circumstance].age].value) > today),
  )
}
