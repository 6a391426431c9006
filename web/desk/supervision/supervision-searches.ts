import { z } from 'zod'
import { PlainDate } from '#domain/dates.ts'
import { SupervisionCounterKey } from '#domain/supervision/supervision-api.ts'
import { RegisterSearch } from '../register/register-searches.ts'
import { VisitedSearch } from '../visit/visit-searches.ts'

export const SupervisionSearch = z.object({
  on: PlainDate.optional().catch(undefined),
  area: RegisterSearch.shape.area,
})
export const SupervisedSearch = SupervisionSearch.extend({
  page: VisitedSearch.shape.page,
  size: VisitedSearch.shape.size,
  counter: SupervisionCounterKey.catch('notContacted'),
})
