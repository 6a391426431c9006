import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { SUPERVISION_COUNTERS, supervisionChildren } from '#domain/supervision/supervision-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { useToday } from '#web/ui/today.ts'
import { ShareListPage } from '../register/ShareListPage.tsx'

const route = getRouteApi('/supervision/children')

/** The children behind a figure of contact, visits or 失管. */
export default function SupervisedListPage() {
  const t = useMessages()
  const today = useToday()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/supervision/children' })
  return (
    <ShareListPage
      title={t.supervision.listTitle}
      counter={SUPERVISION_COUNTERS[search.counter]}
      tab="visits"
      search={search}
      when={search.on ?? today}
      onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }) })}
      list={useQuery(listQueryOf(supervisionChildren, { params: { page: 1, size: 20, ...search } }))}
    />
  )
}
