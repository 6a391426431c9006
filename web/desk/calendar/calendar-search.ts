import { z } from 'zod'

export const CalendarSearch = z.object({
  year: z.number().int().min(2000).max(2100).optional().catch(undefined),
})
