import { z } from 'zod'
export const AreaCode = z.string().regex(/^\d{12}(\d{2})?$/)
export type AreaCode = z.infer<typeof AreaCode>
