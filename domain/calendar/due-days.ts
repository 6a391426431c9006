import { addDays, type PlainDate } from '../dates.ts'
import type { CodeList } from '../fact/code-lists.ts'
import { addWorkdaysAtMost, type Calendar, isWorkday } from './calendar.ts'

/** Terms of policy that may be counted in workdays. */
export const WORKDAY_TERMS = {
  problemDays: { n: 1, zh: '处理走访发现的问题', en: 'Problems found on a visit' },
  problemDaysUrgent: { n: 2, zh: '处理紧要问题', en: 'Urgent problems' },
  assessmentFirstDays: { n: 3, zh: '首次评估', en: 'First assessment' },
  agreementDays: { n: 4, zh: '签订委托照护协议', en: 'Care agreement' },
} as const satisfies CodeList
export type WorkdayTerm = keyof typeof WORKDAY_TERMS

/** What may fall due though offices are closed. */
export const CLOSED_DAY_DUTIES = {
  visitHigh: { n: 1, zh: '高关注儿童的走访', en: 'Visits to children of high attention' },
  visitMiddle: { n: 2, zh: '中关注儿童的走访', en: 'Visits to children of middle attention' },
  visitLow: { n: 3, zh: '低关注儿童的走访', en: 'Visits to children of low attention' },
  problemUrgent: { n: 4, zh: '紧要问题', en: 'Urgent problems' },
  problem: { n: 5, zh: '其他问题', en: 'Other problems' },
  assessment: { n: 6, zh: '评估', en: 'Assessments' },
  agreement: { n: 7, zh: '委托照护协议', en: 'Care agreements' },
  contact: { n: 8, zh: '督促父母联系', en: 'Urging parents' },
  returned: { n: 9, zh: '补充退回的走访', en: 'Returned visits' },
} as const satisfies CodeList
export type ClosedDayDuty = keyof typeof CLOSED_DAY_DUTIES

type Asked = Record<WorkdayTerm, { value: number }> & {
  workdayTerms: { value: readonly string[] }
  dueOnClosedDays: { value: readonly string[] }
  calendar: Calendar
}

/** The last day of a term: in workdays where policy says so, else in days. */
export const dueAfter = (policy: Asked, term: WorkdayTerm, from: PlainDate): PlainDate =>
  policy.workdayTerms.value.includes(term)
    ? addWorkdaysAtMost(policy.calendar, from, policy[term].value)
    : addDays(from, policy[term].value)

/** Nothing falls due on a day off but what touches life and limb: the next workday then (民法典 art. 203). */
export function onWorkday(policy: Asked, kind: ClosedDayDuty, due: PlainDate): PlainDate {
  if (policy.dueOnClosedDays.value.includes(kind) || isWorkday(policy.calendar, due) !== false) return due
  return addWorkdaysAtMost(policy.calendar, due, 1)
}

/** The last workday of a span of days, for what must be done within it. */
export function lastWorkday({ calendar }: Asked, from: PlainDate, until: PlainDate): PlainDate {
  for (let day = until; day >= from; day = addDays(day, -1))
    if (isWorkday(calendar, day) !== false) return day
  return until
}
