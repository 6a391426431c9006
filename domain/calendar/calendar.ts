import { addDays, dayOf, type PlainDate } from '../dates.ts'

/** What a calendar says of days. The words are what stands in policy values: `off 2026-02-15/2026-02-23 春节`. */
export const DAY_MARKS = {
  off: { zh: '放假', en: 'Day off' },
  on: { zh: '调休上班', en: 'Make-up workday' },
  winter: { zh: '寒假', en: 'Winter holiday' },
  summer: { zh: '暑假', en: 'Summer holiday' },
  home: { zh: '父母返乡', en: 'Parents come home' },
} as const
export type DayMark = keyof typeof DAY_MARKS

/** Days of one mark, both ends with them. */
export type CalendarPart = { mark: DayMark; from: PlainDate; until: PlainDate; name: string }

/** Which marks a key of policy consists of. */
export const CALENDAR_KEYS = {
  workCalendar: ['off', 'on'],
  schoolCalendar: ['winter', 'summer'],
  homecoming: ['home'],
} as const satisfies Record<string, readonly DayMark[]>
export type CalendarKey = keyof typeof CALENDAR_KEYS

export const isCalendarKey = (key: string): key is CalendarKey => key in CALENDAR_KEYS

const PART = /^(off|on|winter|summer|home) (\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d) (.{1,20})$/

const isDay = (text: string): boolean =>
  dayOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))) === text

export function partOf(text: string): CalendarPart | undefined {
  const [, mark, from, until, name] = PART.exec(text) ?? []
  if (!mark || !isDay(from!) || !isDay(until!) || from! > until!) return undefined
  return { mark: mark as DayMark, from: from!, until: until!, name: name! }
}

export const partText = ({ mark, from, until, name }: CalendarPart): string =>
  `${mark} ${from}/${until} ${name}`

const yearOf = (day: PlainDate): number => Number(day.slice(0, 4))
const touch = (a: CalendarPart, b: CalendarPart) => a.from <= b.until && b.from <= a.until

/** Whether a list says something of one year and nothing twice: what a proposal must be. */
export function isCalendarValue(key: CalendarKey, value: unknown): value is readonly string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > 60) return false
  const parts = value.map((text) => (typeof text === 'string' ? partOf(text) : undefined))
  const marks: readonly DayMark[] = CALENDAR_KEYS[key]
  if (!parts.every((part): part is CalendarPart => part !== undefined && marks.includes(part.mark)))
    return false
  const years = new Set(parts.flatMap(({ from, until }) => [yearOf(from), yearOf(until)]))
  return years.size === 1 && !parts.some((one, i) => parts.slice(i + 1).some((other) => touch(one, other)))
}

/** The year that a value speaks of begins with the day from which it holds. */
export const isOfYear = (value: readonly string[], from: PlainDate): boolean =>
  from.endsWith('-01-01') && value.every((text) => partOf(text)?.from.startsWith(from.slice(0, 5)))

/** What is known of all years. A year of which nothing is said is not known, and nobody guesses. */
export type Calendar = {
  parts: readonly CalendarPart[]
  days: ReadonlyMap<PlainDate, 'off' | 'on'>
  /** Years whose days off, school holidays, days of coming home are known. */
  known: Readonly<Record<CalendarKey, ReadonlySet<number>>>
}

type Said = { key: CalendarKey; value: readonly string[] }

/** From what is in force for each year. */
export function calendarOf(said: readonly Said[]): Calendar {
  const known = {
    workCalendar: new Set<number>(),
    schoolCalendar: new Set<number>(),
    homecoming: new Set<number>(),
  }
  const parts = said.flatMap(({ key, value }) =>
    value.flatMap((text) => {
      const part = partOf(text)
      if (part) known[key].add(yearOf(part.from))
      return part ?? []
    }),
  )
  const days = new Map<PlainDate, 'off' | 'on'>()
  for (const { mark, from, until } of parts)
    if (mark === 'off' || mark === 'on')
      for (let day = from; day <= until; day = addDays(day, 1)) days.set(day, mark)
  return { parts: parts.sort((a, b) => (a.from < b.from ? -1 : 1)), days, known }
}

