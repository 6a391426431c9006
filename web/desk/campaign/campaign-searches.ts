import { z } from 'zod'
import { CampaignCounterKey, DIFF_COUNTERS, type DiffCounter } from '#domain/campaign/campaign-api.ts'
import { CIRCUMSTANCE, type Circumstance } from '#domain/fact/code-lists.ts'
import { RegisterSearch } from '../register/register-searches.ts'
import { DutySearch } from '../visit/visit-searches.ts'

const key = <K extends string>(list: Record<K, unknown>) => z.enum(Object.keys(list) as [K, ...K[]])
const { page, size } = DutySearch.shape

export const CampaignSearch = z.object({
  area: RegisterSearch.shape.area,
  before: z.uuid().optional().catch(undefined),
})
export const CampaignListSearch = z.object({
  area: RegisterSearch.shape.area,
  counter: CampaignCounterKey.catch('open'),
  page,
  size,
})
export const DiffListSearch = z.object({
  area: RegisterSearch.shape.area,
  before: z.uuid(),
  circumstance: key<Circumstance>(CIRCUMSTANCE).optional().catch(undefined),
  counter: key<DiffCounter>(DIFF_COUNTERS).catch('came'),
  page,
  size,
})
