import { z } from 'zod'
import { CHECK_COUNTERS, type CheckCounter } from '#domain/check/check-api.ts'
import { RegisterSearch } from '../register/register-searches.ts'

export const DrawnSearch = z.object({
  area: RegisterSearch.shape.area,
  counter: z.enum(Object.keys(CHECK_COUNTERS) as [CheckCounter, ...CheckCounter[]]).catch('drawn'),
  page: z.number().int().min(1).optional().catch(undefined),
  size: z.number().int().min(20).max(100).optional().catch(undefined),
})
