import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { DIFF_COUNTERS, diffChildren } from '#domain/campaign/campaign-api.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import type { CampaignId } from '#domain/ids.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { childColumns } from '../child/child-columns.tsx'

const route = getRouteApi('/campaigns/$campaign/diff')

/** The children behind a figure of two campaigns compared. */
export default function DiffListPage() {
  const words = useLanguage()
  const { t, label } = words
  const campaign = route.useParams().campaign as CampaignId
  const { page = 1, size = 20, ...search } = route.useSearch()
  const navigate = useNavigate({ from: '/campaigns/$campaign/diff' })
  const { circumstance, counter } = search
  const before = search.before as CampaignId
  const list = useQuery(listQueryOf(diffChildren, { params: { ...search, campaign, before, page, size } }))
  return (
    <ListPage
      title={t.campaigns.diff}
      lead={`${circumstance ? label(CIRCUMSTANCE[circumstance]) : t.campaigns.allChildren} · ${label(DIFF_COUNTERS[counter])}`}
      actions={<Button onClick={() => window.history.back()}>{t.common.back}</Button>}
      list={{ ...list, data: list.data?.rows }}
      columns={childColumns([], words)}
      rowKey={({ id }) => id}
      onOpen={({ id }) => navigate({ to: '/children/$child', params: { child: id }, search: {} })}
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (page, size) => navigate({ search: (now) => ({ ...now, page, size }) }),
      }}
      empty={t.register.empty}
    />
  )
}
