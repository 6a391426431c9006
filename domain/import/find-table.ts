import { type RawRow, type RawSheet, textOf } from './raw-sheet.ts'

/** A column's head, with those above it joined by / where heads stand in several rows. `column` counts from 0. */
export type Head = { column: number; text: string }

/** A table inside a sheet: where its heads stand and the rows under them. */
export type Table = { sheet: string; headRows: number[]; heads: Head[]; rows: RawRow[] }

/** What a row of heads must at least hold for a table of children. */
export type KnownHeads = { isKnown(head: string): boolean; isName(head: string): boolean }

/** Titles, dates and notes stand above the heads; nobody writes a page of them. */
const LOOKED_AT = 60
const LEAST_KNOWN = 3

/**
 * The row with most known heads, the name of the child among them. A sentence of an instruction sheet that
 * lists all heads is one cell and no table. Blank rows end nothing: they are absent from `rows` anyway.
 */
export function findTable(sheet: RawSheet, known: KnownHeads): Table | undefined {
  let best: { at: number; score: number } | undefined
  for (const [at, row] of sheet.rows.slice(0, LOOKED_AT).entries()) {
    const heads = headsOf(row)
    const score = new Set(heads.filter(({ text }) => known.isKnown(text)).map(({ text }) => text)).size
    const enough = score >= LEAST_KNOWN && heads.some(({ text }) => known.isName(text))
    if (enough && score > (best?.score ?? 0)) best = { at, score }
  }
  const head = best && sheet.rows[best.at]
  if (!best || !head) return undefined
  return {
    sheet: sheet.name,
    headRows: [head.row],
    heads: headsOf(head),
    rows: sheet.rows.slice(best.at + 1),
  }
}

const headsOf = ({ cells }: RawRow): Head[] =>
  cells.flatMap((cell, column) => {
    const text = typeof cell === 'string' ? cell.trim() : ''
    return text ? [{ column, text }] : []
  })

/** True for a row that repeats the heads on the next printed page. */
export const repeatsHeads = (row: RawRow, heads: readonly Head[]): boolean =>
  heads.every(({ column, text }) => textOf(row.cells[column]).trim() === text)
