import { Pagination } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { PageFrame } from './PageFrame.tsx'
import { RowCards } from './RowCards.tsx'
import { RowTable } from './RowTable.tsx'
import { Empty, ErrorBox, Loading } from './states.tsx'
import { useNarrow } from './use-narrow.ts'

export type ListColumn<Row> = {
  key: string
  title: string
  cell(row: Row): ReactNode
  width?: number
  align?: 'right'
  /** Heads the card on a narrow screen and links the row for the keyboard. */
  main?: boolean
}
export type Rows<Row> = {
  /** Names the list where a page has several with the same columns. */
  label?: string
  columns: ListColumn<Row>[]
  rows: readonly Row[]
  rowKey(row: Row): string
  onOpen?(row: Row): void
}
/** Another size of pages begins with the first one. */
export type Paging = { page: number; size: number; total: number; onPage(page: number, size: number): void }

type Props<Row> = Omit<Rows<Row>, 'rows'> & {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  filters?: ReactNode
  list: { data: readonly Row[] | undefined; error: unknown; isFetching: boolean; refetch(): unknown }
  paging?: Paging
  empty: ReactNode
  /** Below the rows: lists that page by another way than numbers. */
  foot?: ReactNode
}

/** The one list page: heading, filters, rows (cards on a phone), pages, and all its states. */
export function ListPage<Row>({
  title,
  lead,
  actions,
  filters,
  list,
  paging,
  empty,
  foot,
  ...table
}: Props<Row>) {
  return (
    <PageFrame title={title} lead={lead} actions={actions}>
      {filters && <div className="list-filters no-print">{filters}</div>}
      <ListBody list={list} paging={paging} empty={empty} {...table} />
      {foot}
    </PageFrame>
  )
}

type BodyProps<Row> = Omit<Rows<Row>, 'rows'> & Pick<Props<Row>, 'list' | 'paging' | 'empty'>

export function ListBody<Row>({ list, paging, empty, ...table }: BodyProps<Row>) {
  const narrow = useNarrow()
  if (list.data === undefined)
    return list.error ? <ErrorBox error={list.error} onRetry={() => list.refetch()} /> : <Loading />
  const Shape = narrow ? RowCards : RowTable
  return (
    <div className={list.isFetching ? 'list is-refreshing' : 'list'} aria-busy={list.isFetching}>
      {list.error !== null && list.error !== undefined && (
        <ErrorBox error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.data.length ? (
        <Shape {...table} rows={list.data} />
      ) : typeof empty === 'string' ? (
        <Empty title={empty} />
      ) : (
        empty
      )}
      {paging && paging.total > 0 && <Pages {...paging} narrow={narrow} />}
    </div>
  )
}

function Pages({ page, size, total, onPage, narrow }: Paging & { narrow: boolean }) {
  const t = useMessages()
  return (
    <Pagination
      className="list-pages"
      current={page}
      pageSize={size}
      total={total}
      simple={narrow}
      showSizeChanger={!narrow}
      pageSizeOptions={[20, 50, 100]}
      showTotal={(n) => t.common.total(n)}
      onChange={(next, nextSize) => onPage(nextSize === size ? next : 1, nextSize)}
    />
  )
}
