import type { CalendarPart } from '../calendar/calendar.ts'
import { lastWorkday } from '../calendar/due-days.ts'
import { CIRCUMSTANCES, holdsOn } from '../circumstance/circumstances.ts'
import { addDays, type PlainDate } from '../dates.ts'
import type { Circumstance, CodeList } from '../fact/code-lists.ts'
import type { Policy } from '../policy/policy.ts'

/** 寒假春节走访 (policy §4.2): days of the year in which certain children are visited once more. */
export const ROUNDS = {
  winter: { n: 1, zh: '寒假走访', en: 'Winter round' },
  home: { n: 2, zh: '父母返乡走访', en: 'Homecoming round' },
} as const satisfies CodeList
export type Round = keyof typeof ROUNDS

const FOR = { winter: 'winterVisitFor', home: 'homecomingVisitFor' } as const satisfies Record<
  Round,
  keyof Policy
>

/** A visit that was missed is owed so long after the round, and then no more. Project default. */
const OWED_AFTER_DAYS = 31

type Asked = {
  circumstances: number
  born: PlainDate | undefined
  /** In the register since. */
  registered: PlainDate
  /** The last visit on which the child was seen. */
  lastOn: PlainDate | null
}

export type HolidayVisit = {
  round: Round
  period: string
  opens: PlainDate
  due: PlainDate
  ends: PlainDate
}

/**
 * Rounds of all years that are known that the child still waits for: a visit since the first day of one does it. Those
 * to come are told beforehand, so that nobody has to wake up on the first day of a year.
 */
export function holidayVisits(asked: Asked, policy: Policy, today: PlainDate): HolidayVisit[] {
  return (Object.keys(ROUNDS) as Round[]).flatMap((round) =>
    policy.calendar.parts
      .filter((part) => part.mark === round && isOwed(asked, { part, round }, policy, today))
      .map(({ from, until }) => ({
        round,
        period: `${round}/${from}`,
        opens: from,
        due: lastWorkday(policy, from, until),
        ends: addDays(until, OWED_AFTER_DAYS + 1),
      })),
  )
}

function isOwed(
  { circumstances, born, registered, lastOn }: Asked,
  { part, round }: { part: CalendarPart; round: Round },
  policy: Policy,
  today: PlainDate,
): boolean {
  if (addDays(part.until, OWED_AFTER_DAYS) < today || registered > part.until) return false
  if (lastOn && lastOn >= part.from) return false
  const holds = (one: Circumstance) =>
    holdsOn(one, { yes: circumstances, birthDate: born ?? null }, { policy, on: today })
  return CIRCUMSTANCES.some((one) => policy[FOR[round]].value.includes(one) && holds(one))
}
