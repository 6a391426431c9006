import { type Head, headsOf, type MergesAt, mergesByRow } from './head-rows.ts'
import type { HeadReader } from './map-columns.ts'
import { isBlank, type RawRow, type RawSheet } from './raw-sheet.ts'
import { targetName } from './target.ts'

/** A table inside a sheet: where its heads stand, the lines above and the rows under them, down to the next table. */
export type Table = {
  sheet: string
  headRows: number[]
  heads: Head[]
  rows: RawRow[]
  titles: readonly string[]
  /** Other tables have columns of the same rows. */
  beside?: boolean
  /** One child's form, told as a table of one row. */
  isForm?: boolean
}

/** Titles, dates and notes stand above the heads; nobody writes a page of them. */
const LOOKED_AT = 60
const LEAST_KNOWN = 3
const MOST_HEAD_ROWS = 3

type HeadRows = { at: number; depth: number; heads: Head[]; known: number; sure: number; readable: number }

/**
 * The rows with most known heads, the name of the child among them. A sentence of an instruction sheet that lists
 * all heads is one cell and no table. Blank rows end nothing: they are absent from `rows` anyway. A later row of
 * other heads begins the next table; tables side by side are told one after the other.
 */
export function findTables(sheet: RawSheet, read: HeadReader): Table[] {
  const merges = mergesByRow(sheet.merges)
  const first = firstHeads(sheet, { merges, read })
  if (!first) return []
  const starts = [first, ...laterHeads(sheet, first, { merges, read })]
  return starts.flatMap((start, i) => {
    const begin = start.at + start.depth
    const table: Table = {
      sheet: sheet.name,
      headRows: sheet.rows.slice(start.at, begin).map(({ row }) => row),
      heads: start.heads,
      titles: titlesAbove(sheet.rows, start.at),
      rows: sheet.rows.slice(begin, starts[i + 1]?.at),
    }
    const parts = sideBySide(start.heads, read)
    return parts.map((heads) => ({ ...table, heads, ...(parts.length > 1 && { beside: true }) }))
  })
}

const TITLE_ROWS = 5
const TITLE_CELLS = 3

/** What stands above the heads, nearest first; a row of a table above has more cells. */
const titlesAbove = (rows: readonly RawRow[], at: number): string[] =>
  rows
    .slice(Math.max(0, at - TITLE_ROWS), at)
    .toReversed()
    .map(({ cells }) => cells.filter((cell) => typeof cell === 'string' && !isBlank(cell)) as string[])
    .filter((texts) => texts.length <= TITLE_CELLS)
    .flat()

/** The first rows that look like heads; a row or two below may know more of the same heads. */
function firstHeads(sheet: RawSheet, finding: Finding): HeadRows | undefined {
  const all = sheet.rows.slice(0, LOOKED_AT).map((_, at) => headRowsAt(sheet, at, finding))
  const at = all.findIndex((one) => one && isHeadLike(one))
  return bestOf(at < 0 ? all : all.slice(at, at + MOST_HEAD_ROWS))
}

type Finding = { merges: MergesAt; read: HeadReader }

/** What the rows from here say as heads, read as one, two or three rows. */
function headRowsAt({ rows }: RawSheet, at: number, { merges, read }: Finding): HeadRows | undefined {
  return bestOf(
    Array.from({ length: Math.min(MOST_HEAD_ROWS, rows.length - at) }, (_, more) => {
      const depth = more + 1
      const taken = rows.slice(at, at + depth)
      if (taken.at(-1)!.row - taken[0]!.row >= depth + 1) return undefined
      const heads = headsOf(taken, merges)
      const guesses = heads.flatMap((head) => read(head) ?? [])
      const targets = new Set(guesses.map(({ target }) => targetName(target)))
      const sure = guesses.reduce((sum, { confidence }) => sum + confidence, 0)
      return targets.has('name') && targets.size >= LEAST_KNOWN
        ? { at, depth, heads, known: targets.size, sure, readable: guesses.length }
        : undefined
    }),
  )
}

/** Most known, then surest, then the first: fewer rows, higher up. */
function bestOf(all: (HeadRows | undefined)[]): HeadRows | undefined {
  let best: HeadRows | undefined
  for (const one of all)
    if (one && (!best || one.known > best.known || (one.known === best.known && one.sure > best.sure + 0.01)))
      best = one
  return best
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Whether a child's name may be a head here, so that a hundred thousand rows are passed quickly. */
const mayNameHeads = ({ cells }: RawRow, read: HeadReader) =>
  cells.some((cell, column) => {
    if (typeof cell !== 'string' || cell.length > 30 || !cell.includes('名')) return false
    const target = read({ column, text: cell })?.target
    return target !== undefined && targetName(target) === 'name'
  })

/** Heads further down that are not the first ones repeated on the next page. */
function laterHeads(sheet: RawSheet, first: HeadRows, finding: Finding): HeadRows[] {
  const found: HeadRows[] = []
  let current = first
  for (let at = first.at + first.depth; at < sheet.rows.length; at++) {
    if (!mayNameHeads(sheet.rows[at]!, finding.read)) continue
    // The name may stand in the second or third of the rows.
    const from = Math.max(current.at + current.depth, at - MOST_HEAD_ROWS + 1)
    const next = bestOf(range(from, at).map((begin) => headRowsAt(sheet, begin, finding)))
    if (!next || !isHeadLike(next)) continue
    at = Math.max(at, next.at + next.depth - 1)
    if (sameHeads(next.heads, current.heads)) continue
    found.push(next)
    current = next
  }
  return found
}

/** A row of a form or of children who are called like heads has few known among many. */
const isHeadLike = ({ heads, readable }: HeadRows) => readable * 2 > heads.length

const sameHeads = (a: readonly Head[], b: readonly Head[]) =>
  a.length === b.length && a.every(({ column, text }, i) => b[i]!.column === column && b[i]!.text === text)

/** 序号 姓名 性别 | 序号 姓名 性别: where the heads repeat at one distance, each repetition is a table. */
function sideBySide(heads: readonly Head[], read: HeadReader): Head[][] {
  const names = heads.filter((head) => {
    const target = read(head)?.target
    return target?.of === 'child' && target.key === 'name'
  })
  const [first, second] = names
  if (!first || !second) return [[...heads]]
  const step = second.column - first.column
  const textAt = new Map(heads.map(({ column, text }) => [column, text]))
  const start = heads[0]!.column
  const own = heads.filter(({ column }) => column < start + step)
  const repeated = own.filter(({ column, text }) => textAt.get(column + step) === text)
  if (repeated.length * 2 <= own.length || repeated.length < 2) return [[...heads]]
  return Object.values(Object.groupBy(heads, ({ column }) => Math.floor((column - start) / step))).map(
    (part) => part ?? [],
  )
}

/** True for a row that repeats one of the head rows on the next printed page. */
export const repeatsHeads = (heads: readonly Head[], row: RawRow): boolean => {
  const own = headsOf([row], () => [])
  if (own.length < 2) return false
  const parts = new Map(heads.map(({ column, text }) => [column, text.split('/')]))
  return own.every(({ column, text }) => parts.get(column)?.includes(text))
}
