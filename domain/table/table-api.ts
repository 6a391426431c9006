import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { DEFINITIONS } from './left-behind-summary.ts'

export const Counted = z.enum(Object.keys(DEFINITIONS) as (keyof typeof DEFINITIONS)[])
export type Counted = z.infer<typeof Counted>
const Values = z.record(z.string(), z.number().int())

export const SummaryTable = z.object({
  asOf: PlainDate,
  area: AreaCode,
  counted: Counted,
  definition: z.string().describe('统计口径'),
  columns: z.array(z.object({ key: z.string(), label: z.string(), group: z.string().optional() })),
  rows: z.array(z.object({ area: AreaCode, name: z.string(), values: Values })),
  total: Values,
  checks: z.array(z.object({ rule: z.string(), holds: z.boolean() })),
})
export type SummaryTable = z.infer<typeof SummaryTable>

const Asked = z.object({
  asOf: PlainDate.optional(),
  area: AreaCode.optional(),
  counted: Counted.optional().describe('按规则认定（默认），或按名册所列'),
})
export const leftBehindSummary = endpoint({
  name: 'leftBehindSummary',
  method: 'GET',
  path: '/api/tables/left-behind-summary',
  access: 'table.read',
  summary: { zh: '农村留守儿童基本情况汇总表', en: 'Summary of left-behind children by area, as of any day' },
  params: Asked,
  result: SummaryTable,
})
export const summaryChildren = endpoint({
  name: 'summaryChildren',
  method: 'GET',
  path: '/api/tables/left-behind-summary/children',
  access: 'table.read',
  summary: { zh: '汇总表某一格的儿童', en: 'The children behind one cell, as they counted on that day' },
  params: Asked.extend({
    column: z.string().max(60),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  result: z.object({ total: z.number().int(), rows: z.array(ChildRow) }),
})
