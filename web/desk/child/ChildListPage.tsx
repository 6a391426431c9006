import { PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Select, Tag } from 'antd'
import { listChildren } from '#domain/child/child-api.ts'
import { exportChildren } from '#domain/export/export-api.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { fetchFile } from '#web/api/client.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Empty } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { ChildFilters } from './ChildFilters.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import { childColumns } from './child-columns.tsx'
import type { ChildListSearch } from './child-searches.ts'
import { useChosenColumns } from './chosen-columns.ts'
import { ExportButton } from './ExportButton.tsx'
import { forgetSearch, useSearchText } from './search-text.ts'

const route = getRouteApi('/children')

export default function ChildListPage() {
  const words = useLanguage()
  const { t } = words
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/children' })
  const mayOpen = useMay('child.open')
  const text = useSearchText()
  const [chosen, setChosen] = useChosenColumns()
  const { page = 1, size = 20, ...filters } = search
  const listed = { ...filters, q: text || undefined, columns: [...chosen] }
  const list = useQuery(listQueryOf(listChildren, { body: { ...listed, page, size } }))
  const total = list.data?.total ?? 0
  const unlisted = search.where?.unlisted?.map((key) =>
    words.label(CIRCUMSTANCE[key as keyof typeof CIRCUMSTANCE]),
  )
  // Any change of what is listed goes back to the first page.
  const onSearch = (change: Partial<ChildListSearch>) =>
    navigate({ search: (before) => ({ ...before, page: undefined, ...change }), replace: true })
  const sorts = [
    { value: 'name', label: t.children.sortName },
    { value: 'birthDate', label: t.children.sortBirth },
    { value: '-birthDate', label: t.children.sortBirthDown },
    { value: 'area', label: t.children.sortArea },
  ] as const

  return (
    <ListPage
      title={t.children.title}
      lead={
        <>
          {text && (
            <Tag closable onClose={forgetSearch} className="search-tag">
              {t.children.searchFor(text)}
            </Tag>
          )}
          {unlisted && (
            <Alert type="info" showIcon title={t.children.unlistedHint(unlisted.join(t.common.list))} />
          )}
        </>
      }
      actions={
        <>
          <ColumnChooser chosen={chosen} onChoose={setChosen} />
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
          <ExportButton
            total={list.data?.total}
            file={(wish, signal) => fetchFile(exportChildren, { body: { ...listed, ...wish }, signal })}
          />
          <ReasonedButton
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            unless={!mayOpen && t.common.notAllowedHere}
            onClick={() => navigate({ to: '/children/new' })}
          >
            {t.children.new}
          </ReasonedButton>
        </>
      }
      filters={
        <>
          <ChildFilters search={search} onSearch={onSearch} />
          <Select
            className="list-sort"
            aria-label={t.children.sort}
            value={search.sort ?? 'name'}
            options={[...sorts]}
            onChange={(sort) => onSearch({ sort: sort === 'name' ? undefined : sort })}
          />
        </>
      }
      list={{ ...list, data: list.data?.rows }}
      columns={childColumns(chosen, words)}
      rowKey={(row) => row.id}
      onOpen={(row) =>
        navigate({
          to: '/children/$child',
          params: { child: row.id },
          search: unlisted ? { tab: 'circumstances' } : {},
        })
      }
      paging={{
        page,
        size,
        total,
        onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
      }}
      empty={<Empty title={t.children.emptyTitle} hint={t.children.emptyHint} />}
    />
  )
}
