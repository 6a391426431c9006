import { App, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { ROLES } from '#domain/access/roles.ts'
import { addDays } from '#domain/dates.ts'
import { assignDuties, type DutyFilter, type DutyRow, dutyPeople, listDuties } from '#domain/duty/duty-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import type { AccountId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'

const LATEST_DAYS = 366

type People = ResultOf<typeof dutyPeople>['people']
type Props = {
  /** These, or everything that a filter finds. */
  duties: readonly DutyRow[] | undefined
  matching: DutyFilter
  count: number
  /** Taken back: whoever has the village has them again. */
  back: boolean
  people: People
  onDone(): void
  onClose(): void
}

/** Gives tasks to somebody, with a day and a word; or takes them back. */
export function AssignDialog({ duties, matching, count, back, people, onDone, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const assign = useCall(assignDuties, [listDuties, dutyPeople])
  // The same request until it is known to be kept.
  const id = useMemo(newId, [])
  const [to, setTo] = useState<AccountId>()
  const [by, setBy] = useState<string>()
  const [note, setNote] = useState('')
  return (
    <ReasonDialog
      title={back ? t.tasks.backTitle(count) : t.tasks.assignTitle(count)}
      hint={back ? t.tasks.backHint : t.tasks.assignHint}
      noReason
      ready={back || to !== undefined}
      okText={back ? t.tasks.takeBack : t.tasks.assign}
      onClose={onClose}
      onSubmit={async () => {
        const { assigned } = await assign.mutateAsync({
          body: {
            id,
            to: back ? null : to!,
            ...(by && !back && { by }),
            ...(note.trim() && { note: note.trim() }),
            ...(duties
              ? { duties: duties.map(({ id: child, rule, period }) => ({ child, rule, period })) }
              : { matching }),
          },
        })
        message.success(back ? t.tasks.tookBack(assigned) : t.tasks.assigned(assigned))
        onDone()
      }}
    >
      {!back && (
        <>
          <Field label={t.tasks.to}>
            <Select<AccountId>
              value={to}
              showSearch={{ optionFilterProp: 'label' }}
              options={people.map(({ id: value, name, role, villages }) => ({
                value,
                label: [name, villages.join(t.common.list) || label(ROLES[role])].join(' · '),
              }))}
              onChange={setTo}
            />
          </Field>
          <Field label={t.tasks.by}>
            <DayPicker value={by} min={today} max={addDays(today, LATEST_DAYS)} onChange={setBy} />
          </Field>
        </>
      )}
      <Field label={t.tasks.note}>
        <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </ReasonDialog>
  )
}
