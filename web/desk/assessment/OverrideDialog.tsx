import { App } from 'antd'
import { useState } from 'react'
import { GRADE_COLOURS } from '#domain/assessment/check-template.ts'
import type { Colour } from '#domain/assessment/template.ts'
import { COLOUR } from '#domain/assessment/template.ts'
import { addDays } from '#domain/dates.ts'
import type { ChildId } from '#domain/ids.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useRecordActs } from '../child/record-acts.ts'

type Props = {
  child: ChildId
  computed: Colour
  /** An override that lasts: it may be ended. */
  lasting: Colour | undefined
  days: number
  onClose(): void
}

/** Says otherwise than the rule, for a reason and until a day. */
export function OverrideDialog({ child, computed, lasting, days, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  const [colour, setColour] = useState<Colour | 'end'>()
  const [until, setUntil] = useState<string>()
  const ends = colour === 'end'
  return (
    <ReasonDialog
      title={t.assessment.override}
      hint={t.assessment.overrideHint(label(COLOUR[computed]), days)}
      ready={colour !== undefined && (ends || until !== undefined)}
      onClose={onClose}
      onSubmit={async (reason) => {
        const body = {
          day: today,
          colour: (ends ? lasting : colour) as Exclude<Colour, 'none'>,
          until: ends ? today : until!,
          reason,
        }
        await record([{ kind: 'risk.override', child, body }])
        message.success(t.common.saved)
      }}
    >
      <Choice<Colour | 'end'>
        label={t.assessment.overrideTo}
        value={colour}
        options={[
          ...GRADE_COLOURS.map((value) => ({ value, label: label(COLOUR[value]) })),
          ...(lasting ? [{ value: 'end' as const, label: t.assessment.overrideEnd }] : []),
        ]}
        onChoose={setColour}
      />
      {!ends && (
        <Field label={t.assessment.overrideUntil}>
          <DayPicker value={until} min={addDays(today, 1)} max={addDays(today, days)} onChange={setUntil} />
        </Field>
      )}
    </ReasonDialog>
  )
}
