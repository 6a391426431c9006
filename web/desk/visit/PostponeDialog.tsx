import { App } from 'antd'
import { useState } from 'react'
import { addDays } from '#domain/dates.ts'
import { DUTIES, POSTPONED_UP_TO_DAYS } from '#domain/duty/duty-acts.ts'
import type { DutyRow } from '#domain/duty/duty-api.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { childName } from '../child/child-columns.tsx'
import { useRecordActs } from '../child/record-acts.ts'

/** Puts a visit off to a day, with a reason that the history keeps. */
export function PostponeDialog({ duty, onClose }: { duty: DutyRow; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  const [until, setUntil] = useState<string>()
  return (
    <ReasonDialog
      title={t.visits.postponeTitle(childName(duty, t), label(DUTIES[duty.rule]))}
      hint={t.visits.postponeHint(POSTPONED_UP_TO_DAYS)}
      ready={until !== undefined}
      onClose={onClose}
      onSubmit={async (reason) => {
        const { id, rule, period } = duty
        await record([
          { kind: 'duty.postpone', child: id, body: { day: today, rule, period, until: until!, reason } },
        ])
        message.success(t.common.saved)
      }}
    >
      <Field label={t.visits.postponeUntil}>
        <DayPicker
          value={until}
          min={addDays(today, 1)}
          max={addDays(today, POSTPONED_UP_TO_DAYS)}
          onChange={setUntil}
        />
      </Field>
    </ReasonDialog>
  )
}
