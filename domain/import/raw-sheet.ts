import type { PlainDate } from '../dates.ts'

/** A cell as the file holds it: text, number, yes or no, or a day. A formula is its stored value. */
export type RawCell = string | number | boolean | { day: PlainDate } | null

/** `row` counts from 1 as the office sees it; empty rows are left out. */
export type RawRow = { row: number; cells: RawCell[] }

/** Cells joined into one, all ends included: rows count from 1, columns from 0. Its value stands at the top left. */
export type Merge = { top: number; bottom: number; left: number; right: number }

export type RawSheet = {
  name: string
  hidden: boolean
  rows: RawRow[]
  merges?: readonly Merge[]
  /** Read like the others, since offices hide what they have no room for. */
  hiddenColumns?: readonly number[]
  /** A workbook of an old Mac: a day kept as a bare number counts from 1904. */
  from1904?: boolean
}

export function textOf(cell: RawCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object') return cell.day
  return String(cell)
}

export const isBlank = (cell: RawCell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')

/** A → 0, as the office names columns: 0 is A, 26 is AA. */
export const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** AA → 26. */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
