import type { UseQueryResult } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { ChildRow } from '#domain/child/child-api.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useToday } from '#web/ui/today.ts'
import { usePlaceName } from '../area/place-name.ts'
import { childColumns } from '../child/child-columns.tsx'

type Search = { month?: string; area?: string; page?: number; size?: number }
type Props = {
  title: string
  /** What the children have in common: the figure that was clicked. */
  counter: { zh: string; en: string }
  tab: 'visits' | 'agreements' | 'responsible'
  /** A day, where the figure is not of a month. */
  when?: string
  /** Beside the way back. */
  actions?: ReactNode
  search: Search
  onSearch(change: Search): void
  list: UseQueryResult<{ total: number; rows: ChildRow[] }>
}

/** The children behind a figure of a share (SharePage.tsx), as they are now. */
export function ShareListPage({ title, counter, tab, when, search, onSearch, list, actions }: Props) {
  const words = useLanguage()
  const { t, label } = words
  const { month, area, page = 1, size = 20 } = search
  const navigate = useNavigate()
  const today = useToday()
  const place = usePlaceName(area)
  return (
    <ListPage
      title={title}
      lead={t.register.listOf(place, label(counter), when ?? month ?? today.slice(0, 7))}
      actions={
        <>
          {actions}
          <Button onClick={() => window.history.back()}>{t.common.back}</Button>
        </>
      }
      list={{ ...list, data: list.data?.rows }}
      columns={childColumns([], words)}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate({ to: '/children/$child', params: { child: row.id }, search: { tab } })}
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (page, size) => onSearch({ page, size }),
      }}
      empty={t.register.empty}
    />
  )
}
