import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { endpoint } from '../endpoint.ts'
import { COUNTERS, type Counter } from './counters.ts'

export const CounterKey = z.enum(Object.keys(COUNTERS) as [Counter, ...Counter[]])
export const Month = z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/)
const Values = z.record(CounterKey, z.number().int())

const Asked = z.object({
  month: Month.optional().describe('YYYY-MM；默认本月'),
  area: AreaCode.length(12).optional().describe('默认本人的管辖范围'),
})

export const RegisterCounts = z.object({
  month: Month,
  area: AreaCode,
  rows: z.array(z.object({ area: AreaCode, name: z.string(), values: Values })),
  total: Values.nullable().describe('本人管辖几个村（居）而不是整个乡镇时为空'),
  checks: z.array(z.object({ is: CounterKey, holds: z.boolean() })),
})
export type RegisterCounts = z.infer<typeof RegisterCounts>

export const registerCounts = endpoint({
  name: 'registerCounts',
  method: 'GET',
  path: '/api/register/counts',
  access: 'table.read',
  summary: {
    zh: '在册变动：累计增加、本月新增、转入转出、已退出',
    en: 'Counters of the register for a month',
  },
  params: Asked,
  result: RegisterCounts,
})

/** Of those who were handed over to a place out of reach only the number is told. */
export const registerChildren = endpoint({
  name: 'registerChildren',
  method: 'GET',
  path: '/api/register/children',
  access: 'table.read',
  summary: { zh: '在册变动某一数字的名单', en: 'The children behind one counter' },
  params: Asked.extend({
    counter: CounterKey,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), outOfReach: z.number().int(), rows: z.array(ChildRow) }),
})
