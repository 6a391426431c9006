import type { RawSheet } from '#domain/import/raw-sheet.ts'
import { decodeText } from './decode-text.ts'
import { UnreadableFile } from './file-problem.ts'
import { readCsvSheet } from './read-csv.ts'
import { isMarkup, readMarkupSheets } from './read-html.ts'
import { READ_LIMITS, type ReadLimits } from './read-limits.ts'
import { isCompoundFile } from './xls/compound-file.ts'
import { readXlsSheets } from './xls/read-xls.ts'
import { isZip, readXlsxSheets } from './xlsx/read-xlsx.ts'

/** The sheets of a file, whatever its name says it is: the content decides. */
export async function readSheets(file: Uint8Array, limits: ReadLimits = READ_LIMITS): Promise<RawSheet[]> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (isZip(bytes)) return readXlsxSheets(bytes, limits)
  if (isCompoundFile(bytes)) return readXlsSheets(bytes, limits)
  if (bytes.length > limits.stringBytes) throw new UnreadableFile('tooMuch')
  const { text } = decodeText(bytes)
  return isMarkup(text) ? readMarkupSheets(text, limits) : [readCsvSheet(text, limits)]
}
