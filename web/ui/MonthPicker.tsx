import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useToday } from './today.ts'

type Props = { value: string; 'aria-label'?: string; onChange(month: string): void }

/** YYYY-MM, up to this month. */
export function MonthPicker({ value, onChange, ...rest }: Props) {
  const today = useToday()
  return (
    <DatePicker
      {...rest}
      picker="month"
      className="day-picker"
      allowClear={false}
      value={dayjs(`${value}-01`)}
      maxDate={dayjs(today)}
      onChange={(month) => month && onChange(month.format('YYYY-MM'))}
    />
  )
}
