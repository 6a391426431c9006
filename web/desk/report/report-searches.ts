import { z } from 'zod'

export const ReportListSearch = z.object({
  figure: z.number().int().min(0).catch(0),
  page: z.number().int().min(1).optional().catch(undefined),
  size: z.number().int().min(20).max(100).optional().catch(undefined),
})
