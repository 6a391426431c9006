import { z } from 'zod'
import { Role } from '../access/roles.ts'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { AccountId, ChildId } from '../ids.ts'
import { TIER, type Tier } from './duties.ts'
import { DUTIES, type DutyRule } from './duty-acts.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])

/** overdue: the day has passed. week: due within seven days. late: so long overdue that those above are told. */
export const WHEN = ['overdue', 'week', 'late', 'all'] as const
export type When = (typeof WHEN)[number]

/** What a page is about: whom to visit and what was found there, or agreements. */
export const DUTY_PAGES = {
  visits: ['visit', 'holidayVisit', 'returned', 'problem', 'assessment', 'measure', 'contact', 'check'],
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
  assigned: z
    .object({
      to: z.object({ id: AccountId, name: z.string() }),
      by: PlainDate.nullable().describe('请在该日前办理'),
      note: z.string().nullable(),
    })
    .nullable()
    .describe('已分派给谁；空为所在村负责'),
})
export type DutyRow = z.infer<typeof DutyRow>

const DutyFilter = z.object({
  area: AreaCode.length(12).optional(),
  when: z.enum(WHEN).default('all'),
  about: key<DutyPage>(DUTY_PAGES).optional().describe('只看一类任务'),
  rule: key<DutyRule>(DUTIES).optional().describe('只看一种任务'),
  person: AccountId.optional().describe('只看某人的任务：分派给他的，以及所在村没有分派给别人的'),
})
export type DutyFilter = z.infer<typeof DutyFilter>

export const listDuties = endpoint({
  name: 'listDuties',
  method: 'GET',
  path: '/api/duties',
  access: 'child.list',
  summary: { zh: '待办任务，最急的在前', en: 'What has to be done, the most urgent first' },
  params: DutyFilter.extend({
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

/** Tasks given away at once. Project default. */
export const MOST_ASSIGNED = 2_000

export const dutyPeople = endpoint({
  name: 'dutyPeople',
  method: 'GET',
  path: '/api/duties/people',
  access: 'child.list',
  summary: { zh: '各人名下的任务数', en: 'Who has how many tasks' },
  result: z.object({
    people: z.array(
      z.object({
        id: AccountId,
        name: z.string(),
        role: Role,
        villages: z.array(z.string()).describe('负责的村（居）；乡镇和县为没有儿童主任的村'),
        open: z.number().int(),
        overdue: z.number().int(),
      }),
    ),
  }),
})

export const assignDuties = endpoint({
  name: 'assignDuties',
  method: 'POST',
  path: '/api/duties/assign',
  access: 'child.assign',
  summary: { zh: '分派任务，或收回', en: 'Give tasks to somebody, or take them back' },
  body: z
    .object({
      id: z.uuid().toLowerCase().describe('本次操作；再次发送不会重复'),
      to: AccountId.nullable().describe('空为收回'),
      by: PlainDate.optional(),
      note: z.string().trim().min(1).max(200).optional(),
      duties: z
        .array(z.object({ child: ChildId, rule: key<DutyRule>(DUTIES), period: z.string().max(80) }))
        .min(1)
        .max(500)
        .optional(),
      matching: DutyFilter.optional().describe('符合筛选条件的全部任务'),
    })
    .refine(({ duties, matching }) => (duties === undefined) !== (matching === undefined), {
      message: 'duties',
    }),
  result: z.object({ assigned: z.number().int() }),
})
