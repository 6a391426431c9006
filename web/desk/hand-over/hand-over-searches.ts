import { z } from 'zod'
import { Direction } from '#domain/hand-over/hand-over-api.ts'

export const HandOverSearch = z.object({
  direction: Direction.optional().catch(undefined),
  page: z.number().int().min(1).optional().catch(undefined),
})
