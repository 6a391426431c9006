import { App } from 'antd'
import { useState } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { TOWNSHIP, useAreas, VILLAGE } from '../area/areas.ts'
import { useOpenFile } from '../child/child-file.ts'
import { useRecordActs } from '../child/record-acts.ts'

const LEVELS = [TOWNSHIP, VILLAGE]

/** Asks another village, or a township where only that is known, to receive the child. */
export function HandOverDialog({ onClose }: { onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const areas = useAreas(true)
  const today = useToday()
  const record = useRecordActs()
  const [to, setTo] = useState<string>()
  const [day, setDay] = useState(today)
  return (
    <ReasonDialog
      title={t.handOvers.askTitle}
      hint={t.handOvers.askHint}
      ready={to !== undefined && to !== file.area.code.slice(0, 12)}
      okText={t.handOvers.ask}
      onClose={onClose}
      onSubmit={async (reason) => {
        await record([{ kind: 'handOver.ask', child: file.id, body: { day, to: to!, reason } }])
        message.success(t.handOvers.asked(areas?.pathOf(to!) ?? ''))
      }}
    >
      <Field label={t.handOvers.to}>
        <AreaSelect areas={areas?.all ?? []} levels={LEVELS} value={to} onChange={setTo} />
      </Field>
      <Field label={t.common.day}>
        <DayPicker value={day} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
    </ReasonDialog>
  )
}
