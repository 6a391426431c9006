import type { Merge, RawCell, RawSheet } from '#domain/import/raw-sheet.ts'
import { cellOfNumber } from '../cell-of-number.ts'
import { dayFormats } from '../date-formats.ts'
import { UnreadableFile } from '../file-problem.ts'
import { limitedRows } from '../limited-rows.ts'
import { READ_LIMITS, type ReadLimits } from '../read-limits.ts'
import { compoundFile } from './compound-file.ts'
import { type BiffRecord, KIND, recordsFrom, shortNumber } from './records.ts'
import { stringTable, textIn } from './strings.ts'

const BIFF8 = 0x0600
const WORKSHEET = 0

type Workbook = {
  sheets: { name: string; hidden: boolean; at: number }[]
  strings: string[]
  isDay: boolean[]
  from1904: boolean
}

/**
 * The cells of a workbook of Excel 97–2003 (BIFF8), which WPS writes too. Formulas count by their stored value.
 * Everything in the file is taken for hostile: lengths are checked, chains bounded, what does not fit is damaged.
 */
export function readXlsSheets(bytes: Buffer, limits: ReadLimits = READ_LIMITS): RawSheet[] {
  try {
    const file = compoundFile(bytes)
    if (file.names.includes('EncryptedPackage')) throw new UnreadableFile('encrypted')
    const stream = file.stream('Workbook')
    if (!stream) throw new UnreadableFile(file.stream('Book') ? 'oldExcel' : 'notXlsx')
    const workbook = readGlobals(stream, limits)
    const rows = limitedRows(limits)
    return workbook.sheets.map((sheet) => readSheet(stream, { sheet, workbook, rows }))
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged')
  }
}

function readGlobals(stream: Buffer, limits: ReadLimits): Workbook {
  const workbook: Workbook = { sheets: [], strings: [], isDay: [], from1904: false }
  const cellFormats: number[] = []
  const formats = new Map<number, string>()
  let table: Buffer[] | undefined
  let isFirst = true
  for (const { kind, data } of recordsFrom(stream)) {
    if (isFirst && (kind !== KIND.begin || data.readUInt16LE(0) !== BIFF8))
      throw new UnreadableFile(kind === KIND.begin ? 'oldExcel' : 'damaged')
    isFirst = false
    if (kind === KIND.end) break
    if (kind === KIND.encrypted) throw new UnreadableFile('encrypted')
    if (kind === KIND.continue) table?.push(data)
    else if (table && workbook.strings.length === 0) {
      workbook.strings = stringTable(table, limits.rows * limits.columns)
      table = undefined
    }
    if (kind === KIND.strings) table = [data]
    if (kind === KIND.dateSystem) workbook.from1904 = data.readUInt16LE(0) === 1
    if (kind === KIND.cellFormat) cellFormats.push(data.readUInt16LE(2))
    if (kind === KIND.format) formats.set(data.readUInt16LE(0), textIn(data, { at: 2, countBytes: 2 }))
    if (kind === KIND.sheet && data.readUInt8(5) === WORKSHEET)
      workbook.sheets.push({
        name: textIn(data, { at: 6, countBytes: 1 }),
        hidden: (data.readUInt8(4) & 3) !== 0,
        at: data.readUInt32LE(0),
      })
  }
  if (table) workbook.strings = stringTable(table, limits.rows * limits.columns)
  if (workbook.sheets.length > limits.sheets) throw new UnreadableFile('tooManySheets')
  return { ...workbook, isDay: dayFormats(cellFormats, formats) }
}

type Reading = { sheet: Workbook['sheets'][number]; workbook: Workbook; rows: ReturnType<typeof limitedRows> }

