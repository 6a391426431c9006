import { App, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { DutyRow } from '#domain/duty/duty-api.ts'
import type { ActId } from '#domain/ids.ts'
import {
  CARER_STEP,
  type CarerStep,
  carerStepsDone,
  OF_CARER,
  type Problem,
} from '#domain/service/problems.ts'
import { OUTCOME, type Outcome } from '#domain/service/services.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { childName } from '../child/child-columns.tsx'
import { useRecordActs } from '../child/record-acts.ts'

/** How a problem that was found on a visit was dealt with. */
export function CloseDialog({ duty, onClose }: { duty: DutyRow; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  const [outcome, setOutcome] = useState<Outcome>('solved')
  const [day, setDay] = useState(today)
  const [note, setNote] = useState('')
  const [steps, setSteps] = useState<CarerStep[]>([])
  const [found, problem] = duty.period.split('/') as [ActId, Problem]
  const ofCarer = OF_CARER.includes(problem) && outcome === 'solved'
  return (
    <ReasonDialog
      title={t.visits.closeTitle(childName(duty, t), duty.reasons.map(label).join(t.common.list))}
      hint={t.visits.closeHint(duty.lastOn ?? '')}
      noReason
      ready={note.trim().length >= 2 && (!ofCarer || carerStepsDone(steps))}
      onClose={onClose}
      onSubmit={async () => {
        const body = { day, found, problem, outcome, ...(ofCarer && { steps }), words: { note: note.trim() } }
        await record([{ kind: 'problem.close', child: duty.id, body }])
        message.success(t.common.saved)
      }}
    >
      <Choice<Outcome>
        label={t.visits.outcome}
        value={outcome}
        options={(Object.keys(OUTCOME) as Outcome[]).map((value) => ({
          value,
          label: label(OUTCOME[value]),
        }))}
        onChoose={setOutcome}
      />
      {ofCarer && (
        <div className="field">
          <span id="carer-steps" className="field-title">
            {t.visits.carerSteps}
          </span>
          <Checkbox.Group<CarerStep>
            aria-labelledby="carer-steps"
            value={steps}
            options={(Object.keys(CARER_STEP) as CarerStep[]).map((value) => ({
              value,
              label: label(CARER_STEP[value]),
            }))}
            onChange={setSteps}
          />
          <p className="field-hint">{t.visits.carerStepsHint}</p>
        </div>
      )}
      <Field label={t.common.day}>
        <DayPicker
          value={day}
          min={duty.lastOn ?? undefined}
          allowClear={false}
          onChange={(next) => next && setDay(next)}
        />
      </Field>
      <Field label={t.visits.closeNote}>
        <Input.TextArea
          rows={3}
          maxLength={500}
          value={note}
          placeholder={t.visits.closeNoteHint}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </ReasonDialog>
  )
}
