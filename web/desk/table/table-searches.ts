import { z } from 'zod'
import { PlainDate } from '#domain/dates.ts'
import { Counted, TableName } from '#domain/table/table-api.ts'

// The router reads a search value of digits as a number, and an area code is one.
const Code = z.coerce.string().regex(/^\d{12}$/)

export const TableSearch = z.object({
  table: TableName.optional().catch(undefined),
  asOf: PlainDate.optional().catch(undefined),
  /** The day of the base period to compare with. */
  base: PlainDate.optional().catch(undefined),
  knownAt: PlainDate.optional().catch(undefined),
  area: Code.optional().catch(undefined),
  counted: Counted.optional().catch(undefined),
})
export type TableSearch = z.infer<typeof TableSearch>
export const FIRST_TABLE = 'left-behind-summary' as const

export const TableListSearch = TableSearch.omit({ base: true }).extend({
  column: z.string().max(60).catch('total'),
  /** Children who break an equality, instead of those behind a column. */
  blocks: z.boolean().optional().catch(undefined),
  /** Of a frozen table. */
  frozen: z.uuid().optional().catch(undefined),
  page: z.number().int().min(1).optional().catch(undefined),
  size: z.number().int().min(20).max(100).optional().catch(undefined),
})
export type TableListSearch = z.infer<typeof TableListSearch>