function readSheet(stream: Buffer, { sheet, workbook, rows }: Reading): RawSheet {
  const cells = new Map<number, RawCell[]>()
  const put = (row: number, column: number, cell: RawCell) => {
    rows.checkColumn(column)
    const line = cells.get(row) ?? []
    if (line.length === 0) cells.set(row, line)
    while (line.length < column) line.push(null)
    line[column] = cell
  }
  const merges: Merge[] = []
  const hiddenColumns: number[] = []
  let pending: { row: number; column: number } | undefined
  let depth = 0
  for (const record of recordsFrom(stream, sheet.at)) {
    if (record.kind === KIND.begin) depth++
    // A chart inside the sheet is a part of its own.
    if (record.kind === KIND.end && --depth === 0) break
    if (depth > 1) continue
    if (record.kind === KIND.merges) merges.push(...mergesIn(record.data))
    else if (record.kind === KIND.columns) hiddenColumns.push(...hiddenIn(record.data))
    else if (record.kind === KIND.formulaText && pending)
      put(pending.row, pending.column, textIn(record.data, { at: 0, countBytes: 2 }))
    else if (isCell(record.kind)) {
      pending = undefined
      for (const { row, column, cell } of cellsIn(record, workbook)) {
        if (cell === FOLLOWS) pending = { row, column }
        else put(row, column, cell)
      }
    }
  }
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    rows: [...cells].sort(([a], [b]) => a - b).flatMap(([row, line]) => rows.take(row + 1, line) ?? []),
    merges,
    hiddenColumns,
    ...(workbook.from1904 && { from1904: true }),
  }
}

/** The text of a formula stands in a record of its own. */
const FOLLOWS: unique symbol = Symbol('text follows')
type Placed = { row: number; column: number; cell: RawCell | typeof FOLLOWS }

const CELLS = new Set<number>([
  KIND.number,
  KIND.shortNumber,
  KIND.shortNumbers,
  KIND.stringInTable,
  KIND.text,
  KIND.richText,
  KIND.truthOrError,
  KIND.formula,
])
const isCell = (kind: number) => CELLS.has(kind)

function cellsIn({ kind, data }: BiffRecord, { strings, isDay, from1904 }: Workbook): Placed[] {
  const row = data.readUInt16LE(0)
  const column = data.readUInt16LE(2)
  const asDay = (value: number, format: number) => cellOfNumber(value, isDay[format] === true, from1904)
  const one = (cell: Placed['cell']): Placed[] => [{ row, column, cell }]
  switch (kind) {
    case KIND.number:
      return one(asDay(data.readDoubleLE(6), data.readUInt16LE(4)))
    case KIND.shortNumber:
      return one(asDay(shortNumber(data, 6), data.readUInt16LE(4)))
    case KIND.shortNumbers:
      return Array.from({ length: Math.floor((data.length - 6) / 6) }, (_, i) => ({
        row,
        column: column + i,
        cell: asDay(shortNumber(data, 6 + i * 6), data.readUInt16LE(4 + i * 6)),
      }))
    case KIND.stringInTable:
      return one(strings[data.readUInt32LE(6)] ?? null)
    case KIND.text:
    case KIND.richText:
      return one(textIn(data, { at: 6, countBytes: 2 }))
    case KIND.truthOrError:
      return one(data[7] === 1 ? '#N/A' : data[6] !== 0)
    default:
      return one(storedValue(data, asDay))
  }
}

/** What a formula came to when the file was saved. */
function storedValue(data: Buffer, asDay: (value: number, format: number) => RawCell): Placed['cell'] {
  if (data.readUInt16LE(12) !== 0xffff) return asDay(data.readDoubleLE(6), data.readUInt16LE(4))
  const kinds: Record<number, Placed['cell']> = { 0: FOLLOWS, 1: data[8] !== 0, 2: '#N/A', 3: null }
  return kinds[data[6]!] ?? null
}

function mergesIn(data: Buffer): Merge[] {
  const count = Math.min(data.readUInt16LE(0), Math.floor((data.length - 2) / 8))
  return Array.from({ length: count }, (_, i) => ({
    top: data.readUInt16LE(2 + i * 8) + 1,
    bottom: data.readUInt16LE(4 + i * 8) + 1,
    left: data.readUInt16LE(6 + i * 8),
    right: data.readUInt16LE(8 + i * 8),
  }))
}

function hiddenIn(data: Buffer): number[] {
  if ((data.readUInt16LE(8) & 1) === 0) return []
  const [first, last] = [data.readUInt16LE(0), Math.min(data.readUInt16LE(2), 255)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}
