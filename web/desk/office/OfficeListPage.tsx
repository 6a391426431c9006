import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { listOffices } from '#domain/area/area-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useMay } from '../account/session.ts'
import { useAreas } from '../area/areas.ts'
import { OfficeDialog } from './OfficeDialog.tsx'
import { useKindLabel } from './office-kinds.ts'

export default function OfficeListPage() {
  const t = useMessages()
  const mayEdit = useMay('area.edit')
  const areas = useAreas()
  const kindLabel = useKindLabel()
  const offices = useQuery(queryOf(listOffices, { params: {} }))
  const [text, setText] = useState('')
  const [adding, setAdding] = useState(false)
  const [{ page, size }, setPage] = useState({ page: 1, size: 50 })
  const found = offices.data?.offices.filter((office) => office.name.includes(text.trim()))
  return (
    <>
      <ListPage
        title={t.offices.title}
        actions={
          <ReasonedButton
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            unless={!mayEdit && t.offices.onlySystem}
            onClick={() => setAdding(true)}
          >
            {t.offices.new}
          </ReasonedButton>
        }
        filters={
          <Input
            allowClear
            aria-label={t.offices.searchName}
            placeholder={t.offices.searchName}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setPage({ page: 1, size })
            }}
          />
        }
        list={{ ...offices, data: found?.slice((page - 1) * size, page * size) }}
        paging={{
          page,
          size,
          total: found?.length ?? 0,
          onPage: (next, nextSize) => setPage({ page: next, size: nextSize }),
        }}
        rowKey={(row) => row.id}
        empty={t.offices.empty}
        columns={[
          { key: 'name', title: t.offices.name, main: true, cell: (row) => <b>{row.name}</b> },
          { key: 'kind', title: t.offices.kind, cell: (row) => kindLabel(row.kind) },
          { key: 'area', title: t.offices.area, cell: (row) => areas?.pathOf(row.area) ?? row.area },
        ]}
      />
      {adding && <OfficeDialog onClose={() => setAdding(false)} />}
    </>
  )
}
