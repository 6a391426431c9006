import { z } from 'zod'

/** A day without a time or a zone: YYYY-MM-DD. Compares as text. */
export const PlainDate = z.iso.date()
export type PlainDate = z.infer<typeof PlainDate>

const DAY = 86_400_000
const at = (day: PlainDate) => Date.parse(`${day}T00:00:00Z`)
const plain = (milliseconds: number): PlainDate => new Date(milliseconds).toISOString().slice(0, 10)

export const addDays = (day: PlainDate, days: number): PlainDate => plain(at(day) + days * DAY)

export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round((at(to) - at(from)) / DAY)

/**
 * The day on which somebody born on `birth` turns `years` old. Somebody born on 29 February comes of age
 * on 1 March in other years: the law counts full years, so the day before is not yet enough.
 */
export function birthday(birth: PlainDate, years: number): PlainDate {
  const year = String(Number(birth.slice(0, 4)) + years).padStart(4, '0')
  return plain(Date.UTC(Number(year), Number(birth.slice(5, 7)) - 1, Number(birth.slice(8, 10))))
}

/** 周岁: full years lived on a day. */
export function ageOn(birth: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day < birthday(birth, years) ? years - 1 : years
}

/** China keeps one clock (UTC+8) in all provinces; a day in the register is a day there. */
export const chinaDay = (instant: Date): PlainDate => plain(instant.getTime() + 8 * 3_600_000)

/** As an office writes it: 2026-06-01 10:00, the clock of China. */
export const chinaMinute = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const two = (n: number) => String(n).padStart(2, '0')

/** The day of these numbers, or undefined where the calendar has none (30 February, month 13). */
export function dayOf(year: number, month: number, date: number): PlainDate | undefined {
  if (!(year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && date >= 1)) return undefined
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return date <= last ? `${year}-${two(month)}-${two(date)}` : undefined
}

/**
 * The day on which a term of months that began on `day` is full: the day of the same number, or the last day of a month
 * that has none (民法典 art. 202).
 */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const first = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1)
  const last = lastOfMonth(plain(first).slice(0, 7))
  const same = `${last.slice(0, 8)}${day.slice(8)}`
  return same < last ? same : last
}

/** The last day of YYYY-MM. */
export const lastOfMonth = (month: string): PlainDate =>
  plain(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0))

/**
 * The latest birth date of somebody who is at least `years` old on a day: `born <= bornBy(day, 6)` says the same
 * as `ageOn(born, day) >= 6`, in a form that SQL can compare.
 */
export function bornBy(day: PlainDate, years: number): PlainDate {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0')
  const same = `${year}${day.slice(4)}`
  // 29 February in a year without one: those born on the 28th have had their birthday, those of 1 March not.
  return day.slice(5) === '02-29' && new Date(Date.UTC(Number(year), 1, 29)).getUTCDate() !== 29
    ? `${year}-02-28`
    : same
}
