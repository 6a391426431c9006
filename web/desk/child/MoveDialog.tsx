import { App } from 'antd'
import { useState } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useAreas, VILLAGE } from '../area/areas.ts'
import { useOpenFile } from './child-file.ts'
import { useRecordActs } from './record-acts.ts'

const LEVELS = [VILLAGE, VILLAGE + 1]

export function MoveDialog({ onClose }: { onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const areas = useAreas()
  const today = useToday()
  const record = useRecordActs()
  const [area, setArea] = useState<string>()
  const [day, setDay] = useState(today)
  return (
    <ReasonDialog
      title={t.file.moveTitle}
      hint={t.file.moveHint}
      ready={area !== undefined && area !== file.area.code}
      onClose={onClose}
      onSubmit={async (reason) => {
        await record([{ kind: 'child.move', child: file.id, body: { day, area: area!, reason } }])
        message.success(t.common.saved)
      }}
    >
      <Field label={t.file.moveTo}>
        <AreaSelect areas={areas?.all ?? []} levels={LEVELS} value={area} onChange={setArea} />
      </Field>
      <Field label={t.common.day}>
        <DayPicker value={day} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
    </ReasonDialog>
  )
}
