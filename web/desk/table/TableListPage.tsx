import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { ChildRow } from '#domain/child/child-api.ts'
import { exportTableList } from '#domain/export/export-api.ts'
import {
  frozenChildren,
  readFrozenTable,
  readTable,
  tableBlocks,
  tableChildren,
} from '#domain/table/table-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { listQueryOf, queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useToday } from '#web/ui/today.ts'
import { usePlaceName } from '../area/place-name.ts'
import { childColumns } from '../child/child-columns.tsx'
import { ExportButton } from '../child/ExportButton.tsx'
import { columnLabel } from './column-label.ts'
import { FIRST_TABLE, type TableListSearch } from './table-searches.ts'

const route = getRouteApi('/table/children')

type Row = ChildRow & { mend?: string[] }
type Listed = { total: number; beyond?: number; rows: Row[] }

/** One list, whichever of the three it is asked from. */
function useListed({ page = 1, size = 20, ...search }: TableListSearch) {
  const { frozen, blocks, area, column, table = FIRST_TABLE, asOf, knownAt, counted } = search
  const asked = { table, asOf, knownAt, area, counted, page, size }
  const ofFrozen = useQuery({
    ...listQueryOf(frozenChildren, { params: { frozen: frozen ?? '', area, column, page, size } }),
    enabled: frozen !== undefined,
  })
  const ofBlocks = useQuery({
    ...listQueryOf(tableBlocks, { params: asked }),
    enabled: !frozen && blocks === true,
  })
  const ofCell = useQuery({
    ...listQueryOf(tableChildren, { params: { ...asked, column } }),
    enabled: !frozen && !blocks,
  })
  const listed = frozen ? ofFrozen : blocks ? ofBlocks : ofCell
  const live = useQuery({
    ...queryOf(readTable, { params: { table, asOf, knownAt, counted } }),
    enabled: !frozen,
  })
  const kept = useQuery({
    ...queryOf(readFrozenTable, { params: { frozen: frozen ?? '' } }),
    enabled: frozen !== undefined,
  })
  return { listed, data: listed.data as Listed | undefined, table: frozen ? kept.data?.result : live.data }
}

/** The children behind one figure, as they counted on that day; or those whose facts break an equality. */
export default function TableListPage() {
  const words = useLanguage()
  const { t } = words
  const search = route.useSearch()
  const { area, column, blocks, frozen, page = 1, size = 20 } = search
  const navigate = useNavigate({ from: '/table/children' })
  const today = useToday()
  const { listed, data, table } = useListed(search)
  const shown = table?.columns.find(({ key }) => key === column)
  const label = shown && table ? columnLabel(table.table, shown, words.label) : column
  const place = usePlaceName(area)
  const day = table?.asOf ?? search.asOf ?? today
  // Who is counted is of the table's kind; a row of a past day says nothing else of circumstances.
  const columns = childColumns([], words).filter(({ key }) => key !== 'circumstances')
  return (
    <>
      <ListPage<Row>
        title={blocks ? t.tables.blocksTitle : t.tables.listTitle}
        lead={blocks ? t.tables.blocksLead(place, day) : t.tables.listOf(place, label, day)}
        actions={
          <>
            <Button onClick={() => window.history.back()}>{t.common.back}</Button>
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              {t.common.print}
            </Button>
            {!blocks && !frozen && (
              <ExportButton
                total={data?.total}
                file={(wish, signal) =>
                  fetchFile(exportTableList, {
                    body: {
                      table: search.table ?? FIRST_TABLE,
                      asOf: search.asOf,
                      knownAt: search.knownAt,
                      counted: search.counted,
                      area,
                      column,
                      ...wish,
                    },
                    signal,
                  })
                }
              />
            )}
          </>
        }
        list={{ ...listed, data: data?.rows }}
        columns={
          blocks
            ? [
                ...columns,
                {
                  key: 'mend',
                  title: t.tables.mend,
                  cell: ({ mend }) => mend?.join(words.language === 'zh' ? '、' : ', '),
                },
              ]
            : columns
        }
        rowKey={(row) => row.id}
        onOpen={(row) =>
          navigate({
            to: '/children/$child',
            params: { child: row.id },
            // Who has something to mend is opened as of today.
            search: day < today && !blocks ? { on: day } : {},
          })
        }
        paging={{
          page,
          size,
          total: data?.total ?? 0,
          onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
        }}
        empty={blocks ? t.tables.noBlocks : t.tables.empty}
      />
      {Boolean(data?.beyond) && <Alert type="info" showIcon title={t.tables.beyond(data!.beyond!)} />}
    </>
  )
}
