import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { reportChildren } from '#domain/report/report-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { childColumns } from '../child/child-columns.tsx'
import { figureLabel } from './figure-label.ts'

const route = getRouteApi('/reports/$report/children')

/** The children behind a frozen number, as far as they are in reach now; the number itself stands. */
export default function ReportChildrenPage() {
  const words = useLanguage()
  const { t, label } = words
  const { report } = route.useParams()
  const { figure, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/reports/$report/children' })
  const list = useQuery(listQueryOf(reportChildren, { params: { report, figure, page, size } }))
  const frozen = list.data?.figure
  return (
    <ListPage
      title={t.reports.behind}
      lead={
        frozen &&
        t.reports.behindOf(
          `${frozen.areaName} · ${figureLabel(frozen, label)} · ${frozen.asOf}`,
          frozen.value,
          list.data!.shown,
        )
      }
      actions={
        <Button onClick={() => navigate({ to: '/reports/$report', params: { report } })}>
          {t.common.back}
        </Button>
      }
      list={{ ...list, data: list.data?.rows }}
      columns={childColumns([], words)}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate({ to: '/children/$child', params: { child: row.id } })}
      paging={{
        page,
        size,
        total: list.data?.shown ?? 0,
        onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
      }}
      empty={t.reports.noneInReach}
    />
  )
}
