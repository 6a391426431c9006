import { z } from 'zod'
import { GridCounterKey } from '#domain/grid/grid-api.ts'
import { RegisterSearch } from '../register/register-searches.ts'
import { VisitedSearch } from '../visit/visit-searches.ts'

export const GridSearch = z.object({ area: RegisterSearch.shape.area })
export const GridListSearch = GridSearch.extend({
  page: VisitedSearch.shape.page,
  size: VisitedSearch.shape.size,
  counter: GridCounterKey.catch('unhelped'),
})
