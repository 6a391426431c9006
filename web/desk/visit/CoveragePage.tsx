import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { VISIT_COUNTERS, type VisitCounter, visitCoverage } from '#domain/service/service-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { SharePage } from '../register/SharePage.tsx'

const route = getRouteApi('/visits/coverage')

/** 走访率: how many of the registered children were seen in a month, by area, with the children behind each number. */
export default function CoveragePage() {
  const t = useMessages()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/visits/coverage' })
  return (
    <SharePage<VisitCounter>
      title={t.visits.coverage}
      lead={t.visits.coverageLead}
      of={t.visits.coverageOf}
      counters={VISIT_COUNTERS}
      keys={['children', 'visited', 'notVisited']}
      rate={t.visits.rate}
      meanings={Object.values(t.visits.meanings)}
      query={useQuery(listQueryOf(visitCoverage, { params: search }))}
      search={search}
      onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }) })}
      areaLink={(below, name) => (
        <Link to="/visits/coverage" search={below} title={t.tables.drill(name)}>
          {name}
        </Link>
      )}
      childLink={(behind, name, n) => (
        <Link to="/visits/children" search={behind} aria-label={name}>
          {n}
        </Link>
      )}
    />
  )
}
