import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import {
  AGREEMENT_COUNTERS,
  type AgreementCounter,
  agreementCoverage,
} from '#domain/agreement/agreement-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { SharePage } from '../register/SharePage.tsx'

const route = getRouteApi('/agreements/coverage')

/** 签订率: how many of those who must have an agreement have one in force, by area, with the children behind each number. */
export default function AgreementCoveragePage() {
  const t = useMessages()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/agreements/coverage' })
  return (
    <SharePage<AgreementCounter>
      title={t.agreements.coverage}
      lead={t.agreements.coverageLead}
      of={t.agreements.coverageOf}
      counters={AGREEMENT_COUNTERS}
      keys={['needed', 'covered', 'notCovered']}
      rate={t.agreements.rate}
      meanings={Object.values(t.agreements.meanings)}
      query={useQuery(listQueryOf(agreementCoverage, { params: search }))}
      search={search}
      onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }) })}
      areaLink={(below, name) => (
        <Link to="/agreements/coverage" search={below} title={t.tables.drill(name)}>
          {name}
        </Link>
      )}
      childLink={(behind, name, n) => (
        <Link to="/agreements/children" search={behind} aria-label={name}>
          {n}
        </Link>
      )}
    />
  )
}
