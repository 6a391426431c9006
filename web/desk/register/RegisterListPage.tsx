import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { COUNTERS } from '#domain/register/counters.ts'
import { registerChildren } from '#domain/register/register-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useToday } from '#web/ui/today.ts'
import { usePlaceName } from '../area/place-name.ts'
import { childColumns } from '../child/child-columns.tsx'

const route = getRouteApi('/register/children')

/** The children behind one counter, as they are now. */
export default function RegisterListPage() {
  const words = useLanguage()
  const { t, label } = words
  const { month, area, counter, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/register/children' })
  const today = useToday()
  const list = useQuery(listQueryOf(registerChildren, { params: { month, area, counter, page, size } }))
  const place = usePlaceName(area)
  const outOfReach = list.data?.outOfReach ?? 0
  return (
    <ListPage
      title={t.register.listTitle}
      lead={t.register.listOf(place, label(COUNTERS[counter]), month ?? today.slice(0, 7))}
      actions={<Button onClick={() => window.history.back()}>{t.common.back}</Button>}
      list={{ ...list, data: list.data?.rows }}
      columns={childColumns([], words).filter(({ key }) => key !== 'circumstances')}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate({ to: '/children/$child', params: { child: row.id } })}
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
      }}
      empty={t.register.empty}
      foot={
        outOfReach > 0 && (
          <Alert className="list-more" type="info" showIcon title={t.register.outOfReach(outOfReach)} />
        )
      }
    />
  )
}
