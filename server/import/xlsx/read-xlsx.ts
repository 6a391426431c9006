import type { Merge, RawSheet } from '#domain/import/raw-sheet.ts'
import { UnreadableFile } from '../file-problem.ts'
import { limitedRows } from '../limited-rows.ts'
import { READ_LIMITS, type ReadLimits } from '../read-limits.ts'
import { sharedStrings } from './shared-strings.ts'
import { type CellContext, sheetCells } from './sheet-cells.ts'
import { readWorkbook, WORKBOOK } from './workbook.ts'
import { type ZipParts, zipParts } from './zip-parts.ts'

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')

export const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(ZIP)

/**
 * The cells of a workbook, unpacked and read piece by piece; empty rows, thousands of which offices leave behind with
 * borders, are dropped on the way. Formulas are never computed, their stored value counts. A library that builds the
 * workbook's markup in memory needs ten times its size, which a county's list of 100,000 rows does not leave.
 */
export async function readXlsxSheets(
  file: Uint8Array,
  limits: ReadLimits = READ_LIMITS,
): Promise<RawSheet[]> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  try {
    return await readSheets(zipParts(bytes, limits.unpackedBytes), limits)
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged')
  }
}

const STRINGS = 'xl/sharedStrings.xml'
const MOST_MERGES = 100_000

async function readSheets(zip: ZipParts, limits: ReadLimits): Promise<RawSheet[]> {
  if (!zip.has(WORKBOOK)) throw new UnreadableFile('notXlsx')
  const { sheets, isDay, from1904 } = await readWorkbook(zip)
  if (sheets.length > limits.sheets) throw new UnreadableFile('tooManySheets')
  const context = { strings: sharedStrings(await zip.whole(STRINGS, limits.stringBytes)), isDay, from1904 }
  const rows = limitedRows(limits)
  const read: RawSheet[] = []
  for (const { name, hidden, part } of sheets) {
    const sheet: RawSheet = { name, hidden, rows: [], ...(from1904 && { from1904 }) }
    if (part) await readCells(zip, { part, sheet, context, rows })
    read.push(sheet)
  }
  return read
}

type Reading = { part: string; sheet: RawSheet; context: CellContext; rows: ReturnType<typeof limitedRows> }

async function readCells(zip: ZipParts, { part, sheet, context, rows }: Reading): Promise<void> {
  const merges: Merge[] = []
  const hiddenColumns: number[] = []
  const cells = sheetCells(context, {
    row(number, line) {
      const row = rows.take(number, line)
      if (row) sheet.rows.push(row)
    },
    tooFar: rows.checkColumn,
    merge(merge) {
      if (merges.length < MOST_MERGES) merges.push(merge)
    },
    hiddenColumns: (columns) => hiddenColumns.push(...columns),
  })
  for await (const piece of zip.pieces(part)) cells.take(piece)
  if (merges.length > 0) sheet.merges = merges
  if (hiddenColumns.length > 0) sheet.hiddenColumns = hiddenColumns
}
