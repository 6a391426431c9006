import type { Language } from '../refusals.ts'
import { ISSUES, type Issue, issueSentence } from './issues.ts'
import { REASON } from './outcomes.ts'
import { type Merge, type RawCell, textOf } from './raw-sheet.ts'
import type { WrittenHeads } from './read-roster.ts'

/** Rows as they are written and why they were refused, to be mended by the office. */
export type HandedRow = { row: number; cells: readonly RawCell[]; issues: readonly Issue[] }

export type HandedSheet = { heads: string[][]; merges: Merge[]; widths: number[] }

/**
 * Rows of heads as they stood in the file, those of the title above them, and a last column for the reason. `width` is
 * that of the widest row. Merges count rows from 0.
 */
export function handedSheet(
  { titles, rows, merges }: WrittenHeads,
  width: number,
  language: Language,
): HandedSheet {
  const last = Math.max(width, ...rows.map(({ cells }) => cells.length))
  // Nearest first as they were read; the reader looks for them above the heads.
  const above = titles.toReversed().map((title) => [title])
  const heads = rows.map(({ cells }, i) => [
    ...Array.from({ length: last }, (_, column) => textOf(cells[column])),
    i === 0 ? REASON[language] : '',
  ])
  const lineOf = new Map(rows.map(({ row }, i) => [row, above.length + i]))
  const bottom = above.length + heads.length - 1
  const kept = merges.flatMap((merge): Merge[] => {
    const top = lineOf.get(merge.top)
    return top === undefined
      ? []
      : [{ ...merge, top, bottom: Math.min(lineOf.get(merge.bottom) ?? bottom, bottom) }]
  })
  if (heads.length > 1) kept.push({ top: above.length, bottom, left: last, right: last })
  return {
    heads: [...above, ...heads],
    merges: kept.filter(({ top, bottom, left, right }) => bottom > top || right > left),
    widths: [...Array<number>(last).fill(WIDTH), REASON_WIDTH],
  }
}
const WIDTH = 14
const REASON_WIDTH = 50

const WORDS = { row: { zh: (n: number) => `原第${n}行`, en: (n: number) => `Row ${n}` } }

/** The cells with the reason behind them, under the head of its column. */
export function handedCells({ row, cells, issues }: HandedRow, width: number, language: Language): RawCell[] {
  const reasons = issues
    .filter(({ code }) => ISSUES[code].severity === 'reject')
    .map((issue) => issueSentence(issue, language))
  return [
    ...Array.from({ length: width }, (_, column) => asWritten(cells[column] ?? null)),
    `${WORDS.row[language](row)}: ${[...new Set(reasons)].join('; ')}`,
  ]
}

const LONG_NUMBER = 1e10

/**
 * Long numbers are telephones and ID numbers: text, or the next program would round them. One that is rounded already
 * stays a number, so that it is known again as such.
 */
const asWritten = (cell: RawCell): RawCell =>
  typeof cell === 'number' && Number.isSafeInteger(cell) && cell >= LONG_NUMBER ? String(cell) : cell
