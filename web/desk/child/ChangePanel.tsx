import { Input, Radio } from 'antd'
import type { PlainDate } from '#domain/dates.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'

export type ChangeInput = { how: 'changed' | 'corrected'; since: PlainDate | undefined; reason: string }

type Props = {
  value: ChangeInput
  /** False while nothing that is on record was touched. */
  reasonOwed: boolean
  onChange(value: ChangeInput): void
}

/** How the old record and the new one belong together: it changed on a day, or it was wrong. */
export function ChangePanel({ value, reasonOwed, onChange }: Props) {
  const t = useMessages()
  const changed = value.how === 'changed'
  return (
    <fieldset className="change-panel">
      <legend>{t.file.how}</legend>
      <Radio.Group
        value={value.how}
        onChange={(event) => onChange({ ...value, how: event.target.value, since: undefined })}
        options={[
          { value: 'changed', label: t.file.changed },
          { value: 'corrected', label: t.file.correct },
        ]}
      />
      <p>{changed ? t.file.changedHint : t.file.correctHint}</p>
      <div className="change-fields">
        <Field
          label={changed ? t.file.changedSince : t.file.correctSince}
          hint={changed ? undefined : t.file.correctSinceHint}
        >
          <DayPicker
            value={value.since}
            placeholder={changed ? t.common.today : undefined}
            onChange={(since) => onChange({ ...value, since })}
          />
        </Field>
        {!changed && reasonOwed && (
          <Field label={t.common.reason}>
            <Input
              value={value.reason}
              maxLength={200}
              placeholder={t.common.reasonHint}
              onChange={(event) => onChange({ ...value, reason: event.target.value })}
            />
          </Field>
        )}
      </div>
    </fieldset>
  )
}
