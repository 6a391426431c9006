import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { VISIT_COUNTERS, visitChildren } from '#domain/service/service-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ShareListPage } from '../register/ShareListPage.tsx'

const route = getRouteApi('/visits/children')

/** The children behind a figure of 走访率. */
export default function VisitedListPage() {
  const t = useMessages()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/visits/children' })
  return (
    <ShareListPage
      title={t.visits.listTitle}
      counter={VISIT_COUNTERS[search.counter]}
      tab="visits"
      search={search}
      onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }) })}
      list={useQuery(listQueryOf(visitChildren, { params: { page: 1, size: 20, ...search } }))}
    />
  )
}
