import { App, Select } from 'antd'
import { useState } from 'react'
import { END_REASON, type EndReason } from '#domain/agreement/agreement-acts.ts'
import type { ShownAgreement } from '#domain/agreement/agreement-api.ts'
import type { ChildId } from '#domain/ids.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useRecordActs } from '../child/record-acts.ts'

type Props = { child: ChildId; agreement: ShownAgreement; what: 'confirm' | 'end'; onClose(): void }

/** Looks at an agreement again and leaves it as it is, or ends it; both with a reason that the history keeps. */
export function EndAgreementDialog({ child, agreement, what, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  const [day, setDay] = useState(today)
  const [why, setWhy] = useState<EndReason | undefined>(
    agreement.status === 'preparing' ? 'mistaken' : undefined,
  )
  const ends = what === 'end'
  return (
    <ReasonDialog
      title={ends ? t.agreements.end : t.agreements.confirm}
      hint={ends ? t.agreements.endHint : t.agreements.confirmHint}
      danger={ends}
      ready={!ends || why !== undefined}
      onClose={onClose}
      onSubmit={async (reason) => {
        const about = { day, agreement: agreement.id, reason }
        await record([
          ends
            ? { kind: 'agreement.end', child, body: { ...about, why: why! } }
            : { kind: 'agreement.confirm', child, body: about },
        ])
        message.success(t.common.saved)
      }}
    >
      {ends && (
        <Field label={t.agreements.endWhy}>
          <Select<EndReason>
            value={why}
            placeholder={t.common.required}
            options={(Object.keys(END_REASON) as EndReason[]).map((value) => ({
              value,
              label: label(END_REASON[value]),
            }))}
            onChange={setWhy}
          />
        </Field>
      )}
      <Field label={t.common.day}>
        <DayPicker
          value={day}
          min={agreement.day}
          allowClear={false}
          onChange={(next) => next && setDay(next)}
        />
      </Field>
    </ReasonDialog>
  )
}
