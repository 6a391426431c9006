import type { StoredAct } from '../act/stored-act.ts'
import { childLessons } from '../child/child-now.ts'
import { addDays, type PlainDate } from '../dates.ts'
import { historyOf } from '../fact/fold-facts.ts'
import type { Policy } from '../policy/policy.ts'
import { SERVICES } from '../service/services.ts'
import { servicesOf } from '../service/services-given.ts'
import type { Duty } from './duties.ts'
import { holding } from './holding.ts'
import type { Watched } from './watched.ts'

type Common = Pick<Duty, 'ends' | 'postponed' | 'tier' | 'reasons'>

/** The fact that tells when a parent was last in contact (policy §2.5). */
export const CONTACT_FACT = 'lastParentContactOn'

/**
 * 督促父母联系: parents away contact the child at least once a week (未成年人保护法 art. 23). What is known is the day of the
 * last contact; when it is longer ago the parents are urged. It is done by a contact that is known, or by urging them,
 * which counts for as long as a contact does.
 */
export function contactDuty(
  { now, acts, circumstances }: Pick<Watched, 'now' | 'acts' | 'circumstances'>,
  common: Common,
  policy: Policy,
  today: PlainDate,
  registeredOn: PlainDate,
): Duty[] {
  const concerned = holding({ now, circumstances }, policy, today)
  if (!concerned.some((one) => policy.superviseFor.value.includes(one))) return []
  const told = now.facts[CONTACT_FACT]
  // Nobody is there who could be in contact.
  if (told?.state === 'notApplicable') return []
  const contact = told?.state === 'known' ? (told.value as PlainDate) : null
  // A day to come is a slip of the pen: it keeps nobody from asking.
  const lastOn = contact && contact <= today ? contact : null
  const urgedOn = servicesOf(acts)
    .filter(({ service, day }) => SERVICES[service].urges && day <= today)
    .at(-1)?.day
  const from = [lastOn ?? registeredOn, urgedOn ?? ''].sort().at(-1)!
  const opens = addDays(from, policy.contactDays.value + 1)
  return [
    {
      ...common,
      rule: 'contact',
      period: from,
      opens,
      due: addDays(from, policy.contactDays.value + policy.contactUrgeDays.value),
      reasons: [{ fact: CONTACT_FACT }],
      lastOn,
    },
  ]
}

/** Every day of a contact with a parent that acts which stand tell of, in order. */
export const parentContacts = (acts: readonly StoredAct[]): PlainDate[] =>
  [
    ...new Set(
      (historyOf(childLessons(acts))[CONTACT_FACT] ?? []).flatMap(({ state, value, corrected }) =>
        state === 'known' && !corrected ? [value as PlainDate] : [],
      ),
    ),
  ].sort()
