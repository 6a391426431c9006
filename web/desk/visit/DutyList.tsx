import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { type DutyPage, type DutyRow, listDuties, WHEN, type When } from '#domain/duty/duty-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Empty } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { AreaFilter } from '../area/AreaFilter.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { dutyColumns } from './duty-columns.tsx'
import { PostponeDialog } from './PostponeDialog.tsx'

type Search = { when?: When; area?: string; page?: number; size?: number }
type Props = {
  about: DutyPage
  title: string
  lead: string
  links: ReactNode
  emptyHint: string
  search: Search
  onSearch(change: Search, replace?: boolean): void
}

/** What has to be done, the most urgent first. */
export function DutyList({ about, title, lead, links, emptyHint, search, onSearch }: Props) {
  const words = useLanguage()
  const { t } = words
  const today = useToday()
  const may = useMay('service.record')
  const navigate = useNavigate()
  const { when = 'all', area, page = 1, size = 20 } = search
  const [asking, setAsking] = useState<{ what: 'postpone' | 'close'; duty: DutyRow }>()
  const close = () => setAsking(undefined)
  const list = useQuery(listQueryOf(listDuties, { params: { about, when, area, page, size } }))
  const { counts, lateAfter = null } = list.data ?? {}
  const shown = WHEN.filter((key) => key !== 'late' || lateAfter !== null)
  const openTab = (row: DutyRow) =>
    navigate({ to: '/children/$child', params: { child: row.id }, search: { tab: about } })
  const doing = (row: DutyRow): [string, () => void] => {
    if (row.rule === 'problem') return [t.visits.close, () => setAsking({ what: 'close', duty: row })]
    if (row.rule === 'agreement') return [t.agreements.deal, () => openTab(row)]
    return [t.visits.record, () => navigate({ to: '/children/$child/visit', params: { child: row.id } })]
  }
  const actions = (row: DutyRow) => {
    if (!may) return undefined
    const [text, begin] = doing(row)
    return (
      <Space wrap>
        <Button type="primary" size="small" onClick={begin}>
          {text}
        </Button>
        <Button size="small" onClick={() => setAsking({ what: 'postpone', duty: row })}>
          {t.visits.postpone}
        </Button>
      </Space>
    )
  }
  return (
    <>
      <ListPage
        title={title}
        lead={lead}
        actions={
          <>
            {links}
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
                onSearch({ page: undefined, when: next === 'all' ? undefined : next }, true)
              }
            />
            <AreaFilter value={area} onChange={(next) => onSearch({ page: undefined, area: next }, true)} />
          </>
        }
        list={{ ...list, data: list.data?.rows }}
        columns={dutyColumns(words, { about, today: list.data?.today ?? today }, actions)}
        rowKey={(row) => `${row.id} ${row.rule} ${row.period}`}
        onOpen={openTab}
        paging={{
          page,
          size,
          total: list.data?.total ?? 0,
          onPage: (page, size) => onSearch({ page, size }),
        }}
        empty={<Empty title={t.visits.emptyOf[when]} hint={emptyHint} />}
      />
      {asking?.what === 'postpone' && <PostponeDialog duty={asking.duty} onClose={close} />}
      {asking?.what === 'close' && <CloseDialog duty={asking.duty} onClose={close} />}
    </>
  )
}
