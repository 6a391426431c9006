import { AgreementCounterKey } from '#domain/agreement/agreement-api.ts'
import { RegisterSearch } from '../register/register-searches.ts'
import { VisitedSearch } from '../visit/visit-searches.ts'

export const AgreementCoverageSearch = RegisterSearch
export const AgreementListSearch = VisitedSearch.extend({
  counter: AgreementCounterKey.catch('notCovered'),
})
