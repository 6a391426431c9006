import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { Check } from '../check/checked.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint, FileAnswer } from '../endpoint.ts'
import { RELATION } from '../fact/code-lists.ts'
import { ActId, ChildId } from '../ids.ts'
import { Month } from '../register/register-api.ts'
import { OutcomeKey, ProblemKey, ServiceKey, ServiceWords } from './services.ts'

/** Of a month and an area: who was in the register on its last day, or today, and was seen by a visitor in it or not. */
export const VISIT_COUNTERS = {
  children: { zh: '在册儿童', en: 'Registered' },
  visited: { zh: '已走访', en: 'Visited' },
  notVisited: { zh: '未走访', en: 'Not visited' },
} as const
export type VisitCounter = keyof typeof VISIT_COUNTERS
export const VisitCounterKey = z.enum(Object.keys(VISIT_COUNTERS) as [VisitCounter, ...VisitCounter[]])
const Values = z.record(VisitCounterKey, z.number().int())

const AtChild = z.object({ child: ChildId })

const By = z.object({ name: z.string(), role: z.string() })
/** What a supervisor said of a visit. */
export const Review = z.object({ note: z.string().nullable(), day: PlainDate, by: By })
export type Review = z.infer<typeof Review>

export const Given = z.object({
  id: ActId,
  service: ServiceKey,
  day: PlainDate,
  occasion: z.string(),
  childSeen: z.boolean(),
  asked: z.enum(Object.keys(RELATION) as [string, ...string[]]).optional(),
  problems: z.array(ProblemKey),
  closed: z
    .array(
      z.object({
        problem: ProblemKey,
        outcome: OutcomeKey,
        day: PlainDate,
        note: z.string().nullable().describe('如何处理'),
        by: z.string(),
      }),
    )
    .describe('其中已处理的问题'),
  check: Check.nullable().describe('随机抽查的核对结果'),
  words: ServiceWords.nullable().describe('身份信息已销毁时为空'),
  by: By,
  returned: Review.nullable().describe('已被退回、尚未补充；不计入走访率'),
  comments: z.array(Review).describe('督导意见'),
  before: z
    .array(
      z.object({
        id: ActId,
        day: PlainDate,
        childSeen: z.boolean(),
        problems: z.array(ProblemKey),
        words: ServiceWords.nullable(),
        by: By,
        why: z.string().nullable().describe('更正的理由'),
      }),
    )
    .describe('更正前的记录，近的在前'),
})
export type Given = z.infer<typeof Given>

export const servicesOfChild = endpoint({
  name: 'servicesOfChild',
  method: 'GET',
  path: '/api/children/:child/services',
  access: 'child.read',
  summary: { zh: '一名儿童的走访记录，新的在前', en: 'Visits to a child, newest first' },
  params: AtChild,
  result: z.object({ rows: z.array(Given) }),
})

export const BookRow = Given.omit({ closed: true, check: true, comments: true, before: true }).extend({
  child: ChildRow,
  returned: z.boolean(),
})
export type BookRow = z.infer<typeof BookRow>

export const household = endpoint({
  name: 'household',
  method: 'GET',
  path: '/api/children/:child/household',
  access: 'child.read',
  summary: {
    zh: '由同一人照护的儿童：一次上门可一并记录',
    en: 'Children in the same care: visited at once',
  },
  params: AtChild,
  result: z.object({ rows: z.array(ChildRow) }),
})

const Asked = z.object({
  month: Month.optional().describe('YYYY-MM；默认本月'),
  area: AreaCode.length(12).optional().describe('默认本人的管辖范围'),
})

export const visitCoverage = endpoint({
  name: 'visitCoverage',
  method: 'GET',
  path: '/api/visits/coverage',
  access: 'table.read',
  summary: { zh: '走访率：各地当月走访了多少在册儿童', en: 'Coverage of visits in a month, by area' },
  params: Asked,
  result: z.object({
    month: Month,
    on: PlainDate.describe('按该日在册的儿童计'),
    area: AreaCode,
    rows: z.array(z.object({ area: AreaCode, name: z.string(), values: Values })),
    total: Values,
  }),
})

export const visitChildren = endpoint({
  name: 'visitChildren',
  method: 'GET',
  path: '/api/visits/children',
  access: 'table.read',
  summary: { zh: '走访率某一数字的名单', en: 'The children behind a figure of visits' },
  params: Asked.extend({
    counter: VisitCounterKey,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(ChildRow) }),
})

export const visitBook = endpoint({
  name: 'visitBook',
  method: 'GET',
  path: '/api/visits/book',
  access: 'child.read',
  summary: { zh: '走访记录簿：某月某地的全部走访', en: 'Every visit of a month in an area' },
  params: Asked.extend({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ month: Month, total: z.number().int(), rows: z.array(BookRow) }),
})

export const exportVisitBook = endpoint({
  name: 'exportVisitBook',
  method: 'POST',
  path: '/api/visits/book/export',
  access: 'child.export',
  effect: 'export',
  summary: { zh: '走访记录簿（.pdf）', en: 'The book of visits of a month as .pdf' },
  body: Asked.extend({ purpose: z.string().trim().min(2).max(200).describe('用途') }),
  binary: 'streamed',
  result: FileAnswer,
})
