import { childRows, type SkippedRow } from './child-rows.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { findForms } from './find-forms.ts'
import { placesIn, remembering } from './find-place.ts'
import { findTables, type Table } from './find-table.ts'
import { type ColumnMap, type HeadReader, headReader, mapColumns } from './map-columns.ts'
import { schoolInTitle } from './parse-class.ts'
import { type RawSheet, textOf } from './raw-sheet.ts'
import { cellReader } from './read-cells.ts'
import { type RowContext, readRow } from './read-row.ts'
import type { RosterRow } from './roster-row.ts'
import { tidy } from './spelling.ts'

export type RosterFile = { file: string; sheets: RawSheet[] }
export type RosterContext = Pick<RowContext, 'asOf' | 'placeOf' | 'cityOf'> & {
  /** What an officer said of columns; the rest is proposed. */
  mapping?: ColumnMapping
}

/** A table as it was understood, for the officer to look over. Nothing of `samples` may be kept: it is of children. */
export type ReadTable = {
  sheet: string
  headRows: number[]
  columns: ColumnMap
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
  { mapping, ...context }: RosterContext,
): Generator<ReadPart, void, undefined> {
  const read = headReader(mapping)
  const placeOf = remembering(context.placeOf)
  for (const sheet of sheets)
    for (const table of tablesIn(sheet, read))
      yield* readTable({ file, sheet, table, read }, { ...context, placeOf })
}

function tablesIn(sheet: RawSheet, read: HeadReader): Table[] {
  const forms = findForms(sheet, read)
  return forms.length > 0 ? forms : findTables(sheet, read)
}

type Reading = { file: string; sheet: RawSheet; table: Table; read: HeadReader }

function* readTable(
  { file, sheet, table, read }: Reading,
  context: Omit<RosterContext, 'mapping'>,
): Generator<ReadPart, void, undefined> {
  const columns = mapColumns(table.heads, { read, hidden: sheet.hiddenColumns })
  const found: ReadTable = {
    sheet: table.sheet,
    headRows: table.headRows,
    columns,
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
  const rowContext: RowContext = {
    ...context,
    titles: placesIn([sheet.name, ...table.titles, file]),
    school: hasClasses(columns) ? table.titles.map(schoolInTitle).find(Boolean) : undefined,
  }
  for (const row of childRows(table, columns, { merges: sheet.merges, skip })) {
    const read = readRow(cellsOf(row), { file, sheet: table.sheet, row: row.row }, rowContext)
    if (read) yield { row: read }
    else skip({ row: row.row, why: 'empty' })
  }
}

const MOST_SKIPPED = 1000

/** A list with classes and without a column of schools is the list of one school. */
const hasClasses = ({ mapped }: ColumnMap) =>
  mapped.some(({ target }) => target.of === 'child' && target.key === 'gradeClass')

const SAMPLES = 3
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
