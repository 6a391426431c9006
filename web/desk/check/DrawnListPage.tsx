import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { CHECK_COUNTERS, type CheckedChild, drawnChildren } from '#domain/check/check-api.ts'
import { CHECKED } from '#domain/check/checked.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { type ListColumn, ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { useMay } from '../account/session.ts'
import { usePlaceName } from '../area/place-name.ts'
import { childColumns } from '../child/child-columns.tsx'
import { stratumText } from './stratum-text.ts'

const route = getRouteApi('/checks/$draw/children')
const TONES = { open: 'orange', agreeing: 'green', deviating: 'red' } as const
const SHOWN = ['name', 'age', 'village', 'carer']

/** The children behind a figure of a draw, with what was found; printed, it is taken along to the door. */
export default function DrawnListPage() {
  const words = useLanguage()
  const { t, label } = words
  const { draw } = route.useParams()
  const { counter, area, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/checks/$draw/children' })
  const go = useNavigate()
  const may = useMay('child.check')
  const place = usePlaceName(area)
  const list = useQuery(listQueryOf(drawnChildren, { params: { draw, counter, area, page, size } }))
  const columns: ListColumn<CheckedChild>[] = [
    ...(childColumns([], words) as ListColumn<CheckedChild>[]).filter(({ key }) => SHOWN.includes(key)),
    { key: 'stratum', title: t.checks.stratum, cell: ({ stratum }) => stratumText(stratum, words) },
    { key: 'due', title: t.visits.due, cell: ({ due }) => due },
    {
      key: 'state',
      title: t.checks.result,
      cell: ({ state, checkedOn, deviations }) => (
        <>
          <Mark tone={TONES[state]}>{label(CHECK_COUNTERS[state])}</Mark> {checkedOn}{' '}
          {deviations.map((key) => label(CHECKED[key])).join(t.common.list)}
        </>
      ),
    },
    {
      key: 'actions',
      title: t.common.operation,
      cell: ({ id, state }) =>
        may &&
        state === 'open' && (
          <Button
            type="primary"
            size="small"
            onClick={() => go({ to: '/children/$child/check', params: { child: id } })}
          >
            {t.visits.actions.check}
          </Button>
        ),
    },
  ]
  return (
    <ListPage
      title={t.checks.listTitle}
      lead={`${place} · ${label(CHECK_COUNTERS[counter])}`}
      actions={
        <>
          <Button onClick={() => window.history.back()}>{t.common.back}</Button>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
      list={{ ...list, data: list.data?.rows }}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={({ id }) => go({ to: '/children/$child', params: { child: id }, search: { tab: 'visits' } })}
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
      }}
      empty={t.register.empty}
    />
  )
}
