import type { RawCell } from './raw-sheet.ts'
import { compact } from './spelling.ts'

/** Excel keeps 15 digits of a number: what is longer has lost its end, however it is shown. */
const KEPT_BY_EXCEL = 1e15
const SCIENTIFIC = /^\d(?:\.\d+)?[eE]\+?\d+$/

/** True when a number was typed into a number cell, so that its last digits are gone for ever. */
export const lostDigits = (cell: RawCell): boolean =>
  typeof cell === 'number'
    ? cell >= KEPT_BY_EXCEL
    : typeof cell === 'string' && SCIENTIFIC.test(compact(cell))

/** An ID number as written: without spaces, half width, X in upper case. Whether it is right is asked elsewhere. */
export function parseId(cell: RawCell): string | undefined {
  if (lostDigits(cell)) return undefined
  const text = compact(textOfNumber(cell)).replace(/^'/, '').replace(/-/g, '').toUpperCase()
  return /^[0-9A-Z]{6,20}$/.test(text) ? text : undefined
}

const PHONE = /^(?:(?:\+?86)?1\d{10}|(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,5})?|400-?\d{3}-?\d{4}|110|12\d{3})$/
const BETWEEN_PHONES = /[、,;/\s]+/
const MOST_PHONES = 4

/** One to four phone numbers; undefined when a part is none. 138 1234 5678 is one number, not three. */
export function parsePhones(cell: RawCell): string[] | undefined {
  const text = textOfNumber(cell).normalize('NFKC').replace(/[—–]/g, '-').replace(WHOSE, ' ').trim()
  const one = compact(text)
  const parts = PHONE.test(plainMobile(one)) ? [one] : text.split(BETWEEN_PHONES).filter(Boolean)
  return phonesAmong(parts.map(plainMobile))
}

/** 父:139…, 139…(爷爷): whose number it is stands elsewhere. */
const WHOSE = /\([^()\d]{0,8}\)|\p{Script=Han}{1,4}:?/gu
/** 187-6516-8989 is a mobile's number; 024-54550207 keeps its dash. */
const plainMobile = (part: string) => part.replace(/^(\+?86-?)?(1\d{2})-(\d{4})-(\d{4})$/, '$1$2$3$4')

function phonesAmong(parts: string[]): string[] | undefined {
  if (parts.length === 0 || parts.length > MOST_PHONES || !parts.every((part) => PHONE.test(part)))
    return undefined
  return [...new Set(parts.map((part) => part.replace(/^\+?86(?=1\d{10}$)/, '')))]
}

const textOfNumber = (cell: RawCell) => (cell === null || typeof cell === 'object' ? '' : String(cell))
