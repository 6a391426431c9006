import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Segmented, Select, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Measure } from '#domain/assessment/needs.ts'
import { DUTIES, type DutyRule, isRemovable } from '#domain/duty/duty-acts.ts'
import {
  DUTY_PAGES,
  type DutyPage,
  type DutyRow,
  listDuties,
  WHEN,
  type When,
} from '#domain/duty/duty-api.ts'
import type { AccountId, ActId } from '#domain/ids.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { Empty } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { AreaFilter } from '../area/AreaFilter.tsx'
import { EndMeasureDialog } from '../assessment/EndMeasureDialog.tsx'
import { childName } from '../child/child-columns.tsx'
import { AssignBar, dutyKey, PersonFilter } from './AssignBar.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { ContactDialog } from './ContactDialog.tsx'
import { dutyColumns } from './duty-columns.tsx'
import { PostponeDialog } from './PostponeDialog.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'

type Search = {
  when?: When
  area?: string
  rule?: DutyRule
  person?: AccountId
  page?: number
  size?: number
}
type Props = {
  /** Left out: tasks of every kind. */
  about?: DutyPage
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
  const { t, label } = words
  const today = useToday()
  const may = useMay('service.record')
  const mayCheck = useMay('child.check')
  const navigate = useNavigate()
  const { when = 'all', area, rule, person, page = 1, size = 20 } = search
  const mayRemove = useMay('duty.remove')
  const [asking, setAsking] = useState<{
    what: 'postpone' | 'remove' | 'close' | 'end' | 'contact'
    duty: DutyRow
  }>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const mayAssign = useMay('child.assign')
  const matching = { about, when, area, rule, person }
  const close = () => setAsking(undefined)
  const list = useQuery(listQueryOf(listDuties, { params: { ...matching, page, size } }))
  const { counts, lateAfter = null } = list.data ?? {}
  const rules: readonly DutyRule[] = about ? DUTY_PAGES[about] : (Object.keys(DUTIES) as DutyRule[])
  const shown = WHEN.filter((key) => key !== 'late' || lateAfter !== null)
  const openTab = (row: DutyRow) =>
    navigate({
      to: '/children/$child',
      params: { child: row.id },
      search:
        about === 'campaigns' ? {} : { tab: about ?? (row.rule === 'agreement' ? 'agreements' : 'visits') },
    })
  const doing = (row: DutyRow): [string, () => void] => {
    const to = { params: { child: row.id } }
    const doings: Record<DutyRule, () => void> = {
      visit: () => navigate({ to: '/children/$child/visit', ...to }),
      holidayVisit: () => navigate({ to: '/children/$child/visit', ...to }),
      problem: () => setAsking({ what: 'close', duty: row }),
      measure: () => setAsking({ what: 'end', duty: row }),
      assessment: () =>
        navigate({
          to: '/children/$child/assess',
          ...to,
          search: { template: row.period.split('/')[0] },
        }),
      agreement: () => openTab(row),
      contact: () => setAsking({ what: 'contact', duty: row }),
      campaign: () =>
        navigate({
          to: '/campaigns/$campaign/children',
          params: { campaign: row.period },
          search: { counter: 'open' },
        }),
      returned: () => openTab(row),
      check: () => navigate({ to: '/children/$child/check', ...to }),
    }
    return [t.visits.actions[row.rule], doings[row.rule]]
  }
  const actions = (row: DutyRow) => {
    if (!may) return undefined
    const [text, begin] = doing(row)
    return (
      <Space wrap>
        <Button type="primary" size="small" onClick={begin}>
          {text}
        </Button>
        {row.rule !== 'check' && (
          <Button size="small" onClick={() => setAsking({ what: 'postpone', duty: row })}>
            {t.visits.postpone}
          </Button>
        )}
        {mayRemove && isRemovable(row.rule) && (
          <Button size="small" onClick={() => setAsking({ what: 'remove', duty: row })}>
            {t.visits.remove}
          </Button>
        )}
      </Space>
    )
  }
  const select = mayAssign
    ? (row: DutyRow) =>
        // A random check is given to nobody: villages must not know of it.
        row.rule !== 'check' && (
          <Checkbox
            aria-label={t.tasks.choose(childName(row, t), label(DUTIES[row.rule]))}
            checked={chosen.includes(dutyKey(row))}
            onChange={({ target }) =>
              setChosen((before) =>
                target.checked ? [...before, dutyKey(row)] : before.filter((key) => key !== dutyKey(row)),
              )
            }
          />
        )
    : undefined
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
            {rules.length > 1 && (
              <Select<DutyRule>
                allowClear
                aria-label={t.visits.task}
                placeholder={t.visits.anyTask}
                value={rule}
                options={rules
                  .filter((value) => value !== 'check' || mayCheck)
                  .map((value) => ({ value, label: label(DUTIES[value]) }))}
                onChange={(next) => onSearch({ page: undefined, rule: next }, true)}
              />
            )}
            <PersonFilter
              value={person}
              onChange={(next) => onSearch({ page: undefined, person: next }, true)}
            />
            <AreaFilter value={area} onChange={(next) => onSearch({ page: undefined, area: next }, true)} />
            <AssignBar
              rows={(list.data?.rows ?? []).filter((row) => row.rule !== 'check')}
              chosen={chosen}
              onChoose={setChosen}
              matching={matching}
              total={list.data?.total ?? 0}
            />
          </>
        }
        list={{ ...list, data: list.data?.rows }}
        columns={dutyColumns(words, { about, today: list.data?.today ?? today, select }, actions)}
        rowKey={dutyKey}
        onOpen={openTab}
        paging={{
          page,
          size,
          total: list.data?.total ?? 0,
          onPage: (page, size) => onSearch({ page, size }),
        }}
        empty={<Empty title={t.visits.emptyOf[when]} hint={emptyHint} />}
      />
      {asking?.what === 'remove' && <RemoveDialog duty={asking.duty} onClose={close} />}
      {asking?.what === 'postpone' && <PostponeDialog duty={asking.duty} onClose={close} />}
      {asking?.what === 'end' && <EndDuty duty={asking.duty} onClose={close} />}
      {asking?.what === 'contact' && <ContactDialog duty={asking.duty} onClose={close} />}
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
