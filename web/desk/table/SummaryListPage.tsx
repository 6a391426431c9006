import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { exportSummaryList } from '#domain/export/export-api.ts'
import { leftBehindSummary, summaryChildren } from '#domain/table/table-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { listQueryOf, queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMe } from '../account/session.ts'
import { useAreas } from '../area/areas.ts'
import { childColumns } from '../child/child-columns.tsx'
import { ExportButton } from '../child/ExportButton.tsx'
import { summaryLabel } from './column-label.ts'

const route = getRouteApi('/table/children')

/** The children behind one figure, as they counted on that day. */
export default function SummaryListPage() {
  const words = useLanguage()
  const { t } = words
  const { asOf, area, counted, column, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/table/children' })
  const today = useToday()
  const { county } = useMe()
  const areas = useAreas()
  const table = useQuery(queryOf(leftBehindSummary, { params: { asOf, area: undefined, counted } }))
  const list = useQuery(listQueryOf(summaryChildren, { params: { asOf, area, counted, column, page, size } }))
  const shown = table.data?.columns.find(({ key }) => key === column)
  const label = shown ? summaryLabel(shown, words.label) : column
  const place = (area && areas?.find(area)?.shortName) || county.name
  const day = asOf ?? today
  return (
    <ListPage
      title={t.tables.listTitle}
      lead={t.tables.listOf(place, label, day)}
      actions={
        <>
          <Button onClick={() => window.history.back()}>{t.common.back}</Button>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
          <ExportButton
            total={list.data?.total ?? 0}
            file={(wish, signal) =>
              fetchFile(exportSummaryList, { body: { asOf, area, counted, column, ...wish }, signal })
            }
          />
        </>
      }
      list={{ ...list, data: list.data?.rows }}
      // Who is counted is of the table's kind; a row of a past day says nothing else of circumstances.
      columns={childColumns([], words).filter(({ key }) => key !== 'circumstances')}
      rowKey={(row) => row.id}
      onOpen={(row) =>
        navigate({
          to: '/children/$child',
          params: { child: row.id },
          search: day < today ? { on: day } : {},
        })
      }
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (next, nextSize) =>
          navigate({
            search: (before) => ({ ...before, page: nextSize === size ? next : 1, size: nextSize }),
          }),
      }}
      empty={t.tables.empty}
    />
  )
}
