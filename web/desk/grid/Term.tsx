import { Checkbox } from 'antd'
import { addDays } from '#domain/dates.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { useToday } from '#web/ui/today.ts'

const LONGEST_DAYS = 366

type Props = {
  from: string
  lastDay: string | undefined
  onFrom(day: string): void
  onLastDay(day: string | undefined): void
}

/** From a day on; or for a time, after which it is as before by itself. */
export function Term({ from, lastDay, onFrom, onLastDay }: Props) {
  const t = useMessages()
  const today = useToday()
  return (
    <>
      <Field label={t.grid.from}>
        <DayPicker value={from} allowClear={false} onChange={(day) => day && onFrom(day)} />
      </Field>
      <Checkbox
        checked={lastDay !== undefined}
        onChange={({ target }) => onLastDay(target.checked ? addDays(today, 14) : undefined)}
      >
        {t.grid.forATime}
      </Checkbox>
      {lastDay !== undefined && (
        <Field label={t.grid.lastDay} hint={t.grid.fallsBack}>
          <DayPicker
            value={lastDay}
            min={from}
            max={addDays(today, LONGEST_DAYS)}
            allowClear={false}
            onChange={(day) => day && onLastDay(day)}
          />
        </Field>
      )}
    </>
  )
}
