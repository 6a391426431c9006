import { type CellValue, readXlsx, streamXlsxRows } from 'hucre/xlsx'
import type { RawCell, RawRow, RawSheet } from '#domain/import/raw-sheet.ts'
import { UnreadableFile } from './file-problem.ts'
import { READ_LIMITS, type ReadLimits } from './read-limits.ts'
import { checkZip } from './zip-contents.ts'

/**
 * The cells of a workbook, row by row; empty rows, thousands of which offices leave behind with borders, are
 * dropped on the way. Formulas are never computed, their stored value counts. What the content is decides, not
 * the file's name.
 */
export async function readXlsxSheets(
  file: Uint8Array,
  limits: ReadLimits = READ_LIMITS,
): Promise<RawSheet[]> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  refuseOthers(bytes)
  try {
    await checkZip(bytes, limits)
    return await readSheets(bytes, limits)
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged')
  }
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

function refuseOthers(bytes: Buffer): void {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (bytes.subarray(0, 8).equals(OLE))
    throw new UnreadableFile(bytes.includes(ENCRYPTED) ? 'encrypted' : 'oldExcel')
  if (!bytes.subarray(0, 4).equals(ZIP)) throw new UnreadableFile('notXlsx')
}

async function readSheets(bytes: Buffer, limits: ReadLimits): Promise<RawSheet[]> {
  const sheets: RawSheet[] = []
  // Asks for no sheet at all, only for their names.
  await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      sheets.push({ name, hidden: Boolean(hidden || veryHidden), rows: [] })
      return false
    },
  })
  if (sheets.length > limits.sheets) throw new UnreadableFile('tooManySheets')
  let rows = 0
  for (const [index, sheet] of sheets.entries())
    for await (const { index: at, values } of rowsOf(bytes, index)) {
      const row = rawRow(at + 1, values, limits)
      if (!row) continue
      if (++rows > limits.rows) throw new UnreadableFile('tooManyRows')
      sheet.rows.push(row)
    }
  return sheets
}

/** A sheet that holds nothing but a chart has no rows. */
async function* rowsOf(bytes: Buffer, sheet: number) {
  try {
    yield* streamXlsxRows(bytes, { sheet })
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('missing worksheet file'))) throw error
  }
}

function rawRow(row: number, values: CellValue[], { columns, cellLength }: ReadLimits): RawRow | undefined {
  let used = values.length
  while (used > 0 && isBlank(values[used - 1])) used--
  if (used === 0) return undefined
  if (used > columns) throw new UnreadableFile('tooManyColumns')
  return { row, cells: values.slice(0, used).map((value) => rawCell(value, cellLength)) }
}

const isBlank = (value: CellValue | undefined) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

function rawCell(value: CellValue, cellLength: number): RawCell {
  if (isBlank(value)) return null
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : { day: value.toISOString().slice(0, 10) }
  if (typeof value === 'string') return value.slice(0, cellLength)
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
