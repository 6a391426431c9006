import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { AGREEMENT_COUNTERS, agreementChildren } from '#domain/agreement/agreement-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ShareListPage } from '../register/ShareListPage.tsx'

const route = getRouteApi('/agreements/children')

/** The children behind a figure of 签订率. */
export default function AgreementListPage() {
  const t = useMessages()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/agreements/children' })
  return (
    <ShareListPage
      title={t.agreements.listTitle}
      counter={AGREEMENT_COUNTERS[search.counter]}
      tab="agreements"
      search={search}
      onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }) })}
      list={useQuery(listQueryOf(agreementChildren, { params: { page: 1, size: 20, ...search } }))}
    />
  )
}
