import { childRows, type SkippedRow } from './child-rows.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { findForms } from './find-forms.ts'
import { placesIn, remembering } from './find-place.ts'
import { findTables, type Table } from './find-table.ts'
import { isRejected } from './issues.ts'
import { layoutOf } from './layout.ts'
import { type ColumnMap, type HeadReader, headReader, mapColumns } from './map-columns.ts'
import { schoolInTitle } from './parse-class.ts'
import { type Merge, type RawCell, type RawRow, type RawSheet, textOf } from './raw-sheet.ts'
import { cellReader } from './read-cells.ts'
import { type ReadColumn, readColumns } from './read-columns.ts'
import { type RowContext, readRow } from './read-row.ts'
import type { RosterRow } from './roster-row.ts'
import { tidy } from './spelling.ts'

export type RosterFile = { file: string; sheets: RawSheet[] }
export type RosterContext = Pick<RowContext, 'asOf' | 'placeOf' | 'cityOf'> & {
  /** What an officer said of columns; the rest is proposed. */
  mapping?: ColumnMapping
  /** What his office said of tables of these layouts (layoutOf) before, instead of anything else. */
  layouts?: Readonly<Record<string, ColumnMapping>>
}

/** Heads as they stand in the file, to be written again over rows that are handed back. */
export type WrittenHeads = { titles: readonly string[]; rows: RawRow[]; merges: Merge[] }

/** A table as it was understood, for the officer to look over. `samples` are of children: kept sealed, or not at all. */
export type ReadTable = {
  sheet: string
  headRows: number[]
  columns: ColumnMap
  layout: string
  proposed: ReadColumn[]
  written: WrittenHeads
  /** The whole sheet is hidden. It is read, since nobody can tell whether it is old. */
  hidden: boolean
  hiddenColumns: number[]
  /** For each column with a head its first few values, each once. */
  samples: { column: number; values: string[] }[]
  /** Rows that hold no child; known when all rows have been read. */
  skipped: SkippedRow[]
}
export type ReadPart = { table: ReadTable } | { row: RosterRow }

/**
 * A workbook's children, sheet by sheet: each table, then its rows, one at a time, so that nobody need hold all of
 * them. A sheet without a table of children (instructions) is passed over.
 */
export function* readRoster(
  { file, sheets }: RosterFile,
  { mapping, layouts = {}, ...context }: RosterContext,
): Generator<ReadPart, void, undefined> {
  const read = headReader(mapping)
  const said = new Map(Object.entries(layouts).map(([layout, own]) => [layout, headReader(own)]))
  const placeOf = remembering(context.placeOf)
  const keep = keeping()
  let n = 0
  for (const sheet of sheets)
    for (const table of tablesIn(sheet, read)) {
      const own = said.get(layoutOf(table.heads)) ?? read
      yield* readTable({ file, sheet, table, read: own, n: n++, keep }, { ...context, placeOf })
    }
}

function tablesIn(sheet: RawSheet, read: HeadReader): Table[] {
  const forms = findForms(sheet, read)
  return forms.length > 0 ? forms : findTables(sheet, read)
}

type Reading = { file: string; sheet: RawSheet; table: Table; read: HeadReader; n: number; keep: Keep }

function* readTable(
  { file, sheet, table, read, n, keep }: Reading,
  context: Omit<RosterContext, 'mapping' | 'layouts'>,
): Generator<ReadPart, void, undefined> {
  const columns = mapColumns(table.heads, { read, hidden: sheet.hiddenColumns })
  const found: ReadTable = {
    sheet: table.sheet,
    headRows: table.headRows,
    columns,
    layout: layoutOf(table.heads),
    proposed: readColumns(table.heads, columns, read),
    written: writtenHeads(sheet, table, keep),
    hidden: sheet.hidden,
    hiddenColumns: (sheet.hiddenColumns ?? []).filter((at) =>
      table.heads.some(({ column }) => column === at),
    ),
    samples: samplesOf(table),
    skipped: [],
  }
  yield { table: found }
  const skip = (row: SkippedRow) => {
    if (found.skipped.length < MOST_SKIPPED) found.skipped.push(row)
  }
  const cellsOf = cellReader(columns, sheet.from1904)
  const own = ownCells(table)
  const rowContext: RowContext = {
    ...context,
    titles: placesIn([sheet.name, ...table.titles, file]),
    school: hasClasses(columns) ? table.titles.map(schoolInTitle).find(Boolean) : undefined,
  }
  for (const row of childRows(table, columns, { merges: sheet.merges, skip })) {
    const read = readRow(cellsOf(row), { file, sheet: table.sheet, row: row.row }, rowContext)
    const cells = read && isRejected(read.issues) ? keep(own(row).cells) : undefined
    if (read) yield { row: cells ? { ...read, written: { table: n, cells } } : read }
    else skip({ row: row.row, why: 'empty' })
  }
}

const MOST_SKIPPED = 1000

/** Of tables side by side each has its own columns of a row; the others' children are nobody's business here. */
function ownCells({ heads, beside }: Table): (row: RawRow) => RawRow {
  if (!beside) return (row) => row
  const first = heads[0]!.column
  const { column, span = 1 } = heads.at(-1)!
  return ({ row, cells }) => ({
    row,
    cells: cells.slice(0, column + span).map((cell, at) => (at < first ? null : cell)),
  })
}

/** Takes cells as they are written, as long as there is room for them. */
type Keep = (cells: RawCell[]) => RawCell[] | undefined

/** A file that repeats one long text in millions of cells must not be held as often. */
const MOST_KEPT = 16 * 1024 * 1024

function keeping(): Keep {
  let room = MOST_KEPT
  return (cells) => {
    for (const cell of cells) room -= typeof cell === 'string' ? cell.length + 8 : 8
    return room > 0 ? cells : undefined
  }
}

/** A form has no rows of heads: its words become one. */
function writtenHeads(sheet: RawSheet, table: Table, keep: Keep): WrittenHeads {
  const { headRows, heads, titles } = table
  const own = ownCells(table)
  const [above] = headRows
  const rows = table.isForm
    ? [{ row: above!, cells: heads.map(({ text }) => text) }]
    : sheet.rows.filter(({ row }) => headRows.includes(row)).map(own)
  const merges = table.isForm ? [] : (sheet.merges ?? []).filter(({ top }) => headRows.includes(top))
  return { titles, rows: rows.filter(({ cells }) => keep(cells)), merges }
}

/** A list with classes and without a column of schools is the list of one school. */
const hasClasses = ({ mapped }: ColumnMap) =>
  mapped.some(({ target }) => target.of === 'child' && target.key === 'gradeClass')

const SAMPLES = 5
const LOOKED_AT = 50
const LONGEST_SAMPLE = 40

function samplesOf({ heads, rows }: Table): ReadTable['samples'] {
  const looked = rows.slice(0, LOOKED_AT)
  return heads.map(({ column }) => {
    const values = looked
      .map(({ cells }) => tidy(textOf(cells[column])).slice(0, LONGEST_SAMPLE))
      .filter(Boolean)
    return { column, values: [...new Set(values)].slice(0, SAMPLES) }
  })
}
