import { App } from 'antd'
import { useState } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useOpenFile } from './child-file.ts'
import { useRecordActs } from './record-acts.ts'

/** A child who left comes back into the register, with its whole history. */
export function ReturnDialog({ onClose }: { onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const today = useToday()
  const record = useRecordActs()
  const [day, setDay] = useState(today)
  return (
    <ReasonDialog
      title={t.file.returnTitle}
      hint={t.file.returnHint}
      onClose={onClose}
      onSubmit={async (reason) => {
        await record([{ kind: 'child.return', child: file.id, body: { day, reason } }])
        message.success(t.common.saved)
      }}
    >
      <Field label={t.common.day}>
        <DayPicker
          value={day}
          min={file.leftOn ?? undefined}
          allowClear={false}
          onChange={(next) => next && setDay(next)}
        />
      </Field>
    </ReasonDialog>
  )
}
