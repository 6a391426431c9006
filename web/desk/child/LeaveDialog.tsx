import { Alert, App, Select } from 'antd'
import { useState } from 'react'
import { ageOn } from '#domain/dates.ts'
import { LEAVE_REASON } from '#domain/fact/code-lists.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useOpenFile } from './child-file.ts'
import { useRecordActs } from './record-acts.ts'

/** As the reason 年满十六周岁 says. */
const LEAVING_AGE = 16

export function LeaveDialog({ onClose }: { onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const today = useToday()
  const record = useRecordActs()
  const [why, setWhy] = useState<string>()
  const [day, setDay] = useState(today)
  const birth = file.facts.birthDate?.value
  const age = typeof birth === 'string' ? ageOn(birth, day) : undefined
  const tooYoung = age !== undefined && age < LEAVING_AGE
  return (
    <ReasonDialog
      title={t.file.leaveTitle}
      hint={t.file.leaveHint}
      ready={why !== undefined && !(why === 'age' && tooYoung)}
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
          options={Object.entries(LEAVE_REASON).map(([value, entry]) => {
            const disabled = value === 'age' && tooYoung
            return { value, disabled, label: disabled ? t.file.notOfAge(label(entry), age) : label(entry) }
          })}
          onChange={setWhy}
        />
      </Field>
      {why === 'moved' && <Alert type="warning" showIcon title={t.file.leaveMoved} />}
      <Field label={t.common.day}>
        <DayPicker value={day} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
    </ReasonDialog>
  )
}
