import { type CellValue, readXlsx, streamXlsxRows } from 'hucre/xlsx'
import type { RawCell, RawSheet } from '#domain/import/raw-sheet.ts'
import { UnreadableFile } from './file-problem.ts'
import { limitedRows } from './limited-rows.ts'
import { READ_LIMITS, type ReadLimits } from './read-limits.ts'
import { workbookParts } from './workbook-parts.ts'
import { checkZip } from './zip-contents.ts'

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')

export const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(ZIP)

/**
 * The cells of a workbook, row by row; empty rows, thousands of which offices leave behind with borders, are
 * dropped on the way. Formulas are never computed, their stored value counts.
 */
export async function readXlsxSheets(
  file: Uint8Array,
  limits: ReadLimits = READ_LIMITS,
): Promise<RawSheet[]> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  try {
    return await readSheets(bytes, limits)
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged')
  }
}

async function readSheets(bytes: Buffer, limits: ReadLimits): Promise<RawSheet[]> {
  const layouts = await checkZip(bytes, limits)
  const parts = workbookParts(bytes)
  const sheets: RawSheet[] = []
  // Asks for no sheet at all, only for their names.
  await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      const layout = layouts.get(parts.sheets[sheets.length] ?? '')
      const isHidden = Boolean(hidden || veryHidden)
      sheets.push({ name, hidden: isHidden, rows: [], ...layout, ...(parts.from1904 && { from1904: true }) })
      return false
    },
  })
  if (sheets.length > limits.sheets) throw new UnreadableFile('tooManySheets')
  const rows = limitedRows(limits)
  for (const [index, sheet] of sheets.entries())
    for await (const { index: at, values } of rowsOf(bytes, index)) {
      const row = rows.take(at + 1, values.map(rawCell))
      if (row) sheet.rows.push(row)
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

function rawCell(value: CellValue): RawCell {
  if (value === null || value === undefined) return null
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : { day: value.toISOString().slice(0, 10) }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : String(value)
}
