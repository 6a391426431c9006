import { type Calendar, DAY_MARKS, type DayMark, isWorkday, weekday } from '#domain/calendar/calendar.ts'
import { addDays, lastOfMonth, type PlainDate } from '#domain/dates.ts'
import { useLanguage } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import './calendar.css'

const MARKS = Object.keys(DAY_MARKS) as DayMark[]
const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))

/** Days off and make-up workdays say so in a word; the rest is a line below the day. */
const shortOf = ({ calendar }: Messages, mark: DayMark): string =>
  mark === 'off' || mark === 'on' ? calendar.short[mark] : ''

type Props = { calendar: Calendar; year: number; today: PlainDate }

/** Twelve months on one sheet. What a day is stands in it as a word, not in its colour alone. */
export function YearSheet(props: Props) {
  const { t, label } = useLanguage()
  return (
    <section aria-label={t.calendar.title(props.year)}>
      <ul className="calendar-legend">
        {MARKS.map((mark) => (
          <li key={mark}>
            <span className={`calendar-sample is-${mark}`} aria-hidden>
              {shortOf(t, mark) || '1'}
            </span>{' '}
            {label(DAY_MARKS[mark])}
          </li>
        ))}
      </ul>
      <div className="calendar-year">
        {MONTHS.map((month) => (
          <Month key={month} {...props} month={month} />
        ))}
      </div>
    </section>
  )
}

function Month({ calendar, year, today, month }: Props & { month: string }) {
  const { t } = useLanguage()
  const first = `${year}-${month}-01`
  const last = lastOfMonth(`${year}-${month}`)
  const days = Array.from({ length: Number(last.slice(8)) }, (_, i) => addDays(first, i))
  // Monday first, as offices have it.
  const before = (weekday(first) + 6) % 7
  const cells: (PlainDate | null)[] = [...Array<null>(before).fill(null), ...days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7))
  const works = days.map((day) => isWorkday(calendar, day))
  return (
    <table className="calendar-month">
      <caption>
        {t.calendar.month(Number(month))}{' '}
        <small>
          {works.includes(null) ? t.calendar.notKnown : t.calendar.workdays(works.filter(Boolean).length)}
        </small>
      </caption>
      <thead>
        <tr>
          {t.calendar.weekdays.split(' ').map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a week has seven places
              <td key={i}>{day && <Day calendar={calendar} day={day} isToday={day === today} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ calendar, day, isToday }: { calendar: Calendar; day: PlainDate; isToday: boolean }) {
  const { t, label } = useLanguage()
  const parts = calendar.parts.filter(({ from, until }) => from <= day && day <= until)
  const marks = parts.map(({ mark }) => mark)
  const works = isWorkday(calendar, day)
  const said = parts.map(({ mark, name }) => `${label(DAY_MARKS[mark])} ${name}`).join(t.common.semicolon)
  const classes = ['calendar-day', ...marks.map((mark) => `is-${mark}`)]
  if (works === false) classes.push('is-free')
  if (isToday) classes.push('is-today')
  const word = marks.map((mark) => shortOf(t, mark)).join('')
  return (
    <span className={classes.join(' ')} title={said || undefined}>
      {Number(day.slice(8))}
      {word && <span className="calendar-word">{word}</span>}
    </span>
  )
}
