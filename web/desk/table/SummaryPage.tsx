import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { type Counted, leftBehindSummary } from '#domain/table/table-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { TOWNSHIP, useAreas } from '../area/areas.ts'
import { SummaryTable } from './SummaryTable.tsx'
import { TableChecks } from './TableChecks.tsx'

const route = getRouteApi('/table')

/** 汇总表: the county by township, or a township by village, as of any day. */
export default function SummaryPage() {
  const t = useMessages()
  const today = useToday()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/table' })
  const areas = useAreas()
  const table = useQuery(listQueryOf(leftBehindSummary, { params: search }))
  const place = search.area ? areas?.find(search.area) : undefined
  return (
    <PageFrame
      title={t.tables.title}
      lead={place?.name}
      actions={
        <>
          {search.area && (
            <Button onClick={() => navigate({ search: (before) => ({ ...before, area: undefined }) })}>
              {t.tables.upCounty}
            </Button>
          )}
          <Segmented<Counted>
            aria-label={t.tables.definition}
            value={search.counted ?? 'computed'}
            onChange={(counted) =>
              navigate({
                search: (before) => ({ ...before, counted: counted === 'computed' ? undefined : counted }),
              })
            }
            options={(['computed', 'listed'] as const).map((value) => ({
              value,
              label: t.tables.counted[value],
            }))}
          />
          <span className="inline-label" aria-hidden>
            {t.tables.asOf}
          </span>
          <DayPicker
            aria-label={t.tables.asOf}
            value={search.asOf ?? today}
            allowClear={false}
            onChange={(asOf) => navigate({ search: (before) => ({ ...before, asOf }) })}
          />
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      <Loader of={table}>
        {(data) => (
          <div aria-busy={table.isFetching}>
            <p className="table-facts">
              <span>
                {t.tables.asOf} {data.asOf}
              </span>
              <span>{t.tables.unit}</span>
            </p>
            <SummaryTable table={data} drills={(code) => areas?.find(code)?.level === TOWNSHIP} />
            <p className="table-definition">
              {t.tables.definition}
              {t.common.colon}
              {t.tables.definitions[data.definition] ?? data.definition}
            </p>
            <TableChecks checks={data.checks} />
          </div>
        )}
      </Loader>
    </PageFrame>
  )
}
