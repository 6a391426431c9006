import { App, Input } from 'antd'
import { useState } from 'react'
import { MEASURE, MEASURE_OUTCOME, type Measure, type MeasureOutcome } from '#domain/assessment/needs.ts'
import type { ActId, ChildId } from '#domain/ids.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useRecordActs } from '../child/record-acts.ts'

type Props = { child: ChildId; need: ActId; measure: Measure; since: string; onClose(): void }

/** How a measure ended. */
export function EndMeasureDialog({ child, need, measure, since, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  const [outcome, setOutcome] = useState<MeasureOutcome>('done')
  const [day, setDay] = useState(today)
  const [note, setNote] = useState('')
  return (
    <ReasonDialog
      title={t.assessment.endTitle(label(MEASURE[measure]))}
      noReason
      ready={note.trim().length >= 2}
      onClose={onClose}
      onSubmit={async () => {
        const body = { day, need, measure, outcome, words: { note: note.trim() } }
        await record([{ kind: 'measure.end', child, body }])
        message.success(t.common.saved)
      }}
    >
      <Choice<MeasureOutcome>
        label={t.visits.outcome}
        value={outcome}
        options={(Object.keys(MEASURE_OUTCOME) as MeasureOutcome[]).map((value) => ({
          value,
          label: label(MEASURE_OUTCOME[value]),
        }))}
        onChoose={setOutcome}
      />
      <Field label={t.common.day}>
        <DayPicker value={day} min={since} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
      <Field label={t.assessment.endNote}>
        <Input.TextArea
          rows={3}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </ReasonDialog>
  )
}
