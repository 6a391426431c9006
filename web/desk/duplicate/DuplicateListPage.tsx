import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { listDuplicates } from '#domain/duplicate/duplicate-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Empty } from '#web/ui/states.tsx'
import { duplicateColumns } from './duplicate-columns.tsx'

const route = getRouteApi('/duplicates')
const SIZE = 20

/** Rows that wait for somebody to say whether they are a known child, likeliest first. */
export default function DuplicateListPage() {
  const t = useMessages()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/duplicates' })
  const { page = 1, which = 'open' } = search
  const list = useQuery(listQueryOf(listDuplicates, { params: { ...search, which, page, size: SIZE } }))
  const open = (id: string) => navigate({ to: '/duplicates/$duplicate', params: { duplicate: id }, search })
  const first = list.data?.duplicates.find(({ decision }) => decision === null)
  return (
    <ListPage
      title={t.duplicates.title}
      lead={t.duplicates.lead}
      actions={
        <>
          {search.import && (
            <Button onClick={() => navigate({ to: '/import/$import', params: { import: search.import! } })}>
              {t.duplicates.backToImport}
            </Button>
          )}
          {first && (
            <Button type="primary" onClick={() => open(first.id)}>
              {t.duplicates.begin}
            </Button>
          )}
        </>
      }
      filters={
        <Segmented<'open' | 'decided'>
          aria-label={t.duplicates.which}
          value={which}
          onChange={(next) =>
            navigate({
              search: (before) => ({ ...before, page: undefined, which: next === 'open' ? undefined : next }),
              replace: true,
            })
          }
          options={[
            { value: 'open', label: t.duplicates.open },
            { value: 'decided', label: search.import ? t.duplicates.all : t.duplicates.decided },
          ]}
        />
      }
      list={{ ...list, data: list.data?.duplicates }}
      columns={duplicateColumns(t)}
      rowKey={(row) => row.id}
      onOpen={(row) => open(row.id)}
      paging={{
        page,
        size: SIZE,
        total: list.data?.total ?? 0,
        onPage: (next) => navigate({ search: (before) => ({ ...before, page: next }) }),
      }}
      empty={<Empty title={t.duplicates.none} hint={t.duplicates.noneHint} />}
    />
  )
}
