import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CHECK_COUNTERS, type Draw, listDraws } from '#domain/check/check-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { type ListColumn, ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Empty } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { ruleText } from './stratum-text.ts'

type Row = ResultOf<typeof listDraws>['rows'][number]

/** 随机抽查: every draw that was ever made, and how far its checks have come. */
export default function DrawListPage() {
  const words = useLanguage()
  const { t, label } = words
  const navigate = useNavigate()
  const may = useMay('child.check')
  const draws = useQuery(listQueryOf(listDraws, { params: {} }))
  const columns: ListColumn<Row>[] = [
    { key: 'month', title: t.register.month, cell: ({ month }) => month, width: 90 },
    {
      key: 'area',
      title: t.checks.scope,
      main: true,
      cell: ({ area, number, reason }) => (
        <>
          <b>{t.checks.nth(area.name, number)}</b> {reason && <Mark tone="orange">{t.checks.again}</Mark>}
        </>
      ),
    },
    { key: 'rule', title: t.checks.rule, cell: (row) => ruleText(row, words) },
    { key: 'listed', title: t.checks.listed, align: 'right', cell: ({ listed }) => listed },
    ...(['drawn', 'done', 'deviating', 'open'] as const).map(
      (key): ListColumn<Row> => ({
        key,
        title: label(CHECK_COUNTERS[key]),
        align: 'right',
        cell: ({ values }) => values[key],
      }),
    ),
    { key: 'due', title: t.visits.due, cell: ({ due }) => due },
    { key: 'by', title: t.checks.by, cell: (row: Draw) => `${row.by.name} ${clock(row.drawnAt)}` },
  ]
  return (
    <ListPage
      title={t.checks.title}
      lead={t.checks.lead}
      actions={
        <ReasonedButton
          type="primary"
          unless={!may && t.common.notAllowedHere}
          onClick={() => navigate({ to: '/checks/new' })}
        >
          {t.checks.draw}
        </ReasonedButton>
      }
      list={{ ...draws, data: draws.data?.rows }}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={({ id }) => navigate({ to: '/checks/$draw', params: { draw: id } })}
      empty={<Empty title={t.checks.none} hint={t.checks.noneHint} />}
    />
  )
}
