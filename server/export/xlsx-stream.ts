import { daysBetween } from '#domain/dates.ts'
import { columnLetters, type Merge, type RawCell } from '#domain/import/raw-sheet.ts'
import { type ZipPart, zipStream } from './zip-stream.ts'

/** What a sheet says above its rows and at the foot of every printed page. `heads` are rows of heads, top down. */
export type SheetHead = {
  title: string
  note: string
  heads: readonly (readonly string[])[]
  merges?: readonly Merge[]
  widths: readonly number[]
}
export type Sheet = SheetHead & { name: string; rows: AsyncIterable<readonly (readonly RawCell[])[]> }

/** Rows above the heads: title and note. */
export const ABOVE_HEADS = 2

/**
 * A workbook as bytes to send on, of which no more than a parcel of rows is held. Text stands in its cell, and no cell
 * is ever a formula.
 */
export const xlsxStream = (sheets: readonly Sheet[]): AsyncGenerator<Buffer> => zipStream(partsOf(sheets))

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function partsOf(sheets: readonly Sheet[]): ZipPart[] {
  const all = (one: (sheet: Sheet, n: number) => string) =>
    sheets.map((sheet, i) => one(sheet, i + 1)).join('')
  const types = all(
    (_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  )
  const relations = all(
    (_, n) => `<Relationship Id="s${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  )
  const part = (name: string, xml: string): ZipPart => ({ name, pieces: [XML + xml] })
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${types}</Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="w" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${all((sheet, n) => `<sheet name="${escaped(sheet.name)}" sheetId="${n}" r:id="s${n}"/>`)}</sheets><definedNames>${all(repeatedHeads)}</definedNames></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${relations}<Relationship Id="st" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ),
    part('xl/styles.xml', STYLES),
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, pieces: sheetPieces(sheet) })),
  ]
}

/** The heads stand on every printed page. */
const repeatedHeads = ({ name, heads }: Sheet, n: number) =>
  `<definedName name="_xlnm.Print_Titles" localSheetId="${n - 1}">'${escaped(name)}'!$${ABOVE_HEADS + 1}:$${ABOVE_HEADS + heads.length}</definedName>`

/** Styles by number. Text is text to Excel too, also when somebody types into it again. */
const STYLE = { title: 1, note: 2, head: 3, text: 4, quoted: 5, day: 6, number: 7 } as const
const FONT = '<name val="宋体"/><charset val="134"/>'
const BORDERS = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"/>`).join('')
const xf = (more: string, inside = '') =>
  `<xf xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" ${more}>${inside}</xf>`
const STYLES = [
  `<styleSheet xmlns="${MAIN}">`,
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>',
  `<fonts count="4"><font><sz val="11"/>${FONT}</font><font><b/><sz val="16"/>${FONT}</font><font><sz val="9"/>${FONT}</font><font><b/><sz val="10"/>${FONT}</font></fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  `<borders count="2"><border/><border>${BORDERS}</border></borders>`,
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8">',
  xf('numFmtId="0" fontId="0" borderId="0"'),
  xf('numFmtId="49" fontId="1" borderId="0"'),
  xf('numFmtId="49" fontId="2" borderId="0"'),
  xf(
    'numFmtId="49" fontId="3" borderId="1" applyAlignment="1"',
    '<alignment horizontal="center" vertical="center" wrapText="1"/>',
  ),
  xf('numFmtId="49" fontId="2" borderId="1"'),
  xf('numFmtId="49" fontId="2" borderId="1" quotePrefix="1"'),
  xf('numFmtId="164" fontId="2" borderId="1"'),
  xf('numFmtId="0" fontId="2" borderId="1"'),
  '</cellXfs></styleSheet>',
].join('')

async function* sheetPieces(sheet: Sheet): AsyncGenerator<string> {
  const { title, note, heads, merges = [], widths } = sheet
  const first = ABOVE_HEADS + heads.length + 1
  const last = columnLetters(Math.max(0, widths.length - 1))
  yield [
    XML,
    `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${first - 1}" topLeftCell="A${first}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    '<sheetData>',
    rowOf(1, textCell(title, 'A1', STYLE.title)),
    rowOf(2, textCell(note, 'A2', STYLE.note)),
    ...heads.map((row, i) => {
      const at = ABOVE_HEADS + 1 + i
      return rowOf(at, row.map((head, c) => textCell(head, columnLetters(c) + at, STYLE.head)).join(''))
    }),
  ].join('')
  let at = first
  for await (const rows of sheet.rows) {
    let xml = ''
    for (const cells of rows) {
      xml += rowOf(
        at,
        cells.map((cell, c) => (cell === null ? '' : cellOf(cell, columnLetters(c) + at))).join(''),
      )
      at += 1
    }
    if (xml) yield xml
  }
  const ranges = merges.map(
    ({ top, bottom, left, right }) =>
      `<mergeCell ref="${columnLetters(left)}${top}:${columnLetters(right)}${bottom}"/>`,
  )
  yield [
    `</sheetData><autoFilter ref="A${first - 1}:${last}${at - 1}"/>`,
    ranges.length > 0 ? `<mergeCells count="${ranges.length}">${ranges.join('')}</mergeCells>` : '',
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>',
    // A4, landscape, across as many pages as can be read, down as many as need be.
    `<pageSetup paperSize="9" orientation="landscape" fitToWidth="${pagesAcross(widths)}" fitToHeight="0"/>`,
    `<headerFooter><oddFooter>${escaped(footerOf(note))}</oddFooter></headerFooter>`,
    // No green corner on every ID number.
    `<ignoredErrors><ignoredError sqref="A1:${last}${at}" numberStoredAsText="1"/></ignoredErrors></worksheet>`,
  ].join('')
}

/** What is printed on one page and can still be read. */
const READABLE_WIDTH = 180
const pagesAcross = (widths: readonly number[]) =>
  Math.max(1, Math.ceil(widths.reduce((sum, width) => sum + width, 0) / READABLE_WIDTH))

const rowOf = (at: number, cells: string) => `<row r="${at}">${cells}</row>`

/** What a program might take for a formula when the text is typed, pasted or read in again. */
const LIKE_A_FORMULA = /^[=+\-@＝＋－＠\t\r\n]/

function cellOf(cell: RawCell, at: string): string {
  if (typeof cell === 'number') return `<c r="${at}" s="${STYLE.number}"><v>${cell}</v></c>`
  if (typeof cell === 'object' && cell) return dayCell(cell.day, at)
  const text = String(cell)
  return textCell(text, at, LIKE_A_FORMULA.test(text) ? STYLE.quoted : STYLE.text)
}

const DAY_ZERO = '1899-12-30'
/** Excel believes in 29 February 1900; from 1 March on it counts as the calendar does. */
const FIRST_DAY = '1900-03-01'

const dayCell = (day: string, at: string) =>
  day < FIRST_DAY
    ? textCell(day, at, STYLE.text)
    : `<c r="${at}" s="${STYLE.day}"><v>${daysBetween(DAY_ZERO, day)}</v></c>`

const textCell = (text: string, at: string, style: number) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way of writing these
const UNWRITABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

/** As markup. Excel reads _x0041_ as A, so that an underscore before such letters is written as one itself. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '')
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (sign) => SIGNS[sign]!)
    .replace(/\r/g, '&#13;')
}

/** Excel refuses a file whose footer is longer. */
const LONGEST_FOOTER = 255
const PAGES = '&R&8&P / &N'

function footerOf(note: string): string {
  const room = LONGEST_FOOTER - PAGES.length - '&L&8 '.length
  // An ampersand is written twice, and counts twice.
  const signs = [...note.toWellFormed()].map((sign) => (sign === '&' ? '&&' : sign))
  let text = ''
  for (const sign of signs) {
    if (text.length + sign.length > room - 1) return `&L&8 ${text}…${PAGES}`
    text += sign
  }
  return `&L&8 ${text}${PAGES}`
}
