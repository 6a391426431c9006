import { z } from 'zod'
import { PlainDate } from '#domain/dates.ts'
import { Counted } from '#domain/table/table-api.ts'

// The router reads a search value of digits as a number, and an area code is one.
const Code = z.coerce.string().regex(/^\d{12}$/)

export const SummarySearch = z.object({
  asOf: PlainDate.optional().catch(undefined),
  area: Code.optional().catch(undefined),
  counted: Counted.optional().catch(undefined),
})
export const SummaryListSearch = SummarySearch.extend({
  column: z.string().max(60).catch('total'),
  page: z.number().int().min(1).optional().catch(undefined),
  size: z.number().int().min(20).max(100).optional().catch(undefined),
})
