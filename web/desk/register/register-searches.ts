import { z } from 'zod'
import { CounterKey, Month } from '#domain/register/register-api.ts'

export const RegisterSearch = z.object({
  month: Month.optional().catch(undefined),
  // The router reads a search value of digits as a number.
  area: z.coerce
    .string()
    .regex(/^\d{12}$/)
    .optional()
    .catch(undefined),
})
export const RegisterListSearch = RegisterSearch.extend({
  counter: CounterKey.catch('atEnd'),
  page: z.number().int().min(1).optional().catch(undefined),
  size: z.number().int().min(20).max(100).optional().catch(undefined),
})
