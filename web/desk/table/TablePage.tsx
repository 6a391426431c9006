import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { type ComponentProps, useState } from 'react'
import { type Counted, readTable } from '#domain/table/table-api.ts'
import { TABLES, type TableName } from '#domain/table/tables.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { useAreas, useBelow } from '../area/areas.ts'
import { FreezeDialog } from './FreezeDialog.tsx'
import { FrozenList } from './FrozenList.tsx'
import { HeadDialog } from './HeadDialog.tsx'
import { ShownTable } from './ShownTable.tsx'
import { FIRST_TABLE, type TableSearch } from './table-searches.ts'

const route = getRouteApi('/table')

/** A table of figures: the county by township, or a township by village, as of any day. */
export default function TablePage() {
  const { t, label } = useLanguage()
  const today = useToday()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/table' })
  const go = (change: Partial<TableSearch>) => navigate({ search: (before) => ({ ...before, ...change }) })
  const areas = useAreas()
  const below = useBelow()
  const mayFreeze = useMay('table.freeze')
  const mayEdit = useMay('table.edit')
  const [open, setOpen] = useState<'freeze' | 'head'>()
  const name = search.table ?? FIRST_TABLE
  const asked = { ...search, table: name }
  const table = useQuery(listQueryOf(readTable, { params: asked }))
  const place = search.area ? areas?.find(search.area) : undefined
  return (
    <PageFrame
      title={label(TABLES[name])}
      lead={place?.name}
      actions={
        <>
          {search.area && <Button onClick={() => go({ area: undefined })}>{t.tables.upCounty}</Button>}
          <Select<TableName>
            aria-label={t.tables.which}
            className="table-choice"
            value={name}
            onChange={(next) => go({ table: next === FIRST_TABLE ? undefined : next })}
            options={(Object.keys(TABLES) as TableName[]).map((value) => ({
              value,
              label: label(TABLES[value]),
            }))}
          />
          <Segmented<Counted>
            aria-label={t.tables.definition}
            value={search.counted ?? 'computed'}
            onChange={(counted) => go({ counted: counted === 'computed' ? undefined : counted })}
            options={(['computed', 'listed'] as const).map((value) => ({
              value,
              label: t.tables.counted[value],
            }))}
          />
          <LabelledDay
            label={t.tables.asOf}
            value={search.asOf ?? today}
            allowClear={false}
            onChange={(asOf) => go({ asOf })}
          />
          <LabelledDay
            label={t.tables.base}
            placeholder={t.tables.noBase}
            value={search.base}
            onChange={(base) => go({ base })}
          />
          <LabelledDay
            label={t.tables.knownAt}
            placeholder={t.tables.knownNow}
            value={search.knownAt}
            onChange={(knownAt) => go({ knownAt })}
          />
          <ReasonedButton unless={!mayFreeze && t.tables.mayNotFreeze} onClick={() => setOpen('freeze')}>
            {t.tables.freeze}
          </ReasonedButton>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      <Loader of={table}>
        {(data) => (
          <div aria-busy={table.isFetching}>
            <ShownTable
              table={data}
              search={search}
              drills={below}
              onEditHeads={mayEdit ? () => setOpen('head') : undefined}
            />
            {open === 'head' && <HeadDialog table={data} onClose={() => setOpen(undefined)} />}
          </div>
        )}
      </Loader>
      <FrozenList />
      {open === 'freeze' && <FreezeDialog asked={asked} onClose={() => setOpen(undefined)} />}
    </PageFrame>
  )
}

/** Three days stand side by side: each says which it is, filled or not. */
function LabelledDay({ label, ...day }: { label: string } & ComponentProps<typeof DayPicker>) {
  return (
    <span className="labelled-day">
      <span className="inline-label" aria-hidden>
        {label}
      </span>
      <DayPicker {...day} aria-label={label} />
    </span>
  )
}
