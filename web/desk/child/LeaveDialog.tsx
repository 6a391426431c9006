import { App, Select } from 'antd'
import { useState } from 'react'
import { LEAVE_REASON } from '#domain/fact/code-lists.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useOpenFile } from './child-file.ts'
import { useRecordActs } from './record-acts.ts'

export function LeaveDialog({ onClose }: { onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const today = useToday()
  const record = useRecordActs()
  const [why, setWhy] = useState<string>()
  const [day, setDay] = useState(today)
  return (
    <ReasonDialog
      title={t.file.leaveTitle}
      hint={t.file.leaveHint}
      ready={why !== undefined}
      onClose={onClose}
      onSubmit={async (reason) => {
        await record([{ kind: 'child.leave', child: file.id, body: { day, why: why!, reason } }])
        message.success(t.common.saved)
      }}
    >
      <Field label={t.file.leaveWhy}>
        <Select
          value={why}
          placeholder={t.common.required}
          options={Object.entries(LEAVE_REASON).map(([value, entry]) => ({ value, label: label(entry) }))}
          onChange={setWhy}
        />
      </Field>
      <Field label={t.common.day}>
        <DayPicker value={day} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
    </ReasonDialog>
  )
}
