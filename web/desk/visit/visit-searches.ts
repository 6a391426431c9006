import { z } from 'zod'
import { DUTIES, type DutyRule } from '#domain/duty/duty-acts.ts'
import { WHEN } from '#domain/duty/duty-api.ts'
import { AccountId } from '#domain/ids.ts'
import { type VISIT_COUNTERS, VisitCounterKey } from '#domain/service/service-api.ts'
import { RegisterSearch } from '../register/register-searches.ts'

const Page = z.object({
  page: z.number().int().min(1).optional().catch(undefined),
  size: z.number().int().min(20).max(100).optional().catch(undefined),
})

export const DutySearch = Page.extend({
  area: RegisterSearch.shape.area,
  person: AccountId.optional().catch(undefined),
  when: z.enum(WHEN).optional().catch(undefined),
  rule: z
    .enum(Object.keys(DUTIES) as [DutyRule, ...DutyRule[]])
    .optional()
    .catch(undefined),
})
export const CoverageSearch = RegisterSearch
export const BookSearch = RegisterSearch.extend(Page.shape)
export const VisitedSearch = RegisterSearch.extend({
  ...Page.shape,
  counter: VisitCounterKey.catch('notVisited' satisfies keyof typeof VISIT_COUNTERS),
})
/** The visit that is to be supplemented. */
export const VisitSearch = z.object({ mends: z.uuid().optional().catch(undefined) })
