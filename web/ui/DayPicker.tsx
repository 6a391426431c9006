import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { PlainDate } from '#domain/dates.ts'
import { useToday } from './today.ts'

/** What offices type for a day. The first is what is shown. */
const FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.MM.DD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日', 'YYYY-M-D']

type Props = {
  id?: string
  value: PlainDate | '' | undefined
  placeholder?: string
  disabled?: boolean
  status?: 'error'
  allowClear?: boolean
  min?: PlainDate
  max?: PlainDate
  size?: 'small' | 'middle'
  'aria-label'?: string
  onChange(day: PlainDate | undefined): void
}

/** A day, typed or picked; never after today unless `max` says so. */
export function DayPicker({ value, min, max, onChange, ...rest }: Props) {
  const today = useToday()
  return (
    <DatePicker
      {...rest}
      className="day-picker"
      format={FORMATS}
      value={value ? dayjs(value) : null}
      minDate={min ? dayjs(min) : undefined}
      maxDate={dayjs(max ?? today)}
      // Enter takes over the day that was typed; the form around it is not ready to be sent.
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      onChange={(day) => onChange(day?.format('YYYY-MM-DD'))}
    />
  )
}
