import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { AGREEMENT_COUNTERS, agreementChildren } from '#domain/agreement/agreement-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useToday } from '#web/ui/today.ts'
import { usePlaceName } from '../area/place-name.ts'
import { childColumns } from '../child/child-columns.tsx'

const route = getRouteApi('/agreements/children')

/** The children behind a figure of 签订率, as they are now. */
export default function AgreementListPage() {
  const words = useLanguage()
  const { t, label } = words
  const { month, area, counter, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/agreements/children' })
  const today = useToday()
  const place = usePlaceName(area)
  const list = useQuery(listQueryOf(agreementChildren, { params: { month, area, counter, page, size } }))
  return (
    <ListPage
      title={t.agreements.listTitle}
      lead={t.register.listOf(place, label(AGREEMENT_COUNTERS[counter]), month ?? today.slice(0, 7))}
      actions={<Button onClick={() => window.history.back()}>{t.common.back}</Button>}
      list={{ ...list, data: list.data?.rows }}
      columns={childColumns([], words)}
      rowKey={(row) => row.id}
      onOpen={(row) =>
        navigate({ to: '/children/$child', params: { child: row.id }, search: { tab: 'agreements' } })
      }
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
      }}
      empty={t.register.empty}
    />
  )
}
