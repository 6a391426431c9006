import { addDays, dayOf, type PlainDate } from '../dates.ts'
import type { RawCell } from './raw-sheet.ts'
import { compact } from './spelling.ts'

/** Excel counts days from here (its 1900 epoch, leap-year mistake included). */
const EXCEL_DAY_ZERO = '1899-12-30'
// 1 January 1900 to 31 December 2099: other numbers are something else.
const FIRST_SERIAL = 61
const LAST_SERIAL = 73_050
/** An old Mac's workbook counts its days from 1904. */
const DAYS_TO_1904 = 1462

// 2013-05-06, 2013/5/6, 2013.5.6, 2013年5月6日, with or without a time behind
const PARTS =
  /^(\d{4})[-/.．。、\\年](\d{1,2})[-/.．。、\\月](\d{1,2})日?(?:生|出生)?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/
const MONTH = /^(\d{4})(?:[-/.．。、\\年](\d{1,2})月?|(\d{2}))$/

/** A day as offices write it; undefined when no single day can be read. */
export function parseDate(cell: RawCell, from1904 = false): PlainDate | undefined {
  if (typeof cell === 'object') return cell?.day
  if (typeof cell === 'boolean') return undefined
  const text = written(cell)
  const parts = PARTS.exec(text) ?? EIGHT_DIGITS.exec(text)
  if (parts) return dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  const serial = /^\d{2,5}(?:\.\d+)?$/.test(text) ? dayNumber(cell, from1904) : 0
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? addDays(EXCEL_DAY_ZERO, serial) : undefined
}

/** 2013年5月, 2018.12, 201305: a month of which the day is not known, as YYYY-MM. */
export function parseMonth(cell: RawCell): string | undefined {
  if (cell === null || typeof cell === 'object' || typeof cell === 'boolean') return undefined
  const parts = MONTH.exec(written(cell))
  const day = parts && dayOf(Number(parts[1]), Number(parts[2] ?? parts[3]), 1)
  return day?.slice(0, 7)
}

const dayNumber = (cell: RawCell, from1904: boolean): number =>
  typeof cell === 'number' ? Math.floor(cell) + (from1904 ? DAYS_TO_1904 : 0) : 0

/** Without spaces, in western digits; of 2013 5 6 the spaces part the numbers. */
const written = (cell: string | number): string =>
  inDigits(
    compact(
      String(cell)
        .trim()
        .replace(/(?<=\d)\s+(?=\d{1,2}(?:\s|$))/g, '-'),
    ),
  ).replace(/号$/, '日')

const DIGITS = '〇一二三四五六七八九'
const CHINESE =
  /^([〇○零一二三四五六七八九]{4})年(元|正|[一二三四五六七八九十〇○零]{1,3})月(?:([初一二三四五六七八九十廿卅〇○零]{1,3})[日号]?)?$/

/** 二〇一三年五月六日 as 2013年5月6日; other text as it stands. */
function inDigits(text: string): string {
  const parts = CHINESE.exec(text)
  if (!parts) return text
  const year = [...parts[1]!].map(digitOf).join('')
  const month = /[元正]/.test(parts[2]!) ? 1 : chineseNumber(parts[2]!)
  return parts[3] ? `${year}年${month}月${chineseNumber(parts[3])}日` : `${year}年${month}月`
}

const digitOf = (character: string): number => DIGITS.indexOf(character.replace(/[○零]/, '〇'))

/** 六, 十二, 二十一, 三十, 〇六, 一二: up to 31, which is enough for days. */
function chineseNumber(text: string): number {
  if (!text.includes('十')) return Number([...text].map(digitOf).join(''))
  const [tens = '', ones = ''] = text.split('十')
  return (tens ? digitOf(tens) : 1) * 10 + (ones ? digitOf(ones) : 0)
}
