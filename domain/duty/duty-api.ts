import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { TIER, type Tier } from './duties.ts'
import { DUTIES, type DutyRule } from './duty-acts.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])

/** overdue: the day has passed. week: due within seven days. late: so long overdue that those above are told. */
export const WHEN = ['overdue', 'week', 'late', 'all'] as const
export type When = (typeof WHEN)[number]

/** What a page is about: whom to visit and what was found there, or agreements. */
export const DUTY_PAGES = {
  visits: ['visit', 'holidayVisit', 'returned', 'problem', 'assessment', 'measure', 'check'],
  agreements: ['agreement'],
  campaigns: ['campaign'],
} as const satisfies Record<string, readonly DutyRule[]>
export type DutyPage = keyof typeof DUTY_PAGES

export const DutyRow = ChildRow.extend({
  rule: key<DutyRule>(DUTIES),
  period: z.string().describe('与规则、儿童一起指明一项任务'),
  due: PlainDate,
  lastOn: PlainDate.nullable().describe('最近一次见到儿童的走访'),
  tier: key<Tier>(TIER),
  reasons: z.array(z.object({ zh: z.string(), en: z.string() })).describe('为何这样关注'),
  postponed: z.boolean(),
  said: z.string().nullable().describe('退回走访的理由'),
})
export type DutyRow = z.infer<typeof DutyRow>

export const listDuties = endpoint({
  name: 'listDuties',
  method: 'GET',
  path: '/api/duties',
  access: 'child.list',
  summary: { zh: '待办任务，最急的在前', en: 'What has to be done, the most urgent first' },
  params: z.object({
    area: AreaCode.length(12).optional(),
    when: z.enum(WHEN).default('all'),
    about: key<DutyPage>(DUTY_PAGES).optional().describe('只看一类任务'),
    rule: key<DutyRule>(DUTIES).optional().describe('只看一种任务'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({
    today: PlainDate,
    lateAfter: z.number().int().nullable().describe('逾期超过几天提醒本级；村级为空'),
    counts: z.record(z.enum(WHEN), z.number().int()),
    total: z.number().int(),
    rows: z.array(DutyRow),
  }),
})
