import { z } from 'zod'
import { ImportId } from '#domain/ids.ts'

export const DuplicateSearch = z.object({
  import: ImportId.optional().catch(undefined),
  which: z.enum(['open', 'decided']).optional().catch(undefined),
  page: z.number().int().min(1).optional().catch(undefined),
})
export type DuplicateSearch = z.infer<typeof DuplicateSearch>
