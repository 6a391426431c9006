import { z } from 'zod'
import { Reason } from '../child/life-acts.ts'
import { addDays, PlainDate } from '../dates.ts'
import type { CodeList } from '../fact/code-lists.ts'
import { RESPONSIBLE_ACTS } from '../grid/responsible-acts.ts'
import { AccountId } from '../ids.ts'

/** What has to be done for a child by a day. `n` is what the database stores. */
export const DUTIES = {
  visit: { n: 1, zh: '走访', en: 'Visit' },
  problem: { n: 2, zh: '处理问题', en: 'Deal with a problem' },
  assessment: { n: 11, zh: '评估', en: 'Assess' },
  measure: { n: 12, zh: '落实措施', en: 'Carry out a measure' },
  agreement: { n: 3, zh: '委托照护协议', en: 'Care agreement' },
  contact: { n: 4, zh: '督促父母联系', en: 'Urge the parents' },
  holidayVisit: { n: 31, zh: '假期走访', en: 'Holiday visit' },
  campaign: { n: 18, zh: '摸排', en: 'Survey campaign' },
  returned: { n: 22, zh: '补充退回的走访', en: 'Supplement a returned visit' },
  check: { n: 21, zh: '随机抽查', en: 'Random check' },
} as const satisfies CodeList
export type DutyRule = keyof typeof DUTIES

/** Longer than a month is no postponement. Project default. */
export const POSTPONED_UP_TO_DAYS = 31

/** What may be put off or given to somebody. Of a random check the file must not tell before it is done. */
const TOLD = (Object.keys(DUTIES) as DutyRule[]).filter((rule) => rule !== 'check')
const Rule = z.enum(TOLD as [DutyRule, ...DutyRule[]])

/** What may be taken off the list; everything else ends by saying how it was dealt with. */
const REMOVED = ['visit', 'assessment', 'holidayVisit'] as const satisfies readonly DutyRule[]
export const isRemovable = (rule: DutyRule): rule is (typeof REMOVED)[number] =>
  REMOVED.some((one) => one === rule)

/** Acts about duties themselves. They are done by other acts, and never ticked. */
export const DUTY_ACTS = {
  'duty.postpone': {
    zh: '任务延期',
    en: 'Postponed a task',
    subject: 'child',
    access: 'duty.postpone',
    version: 1,
    body: z
      .object({
        day: PlainDate,
        rule: Rule,
        period: z.string().max(80),
        until: PlainDate,
        reason: Reason,
      })
      .refine(({ day, until }) => until > day && until <= addDays(day, POSTPONED_UP_TO_DAYS), {
        message: 'until',
      }),
  },
  'duty.remove': {
    zh: '任务移除',
    en: 'Took a task off the list',
    subject: 'child',
    access: 'duty.remove',
    version: 1,
    body: z.object({ day: PlainDate, rule: z.enum(REMOVED), period: z.string().max(80), reason: Reason }),
  },
  'duty.assign': {
    zh: '任务分派',
    en: 'Gave a task to somebody',
    subject: 'child',
    access: 'child.assign',
    version: 1,
    body: z.object({
      day: PlainDate,
      rule: Rule,
      period: z.string().max(80),
      to: AccountId.nullable().describe('交给谁；空为收回，仍由所在村负责'),
      by: PlainDate.optional().describe('请在何日前办理'),
      words: z.strictObject({ note: z.string().trim().min(1).max(200).optional() }).default({}),
    }),
  },
  ...RESPONSIBLE_ACTS,
} as const