/** 0: Sunday. */
export const weekday = (day: PlainDate): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** Whether offices work on a day, make-up workdays with them; null: nothing is known of that year. */
export function isWorkday({ days, known }: Calendar, day: PlainDate): boolean | null {
  if (!known.workCalendar.has(yearOf(day))) return null
  const said = days.get(day)
  return said ? said === 'on' : weekday(day) % 6 !== 0
}

/**
 * 工作日: the last day of a term of `count` workdays that began on `day`; the day itself does not count (民法典 art. 201).
 * A negative count goes back. null: the term runs into a year of which nothing is known.
 */
export function addWorkdays(calendar: Calendar, day: PlainDate, count: number): PlainDate | null {
  return counted(calendar, day, { count, unknown: null })
}

/**
 * As `addWorkdays`, for due days, which must be some day: of a year of which nothing is known every day counts, so that
 * nothing falls due later than it should.
 */
export const addWorkdaysAtMost = (calendar: Calendar, day: PlainDate, count: number): PlainDate =>
  counted(calendar, day, { count, unknown: true })!

type Counting = { count: number; unknown: true | null }

function counted(calendar: Calendar, day: PlainDate, { count, unknown }: Counting): PlainDate | null {
  const step = Math.sign(count)
  let at = day
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    const works = isWorkday(calendar, at) ?? unknown
    if (works === null) return null
    if (works) left--
  }
  return at
}

/** How many workdays lie after `from` up to `until`, the last one with them; negative where `until` is earlier. */
export function workdaysBetween(calendar: Calendar, from: PlainDate, until: PlainDate): number | null {
  if (until < from) {
    const back = workdaysBetween(calendar, until, from)
    return back === null ? null : 0 - back
  }
  let count = 0
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) {
    const works = isWorkday(calendar, day)
    if (works === null) return null
    if (works) count++
  }
  return count
}

export const PERIODS = {
  term: { zh: '学期中', en: 'Term' },
  winter: DAY_MARKS.winter,
  summer: DAY_MARKS.summer,
} as const
export type Period = keyof typeof PERIODS

/** 学期中, 寒假 or 暑假; null: nothing is known of that year. */
export function periodOf({ parts, known }: Calendar, day: PlainDate): Period | null {
  if (!known.schoolCalendar.has(yearOf(day))) return null
  const holiday = parts.find(
    ({ mark, from, until }) => (mark === 'winter' || mark === 'summer') && from <= day && day <= until,
  )
  return (holiday?.mark as Period | undefined) ?? 'term'
}

type Outlined = Pick<CalendarPart, 'mark' | 'name'>

/** What is usually said of a year, without days: these must be read from the announcement. */
export const YEAR_OUTLINE: Record<CalendarKey, readonly Outlined[]> = {
  workCalendar: ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆节'].map(
    (name): Outlined => ({ mark: 'off', name }),
  ),
  schoolCalendar: [
    { mark: 'winter', name: DAY_MARKS.winter.zh },
    { mark: 'summer', name: DAY_MARKS.summer.zh },
  ],
  homecoming: [{ mark: 'home', name: '春节' }],
}

/** In November the next year is announced (国务院办公厅 each autumn). */
const ANNOUNCED = '-11-01'

/** Years that should be known by a day and are not: this one, and from November on the next. */
export function missingYears({ known }: Calendar, today: PlainDate): { key: CalendarKey; year: number }[] {
  const year = yearOf(today)
  const years = today >= `${year}${ANNOUNCED}` ? [year, year + 1] : [year]
  return years.flatMap((one) =>
    (Object.keys(CALENDAR_KEYS) as CalendarKey[]).flatMap((key) =>
      known[key].has(one) ? [] : [{ key, year: one }],
    ),
  )
}
