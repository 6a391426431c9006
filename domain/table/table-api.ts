import { z } from 'zod'
import { AreaCode } from '../area/area.ts'
import { ChildRow } from '../child/child-api.ts'
import { PlainDate } from '../dates.ts'
import { endpoint } from '../endpoint.ts'
import { DEFINITIONS, type Counted as Kind } from './counted.ts'
import { type TableName as Name, TABLES } from './tables.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])

export const Counted = key<Kind>(DEFINITIONS)
export type Counted = z.infer<typeof Counted>
export const TableName = key<Name>(TABLES)
export type TableName = z.infer<typeof TableName>
const Values = z.record(z.string(), z.number().int())
const FrozenId = z.uuid().toLowerCase()

const Row = z.object({ area: AreaCode, name: z.string(), values: Values, base: Values.optional() })

export const Table = z.object({
  table: TableName,
  asOf: PlainDate,
  knownAt: z.string().nullable().describe('按何时所知；null 为现在'),
  area: AreaCode,
  counted: Counted,
  definition: z.string().describe('统计口径'),
  document: z.string().describe('口径依据'),
  columns: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      group: z.string().optional(),
      no: z.number().int().optional().describe('原表栏号'),
      inferred: z.boolean().optional().describe('栏名为推定，可更正'),
      edited: z.boolean().optional(),
    }),
  ),
  rows: z.array(Row),
  total: Values,
  base: z.object({ asOf: PlainDate, total: Values }).nullable().describe('与之比较的基期'),
  checks: z.array(
    z.object({ rule: z.string(), holds: z.boolean(), broken: z.number().int().describe('使其不成立的儿童') }),
  ),
})
export type Table = z.infer<typeof Table>

const KnownAt = z
  .union([PlainDate, z.iso.datetime({ offset: true })])
  .optional()
  .describe('按当日（当时）所知')
const Asked = z.object({
  table: TableName,
  asOf: PlainDate.optional(),
  knownAt: KnownAt,
  area: AreaCode.optional(),
  counted: Counted.optional().describe('按规则认定（默认），或按名册所列'),
})
const Page = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}
const ChildrenPage = z.object({ total: z.number().int(), rows: z.array(ChildRow) })

export const readTable = endpoint({
  name: 'readTable',
  method: 'GET',
  path: '/api/tables/:table',
  access: 'table.read',
  summary: { zh: '统计表：某日，或按某时所知', en: 'A table of figures, as of any day, known at any time' },
  params: Asked.extend({ base: PlainDate.optional().describe('基期') }),
  result: Table,
})
export const tableChildren = endpoint({
  name: 'tableChildren',
  method: 'GET',
  path: '/api/tables/:table/children',
  access: 'table.read',
  summary: { zh: '统计表某一格的儿童', en: 'The children behind one cell, as they counted on that day' },
  params: Asked.extend({ column: z.string().max(60), ...Page }),
  result: ChildrenPage,
})
export const tableBlocks = endpoint({
  name: 'tableBlocks',
  method: 'GET',
  path: '/api/tables/:table/blocks',
  access: 'table.read',
  summary: { zh: '使勾稽关系不成立的儿童', en: 'Children who break an equality of the table' },
  params: Asked.extend(Page),
  result: ChildrenPage.extend({
    rows: z.array(
      ChildRow.extend({ rules: z.array(z.string()), mend: z.array(z.string()).describe('须补的项目') }),
    ),
  }),
})

export const editTableHead = endpoint({
  name: 'editTableHead',
  method: 'PUT',
  path: '/api/tables/:table/heads/:column',
  access: 'table.edit',
  summary: { zh: '更正推定的栏名', en: 'Correct an inferred head' },
  params: z.object({ table: TableName, column: z.string().max(60) }),
  body: z.object({
    label: z.string().trim().min(1).max(60),
    document: z.string().trim().min(2).max(300).describe('依据'),
  }),
  result: z.object({}),
})

export const FrozenTable = z.object({
  id: FrozenId,
  name: z.string(),
  table: TableName,
  asOf: PlainDate,
  area: AreaCode,
  counted: Counted,
  madeAt: z.string(),
  madeBy: z.string(),
  total: z.number().int(),
})
export type FrozenTable = z.infer<typeof FrozenTable>

export const freezeTable = endpoint({
  name: 'freezeTable',
  method: 'POST',
  path: '/api/frozen-tables',
  access: 'table.freeze',
  summary: { zh: '定稿：数字和名单不再变动', en: 'Freeze a table: its figures and lists change no more' },
  body: Asked.extend({ id: FrozenId, name: z.string().trim().min(2).max(100) }),
  result: FrozenTable,
})
export const listFrozenTables = endpoint({
  name: 'listFrozenTables',
  method: 'GET',
  path: '/api/frozen-tables',
  access: 'table.read',
  summary: { zh: '已定稿的统计表', en: 'Frozen tables' },
  result: z.object({ tables: z.array(FrozenTable) }),
})
export const readFrozenTable = endpoint({
  name: 'readFrozenTable',
  method: 'GET',
  path: '/api/frozen-tables/:frozen',
  access: 'table.read',
  summary: { zh: '定稿的统计表', en: 'A frozen table' },
  params: z.object({ frozen: FrozenId }),
  result: FrozenTable.extend({ result: Table }),
})
export const frozenChildren = endpoint({
  name: 'frozenChildren',
  method: 'GET',
  path: '/api/frozen-tables/:frozen/children',
  access: 'table.read',
  summary: { zh: '定稿统计表某一格的儿童', en: 'The children behind one cell of a frozen table' },
  params: z.object({ frozen: FrozenId, area: AreaCode.optional(), column: z.string().max(60), ...Page }),
  result: ChildrenPage.extend({ beyond: z.number().int().describe('其中已不在管辖范围内的') }),
})
