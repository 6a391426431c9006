import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { COLOUR } from '#domain/assessment/template.ts'
import { listChildren } from '#domain/child/child-api.ts'
import { exportChildren } from '#domain/export/export-api.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { fetchFile } from '#web/api/client.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { AreaFilter } from '../area/AreaFilter.tsx'
import { ExportButton } from '../child/ExportButton.tsx'
import { colouredColumns } from './assessed-columns.tsx'
import type { KeySearch } from './assessment-searches.ts'

const route = getRouteApi('/assessments/key')

/** 重点关爱对象: a list of children like any other, with its filters and its export. */
export default function KeyChildrenPage() {
  const words = useLanguage()
  const { t, label } = words
  const search = route.useSearch()
  const { area, colour, need, page = 1, size = 20 } = search
  const navigate = useNavigate({ from: '/assessments/key' })
  const onSearch = (change: Partial<KeySearch>) =>
    navigate({ search: (before) => ({ ...before, page: undefined, ...change }), replace: true })
  const where: Record<string, string[]> = {
    keyChild: ['true'],
    ...(colour && { colour }),
    ...(need && { need }),
  }
  const listed = { area, where, sort: 'area' as const }
  const list = useQuery(listQueryOf(listChildren, { body: { ...listed, page, size } }))
  const filter = (
    key: 'colour' | 'need',
    title: string,
    codes: Record<string, { zh: string; en: string }>,
  ) => (
    <Select
      mode="multiple"
      maxTagCount="responsive"
      aria-label={title}
      placeholder={title}
      value={(search[key] ?? []) as string[]}
      options={Object.entries(codes).map(([value, entry]) => ({ value, label: label(entry) }))}
      onChange={(values) => onSearch({ [key]: values.length > 0 ? values : undefined })}
    />
  )
  return (
    <ListPage
      title={t.assessment.keyList}
      lead={t.assessment.keyLead}
      actions={
        <>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
          <ExportButton
            total={list.data?.total}
            file={(wish, signal) =>
              fetchFile(exportChildren, { body: { ...listed, columns: [], ...wish }, signal })
            }
          />
        </>
      }
      filters={
        <>
          <AreaFilter value={area} onChange={(next) => onSearch({ area: next })} />
          {filter('colour', t.assessment.colour, COLOUR)}
          {filter('need', t.assessment.openNeed, PROBLEM)}
        </>
      }
      list={{ ...list, data: list.data?.rows }}
      columns={colouredColumns(words)}
      rowKey={(row) => row.id}
      onOpen={(row) =>
        navigate({ to: '/children/$child', params: { child: row.id }, search: { tab: 'assessments' } })
      }
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
      }}
      empty={t.assessment.keyEmpty}
    />
  )
}
