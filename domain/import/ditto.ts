import type { RawCell } from './raw-sheet.ts'

/** 同上 and its signs. Single marks are looked at first, since most cells have none. */
const DITTO = new Set(['同上', '同前', '上同', '同上行', '″', '〃', '"', '””', '“', '”', '〞', "''", '′′'])
const MAY_BE_DITTO = /^\s*[同上″〃"“”〞'′]/

export const isDitto = (cell: RawCell | undefined): boolean =>
  typeof cell === 'string' &&
  cell.length <= 6 &&
  MAY_BE_DITTO.test(cell) &&
  DITTO.has(cell.replace(/\s/g, ''))
