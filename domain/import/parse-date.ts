import { addDays, dayOf, type PlainDate } from '../dates.ts'
import type { RawCell } from './raw-sheet.ts'
import { compact } from './spelling.ts'

/** Excel counts days from here (its 1900 epoch, leap-year mistake included). */
const EXCEL_DAY_ZERO = '1899-12-30'
// 1 January 1900 to 31 December 2099: other numbers are something else.
const FIRST_SERIAL = 61
const LAST_SERIAL = 73_050

// 2013-05-06, 2013/5/6, 2013.5.6, 2013年5月6日, with or without a time behind
const PARTS = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/

/** A day as offices write it; undefined when no single day can be read. */
export function parseDate(cell: RawCell): PlainDate | undefined {
  if (typeof cell === 'object') return cell?.day
  if (typeof cell === 'boolean') return undefined
  const text = compact(String(cell)).replace(/号$/, '日')
  const parts = PARTS.exec(text) ?? EIGHT_DIGITS.exec(text)
  if (parts) return dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  const serial = /^\d{2,5}(?:\.\d+)?$/.test(text) && typeof cell === 'number' ? Math.floor(cell) : 0
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? addDays(EXCEL_DAY_ZERO, serial) : undefined
}
