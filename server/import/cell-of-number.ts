import { addDays } from '#domain/dates.ts'
import type { RawCell } from '#domain/import/raw-sheet.ts'

/** 31 December 9999. */
const LAST_DAY = 2_958_466
/** Excel's 1900 had a 29 February, so that the days before it count from one later. */
const PHANTOM_DAY = 60

/** A number of a cell; a day where the cell's format shows one. Times without a day stay numbers. */
export function cellOfNumber(value: number, isDay: boolean, from1904: boolean): RawCell {
  if (!isDay || !(value >= 1 && value < LAST_DAY)) return value
  const day = Math.floor(value)
  if (from1904) return { day: addDays('1904-01-01', day) }
  return { day: addDays('1899-12-30', day < PHANTOM_DAY ? day + 1 : day) }
}
