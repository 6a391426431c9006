import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { VISIT_COUNTERS, type VisitCounter, visitCoverage } from '#domain/service/service-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { FiguresByArea } from '#web/ui/FiguresByArea.tsx'
import { Loader } from '#web/ui/states.tsx'
import { TOWNSHIP, useAreas } from '../area/areas.ts'
import { MonthFrame } from '../register/MonthFrame.tsx'

const route = getRouteApi('/visits/coverage')
const COUNTERS = Object.keys(VISIT_COUNTERS) as VisitCounter[]

const rate = ({ children, visited }: Record<VisitCounter, number>): string =>
  children === 0 ? '—' : `${((visited / children) * 100).toFixed(1)}%`

/** 走访率: how many of the registered children were seen in a month, by area, with the children behind each number. */
export default function CoveragePage() {
  const { t, label } = useLanguage()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/visits/coverage' })
  const areas = useAreas()
  const coverage = useQuery(listQueryOf(visitCoverage, { params: search }))
  return (
    <MonthFrame
      title={t.visits.coverage}
      lead={t.visits.coverageLead}
      search={search}
      onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }) })}
    >
      <Loader of={coverage}>
        {({ month, area, on, rows, total }) => (
          <div aria-busy={coverage.isFetching}>
            <p className="table-facts">
              <span>{t.visits.coverageOf(month, on)}</span>
              <span>{t.tables.unit}</span>
            </p>
            <FiguresByArea<VisitCounter>
              label={t.visits.coverage}
              groups={[{ keys: COUNTERS }]}
              titleOf={(counter) => label(VISIT_COUNTERS[counter])}
              rows={rows}
              total={{ area, name: t.tables.total, values: total }}
              head={(row) =>
                areas?.find(row.area)?.level === TOWNSHIP ? (
                  <Link
                    to="/visits/coverage"
                    search={{ month, area: row.area }}
                    title={t.tables.drill(row.name)}
                  >
                    {row.name}
                  </Link>
                ) : (
                  row.name
                )
              }
              cell={(row, counter, name) => (
                <Link to="/visits/children" search={{ month, area: row.area, counter }} aria-label={name}>
                  {row.values[counter]}
                </Link>
              )}
              more={{ title: t.visits.rate, cell: (row) => rate(row.values) }}
            />
            <ul className="table-definition">
              {Object.values(t.visits.meanings).map((meaning) => (
                <li key={meaning}>{meaning}</li>
              ))}
            </ul>
          </div>
        )}
      </Loader>
    </MonthFrame>
  )
}
