import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'

/**
 * Of a day and an area: who is to be supervised (policy superviseFor), and of them: whose parent was in contact and who
 * was seen on a visit within the days of policy that end on this day; who is without supervision (失管), because nobody
 * guards or because nobody has seen it nor heard of a parent's contact for too long (project default, ADR 0028).
 */
export const SUPERVISION_COUNTERS = {
  children: { zh: '应监督儿童', en: 'To be supervised' },
  contacted: { zh: '父母已联系', en: 'Parent in contact' },
  notContacted: { zh: '父母未联系', en: 'No parent in contact' },
  visited: { zh: '已走访', en: 'Visited' },
  notVisited: { zh: '未走访', en: 'Not visited' },
  unsupervised: { zh: '失管', en: 'Without supervision' },
  unguarded: { zh: '无人监护', en: 'Nobody guards' },
  unheard: { zh: '长期无走访无联系', en: 'Long unseen and unheard' },
} as const
export type SupervisionCounter = keyof typeof SUPERVISION_COUNTERS
export const SupervisionCounterKey = z.enum(
  Object.keys(SUPERVISION_COUNTERS) as [SupervisionCounter, ...SupervisionCounter[]],
)
const Values = z.record(SupervisionCounterKey, z.number().int())

const Asked = z.object({
  on: PlainDate.optional().describe('截至该日；默认今日'),
  area: AreaCode.length(12).optional().describe('默认本人的管辖范围'),
})

export const supervisionFigures = endpoint({
  name: 'supervisionFigures',
  method: 'GET',
  path: '/api/supervision',
  access: 'table.read',
  summary: {
    zh: '每周联系率、每周走访率、失管率',
    en: 'Weekly contact, weekly visits, children without supervision, by area',
  },
  params: Asked,
  result: z.object({
    on: PlainDate,
    area: AreaCode,
    days: z.object({ contact: z.number(), visit: z.number(), unsupervised: z.number() }),
    rows: z.array(z.object({ area: AreaCode, name: z.string(), values: Values })),
    total: Values,
  }),
})

export const supervisionChildren = endpoint({
  name: 'supervisionChildren',
  method: 'GET',
  path: '/api/supervision/children',
  access: 'table.read',
  summary: { zh: '某一数字的名单', en: 'The children behind one of these figures' },
  params: Asked.extend({
    counter: SupervisionCounterKey,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(ChildRow) }),
})
