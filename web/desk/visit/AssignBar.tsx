import { useQuery } from '@tanstack/react-query'
import { Button, Select, Space } from 'antd'
import { useState } from 'react'
import { type DutyFilter, type DutyRow, dutyPeople } from '#domain/duty/duty-api.ts'
import type { AccountId } from '#domain/ids.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { useMay, useMe } from '../account/session.ts'
import { AssignDialog } from './AssignDialog.tsx'

export const dutyKey = ({ id, rule, period }: DutyRow): string => `${id} ${rule} ${period}`

type PersonProps = { value: AccountId | undefined; onChange(person: AccountId | undefined): void }

/** Whose tasks are shown: mine, somebody's, or everybody's. */
export function PersonFilter({ value, onChange }: PersonProps) {
  const t = useMessages()
  const me = useMe()
  const { data } = useQuery(queryOf(dutyPeople, {}))
  const mine = { value: me.account, label: t.tasks.mine }
  const others = (data?.people ?? [])
    .filter(({ id }) => id !== me.account)
    .map(({ id, name, open, overdue }) => ({ value: id, label: t.tasks.person(name, open, overdue) }))
  return (
    <Select<AccountId>
      allowClear
      className="person-select"
      aria-label={t.tasks.whose}
      placeholder={t.tasks.everybody}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={[mine, ...others]}
      onChange={onChange}
    />
  )
}

type Props = {
  rows: readonly DutyRow[]
  chosen: readonly string[]
  onChoose(keys: readonly string[]): void
  matching: DutyFilter
  total: number
}

/** What can be done with several tasks at once: those that are ticked, or all that the filter finds. */
export function AssignBar({ rows, chosen, onChoose, matching, total }: Props) {
  const t = useMessages()
  const may = useMay('child.assign')
  const { data } = useQuery({ ...queryOf(dutyPeople, {}), enabled: may })
  const [asking, setAsking] = useState<{ back: boolean; all: boolean }>()
  if (!may || rows.length === 0) return null
  const picked = rows.filter((row) => chosen.includes(dutyKey(row)))
  return (
    <Space wrap className="assign-bar no-print" role="group" aria-label={t.tasks.bulk}>
      <Button
        size="small"
        onClick={() => onChoose(picked.length === rows.length ? [] : rows.map(dutyKey))}
        aria-pressed={picked.length === rows.length}
      >
        {picked.length === rows.length ? t.tasks.chooseNone : t.tasks.choosePage}
      </Button>
      <Button
        size="small"
        type="primary"
        disabled={picked.length === 0}
        onClick={() => setAsking({ back: false, all: false })}
      >
        {t.tasks.assignChosen(picked.length)}
      </Button>
      <Button
        size="small"
        disabled={!picked.some(({ assigned }) => assigned)}
        onClick={() => setAsking({ back: true, all: false })}
      >
        {t.tasks.takeBack}
      </Button>
      <Button size="small" onClick={() => setAsking({ back: false, all: true })}>
        {t.tasks.assignAll(total)}
      </Button>
      {asking && (
        <AssignDialog
          duties={asking.all ? undefined : asking.back ? picked.filter(({ assigned }) => assigned) : picked}
          matching={matching}
          count={asking.all ? total : picked.length}
          back={asking.back}
          people={data?.people ?? []}
          onDone={() => onChoose([])}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Space>
  )
}
