import { z } from 'zod'
import { RiskCounterKey } from '#domain/assessment/assessment-api.ts'
import { COLOUR, type Colour, TemplateKey } from '#domain/assessment/template.ts'
import { ActId } from '#domain/ids.ts'
import { PROBLEM, type Problem } from '#domain/service/problems.ts'
import { RegisterSearch } from '../register/register-searches.ts'

const Page = {
  page: z.number().int().min(1).optional().catch(undefined),
  size: z.number().int().min(20).max(100).optional().catch(undefined),
}
const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
const area = RegisterSearch.shape.area
const template = TemplateKey.optional().catch(undefined)

export const AssessSearch = z.object({ template, corrects: ActId.optional().catch(undefined) })
export const FiguresSearch = z.object({ area, template })
export const AssessedSearch = z.object({ area, template, counter: RiskCounterKey.catch('children'), ...Page })
export const KeySearch = z.object({
  area,
  colour: z.array(key<Colour>(COLOUR)).optional().catch(undefined),
  need: z.array(key<Problem>(PROBLEM)).optional().catch(undefined),
  ...Page,
})
export type KeySearch = z.infer<typeof KeySearch>
export const TriedSearch = z.object({
  from: z.number().int().optional().catch(undefined),
  to: z.number().int().optional().catch(undefined),
  ...Page,
})
