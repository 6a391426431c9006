import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import type { Measure } from '#domain/assessment/needs.ts'
import { DUTIES, type DutyRule } from '#domain/duty/duty-acts.ts'
import { type DutyRow, listDuties, WHEN, type When } from '#domain/duty/duty-api.ts'
import type { ActId } from '#domain/ids.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Empty } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { AreaFilter } from '../area/AreaFilter.tsx'
import { EndMeasureDialog } from '../assessment/EndMeasureDialog.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { dutyColumns } from './duty-columns.tsx'
import { PostponeDialog } from './PostponeDialog.tsx'

const route = getRouteApi('/visits')

/** 走访: who is to be visited, the most urgent first. */
export default function DutyListPage() {
  const words = useLanguage()
  const { t, label } = words
  const today = useToday()
  const may = useMay('service.record')
  const navigate = useNavigate({ from: '/visits' })
  const { when = 'all', area, rule, page = 1, size = 20 } = route.useSearch()
  const [asking, setAsking] = useState<{ what: 'postpone' | 'close' | 'end'; duty: DutyRow }>()
  const close = () => setAsking(undefined)
  const list = useQuery(listQueryOf(listDuties, { params: { when, area, rule, page, size } }))
  const { counts, lateAfter = null } = list.data ?? {}
  const shown = WHEN.filter((key) => key !== 'late' || lateAfter !== null)
  const doing = (row: DutyRow) => () => {
    const to = { params: { child: row.id } }
    if (row.rule === 'problem') setAsking({ what: 'close', duty: row })
    else if (row.rule === 'measure') setAsking({ what: 'end', duty: row })
    else if (row.rule === 'visit') navigate({ to: '/children/$child/visit', ...to })
    else
      navigate({
        to: '/children/$child/assess',
        ...to,
        search: { template: row.period.split('/')[0] },
      })
  }
  const actions = (row: DutyRow) =>
    may && (
      <Space wrap>
        <Button type="primary" size="small" onClick={doing(row)}>
          {t.visits.actions[row.rule]}
        </Button>
        <Button size="small" onClick={() => setAsking({ what: 'postpone', duty: row })}>
          {t.visits.postpone}
        </Button>
      </Space>
    )
  return (
    <>
      <ListPage
        title={t.visits.title}
        lead={t.visits.lead}
        actions={
          <>
            <Link to="/visits/book">{t.visits.book}</Link>
            <Link to="/visits/coverage">{t.visits.coverage}</Link>
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              {t.common.print}
            </Button>
          </>
        }
        filters={
          <>
            <Segmented<When>
              aria-label={t.visits.when}
              value={when}
              options={shown.map((value) => ({
                value,
                label: t.visits.whens[value](counts?.[value] ?? 0, lateAfter ?? 0),
              }))}
              onChange={(next) =>
                navigate({
                  search: (before) => ({
                    ...before,
                    page: undefined,
                    when: next === 'all' ? undefined : next,
                  }),
                  replace: true,
                })
              }
            />
            <Select<DutyRule>
              allowClear
              aria-label={t.visits.task}
              placeholder={t.visits.anyTask}
              value={rule}
              options={(Object.keys(DUTIES) as DutyRule[]).map((value) => ({
                value,
                label: label(DUTIES[value]),
              }))}
              onChange={(next) =>
                navigate({ search: (before) => ({ ...before, page: undefined, rule: next }), replace: true })
              }
            />
            <AreaFilter
              value={area}
              onChange={(next) =>
                navigate({ search: (before) => ({ ...before, page: undefined, area: next }), replace: true })
              }
            />
          </>
        }
        list={{ ...list, data: list.data?.rows }}
        columns={dutyColumns(words, list.data?.today ?? today, actions)}
        rowKey={(row) => `${row.id} ${row.rule} ${row.period}`}
        onOpen={(row) =>
          navigate({ to: '/children/$child', params: { child: row.id }, search: { tab: 'visits' } })
        }
        paging={{
          page,
          size,
          total: list.data?.total ?? 0,
          onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
        }}
        empty={<Empty title={t.visits.emptyOf[when]} hint={t.visits.emptyHint} />}
      />
      {asking?.what === 'postpone' && <PostponeDialog duty={asking.duty} onClose={close} />}
      {asking?.what === 'end' && <EndDuty duty={asking.duty} onClose={close} />}
      {asking?.what === 'close' && <CloseDialog duty={asking.duty} onClose={close} />}
    </>
  )
}

function EndDuty({ duty, onClose }: { duty: DutyRow; onClose(): void }) {
  const [need, measure] = duty.period.split('/') as [ActId, Measure]
  return (
    <EndMeasureDialog
      child={duty.id}
      need={need}
      measure={measure}
      since={duty.lastOn ?? ''}
      onClose={onClose}
    />
  )
}
