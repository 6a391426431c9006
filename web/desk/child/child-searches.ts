import { z } from 'zod'
import { PlainDate } from '#domain/dates.ts'

/** What a list remembers in the URL. Never the search text: it is often a child's name. */
export const ChildListSearch = z.object({
  area: z.coerce
    .string()
    .regex(/^\d{12}(\d{2})?$/)
    .optional()
    .catch(undefined),
  status: z.enum(['registered', 'left']).optional().catch(undefined),
  where: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
  ageFrom: z.number().int().optional().catch(undefined),
  ageTo: z.number().int().optional().catch(undefined),
  sort: z.enum(['name', 'birthDate', '-birthDate', 'area']).optional().catch(undefined),
  page: z.number().int().min(1).optional().catch(undefined),
  size: z.number().int().min(20).max(100).optional().catch(undefined),
})
export type ChildListSearch = z.infer<typeof ChildListSearch>

/** The campaign on whose way the child was found. */
export const NewChildSearch = z.object({ campaign: z.uuid().optional().catch(undefined) })

export const CHILD_FILE_TABS = [
  'form',
  'family',
  'circumstances',
  'visits',
  'assessments',
  'agreements',
  'responsible',
  'history',
  'evidence',
  'restricted',
] as const
export const ChildFileSearch = z.object({
  on: PlainDate.optional().catch(undefined),
  tab: z.enum(CHILD_FILE_TABS).optional().catch(undefined),
})
export type ChildFileSearch = z.infer<typeof ChildFileSearch>
