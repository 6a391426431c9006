import { isKind, type StoredAct } from '../act/stored-act.ts'
import { addDays } from '../dates.ts'
import type { Policy } from '../policy/policy.ts'
import { servicesOf } from '../service/services-given.ts'
import type { Duty } from './duties.ts'

/** Visits that a supervisor returned: to be supplemented by a corrected one. Named by the act that returned them. */
export function returnedDuties<C extends Pick<Duty, 'ends' | 'postponed' | 'tier' | 'reasons'>>(
  acts: readonly StoredAct[],
  common: C,
  policy: Policy,
): Duty[] {
  return servicesOf(acts).flatMap(({ returned, day }): Duty[] => {
    const act = returned && acts.find(({ id }) => id === returned)
    if (!act || !isKind(act, 'visit.return')) return []
    const due = addDays(act.body.day, policy.returnedDays.value)
    return [{ ...common, rule: 'returned', period: act.id, due, reasons: [], lastOn: day }]
  })
}
