import { createRequire } from 'node:module'
import chineseDays from 'chinese-days'
import { type CalendarPart, partText } from '#domain/calendar/calendar.ts'
import { addDays } from '#domain/dates.ts'

const FIRST = 2020

type Days = Record<string, string>
const { holidays, workdays } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as {
  holidays: Days
  workdays: Days
}

/** `Spring Festival,春节,4` */
const nameOf = (text: string) => text.split(',')[1]!

/** Days that follow each other are one part, with the names of all its festivals. */
function spans(mark: CalendarPart['mark'], days: Days, year: number): CalendarPart[] {
  const parts: CalendarPart[] = []
  for (const day of Object.keys(days).sort()) {
    if (!day.startsWith(`${year}-`)) continue
    const name = nameOf(days[day]!)
    const last = parts.at(-1)
    if (last && addDays(last.until, 1) === day) {
      last.until = day
      if (!last.name.includes(name)) last.name += `、${name}`
    } else parts.push({ mark, from: day, until: day, name })
  }
  return parts
}

/** The day of the lunar calendar: month and day of the lunar year that begins in `year`, or the one before. */
const ofLunar = (year: number, month: number, day: number): string =>
  chineseDays.getSolarDateFromLunar(`${year}-${month}-${day}`).date

/**
 * 寒假 from 腊月十二 to 正月十六, 暑假 from 11 July to 31 August, parents at home from 腊月二十 to 正月十五: no document says so for
 * every county, each enters its own.
 */
export function shippedDays() {
  const last = Math.max(...Object.keys(holidays).map((day) => Number(day.slice(0, 4))))
  return Array.from({ length: last - FIRST + 1 }, (_, i) => FIRST + i).map((year) => {
    const on = spans('on', workdays, year)
    const text = (parts: CalendarPart[]) => parts.map(partText)
    return {
      year,
      workCalendar: text([...spans('off', holidays, year), ...on]),
      schoolCalendar: text([
        { mark: 'winter', from: ofLunar(year - 1, 12, 12), until: ofLunar(year, 1, 16), name: '寒假' },
        { mark: 'summer', from: `${year}-07-11`, until: `${year}-08-31`, name: '暑假' },
      ]),
      homecoming: text([
        { mark: 'home', from: ofLunar(year - 1, 12, 20), until: ofLunar(year, 1, 15), name: '春节' },
      ]),
    }
  })
}
