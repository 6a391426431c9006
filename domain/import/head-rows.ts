import { isBlank, type Merge, type RawRow, textOf } from './raw-sheet.ts'

/**
 * A column's head, with those above it joined by / where heads stand in several rows. `column` counts from 0;
 * `span` is the number of columns under it, where it is more than one.
 */
export type Head = { column: number; text: string; span?: number }

/** 身 份 证\n号   码 is 身份证号码; the spaces in a head of another script stay. */
const asHead = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=[^\p{ASCII}]) | (?=[^\p{ASCII}])/gu, '')

/** The merges that begin in a row. */
export type MergesAt = (row: number) => readonly Merge[]

export function mergesByRow(merges: readonly Merge[] = []): MergesAt {
  const byRow = Map.groupBy(merges, ({ top }) => top)
  return (row) => byRow.get(row) ?? []
}

const WIDEST = 255

/** One head of one row: where it comes from says whether two columns have the same. */
type Part = { text: string; from: string; isWide: boolean }

/** The heads of these rows, read downwards, as far as the widest of them reaches. */
export function headsOf(rows: readonly RawRow[], merges: MergesAt): Head[] {
  const lines = rows.map((row) => partsOf(row, merges(row.row)))
  spreadGroups(lines)
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length), ...lines.map((line) => line.length))
  const heads: (Head & { from: string })[] = []
  for (let column = 0; column < width; column++) {
    const parts = lines.flatMap((line) => line[column] ?? [])
    const path = withoutRepeats(parts)
    if (path.length === 0) continue
    const text = path.map((part) => part.text).join('/')
    const from = path.map((part) => part.from).join()
    const before = heads.at(-1)
    if (before && before.from === from && before.column + (before.span ?? 1) === column)
      before.span = (before.span ?? 1) + 1
    else heads.push({ column, text, from })
  }
  return heads.map(({ from: _, ...head }) => head)
}

/** Cells of one row; a merged cell gives its text to all columns and rows that it covers. */
function partsOf({ row, cells }: RawRow, merges: readonly Merge[]): (Part | undefined)[] {
  const parts = cells.map((cell, column): Part | undefined =>
    typeof cell === 'string' && !isBlank(cell) && asHead(cell)
      ? { text: asHead(cell), from: `${row}:${column}`, isWide: false }
      : typeof cell === 'number'
        ? { text: textOf(cell), from: `${row}:${column}`, isWide: false }
        : undefined,
  )
  for (const { left, right } of merges) {
    if (!parts[left] || right === left) continue
    const part = { ...parts[left], isWide: true }
    for (let column = left; column <= Math.min(right, left + WIDEST); column++) parts[column] = part
  }
  return parts
}

/**
 * Without merges (CSV, centred across columns) a group stands over its first column only: it goes for the blanks to
 * its right under which something stands, if something stands under itself.
 */
function spreadGroups(lines: (Part | undefined)[][]): void {
  for (const [at, line] of lines.slice(0, -1).entries()) {
    const under = lines[at + 1]!
    let group: Part | undefined
    for (let column = 0; column < under.length; column++) {
      const part = line[column]
      if (part) group = under[column] && !part.isWide ? part : undefined
      else if (group && under[column]) line[column] = group
      else group = undefined
    }
  }
}

/** Numbers under heads count columns or the digits of an ID number: they say nothing. */
function withoutRepeats(parts: Part[]): Part[] {
  const path: Part[] = []
  for (const part of parts) {
    if (path.length > 0 && /^\d{1,3}$/.test(part.text)) continue
    if (path.at(-1)?.text !== part.text) path.push(part)
  }
  return path.length === 1 && /^\d+$/.test(path[0]!.text) ? [] : path
}
