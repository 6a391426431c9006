import type { Merge, RawCell, RawSheet } from '#domain/import/raw-sheet.ts'
import { limitedRows } from './limited-rows.ts'
import type { ReadLimits } from './read-limits.ts'

const LOOKED_AT = 4096
/** Web systems save a page and call it .xls; Excel itself writes XML 2003. */
export const isMarkup = (text: string): boolean => {
  const start = text.slice(0, LOOKED_AT)
  return (
    /^\s*</.test(start) &&
    /<(?:html|table|!doctype html|head|body|style|meta|\w*:?Workbook)[\s>]/i.test(start)
  )
}

/** A sign < inside a tag begins another, so that no unclosed quote makes the search go to the end again and again. */
const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][\w:-]*)([^<>]*)>/gi
/** What stands between these is not shown. */
const UNSEEN = new Set(['script', 'style', 'head', 'title', 'noscript'])

type Open = { sheet: RawSheet; row: number; column: number; cells: RawCell[]; covered: Map<number, number> }

/**
 * The tables of a page, each as a sheet: rows, cells, rowspan and colspan, nothing else. Nothing is run or fetched.
 * Tags that are never closed end where the next begins, as browsers do it.
 */
export function readMarkupSheets(text: string, limits: ReadLimits): RawSheet[] {
  const rows = limitedRows(limits)
  const sheets: RawSheet[] = []
  let open: Open | undefined
  let cell: { text: string; attributes: string } | undefined
  let unseen: string | undefined
  let at = 0
  let name = ''

  const endCell = () => {
    if (cell && open) putCell(open, cell, limits)
    cell = undefined
  }
  const endRow = () => {
    endCell()
    if (!open || open.row === 0) return
    const row = rows.take(open.row, open.cells)
    if (row) open.sheet.rows.push(row)
    open.cells = []
  }
  for (const match of text.matchAll(TAG)) {
    if (cell && !unseen && cell.text.length < limits.cellLength * 4) cell.text += text.slice(at, match.index)
    at = match.index + match[0].length
    const [, closing, tagName, attributes = ''] = match
    const tag = tagName?.toLowerCase().replace(/^\w+:/, '')
    if (!tag) continue
    if (unseen) {
      if (closing && tag === unseen) unseen = undefined
      continue
    }
    if (!closing && UNSEEN.has(tag)) unseen = tag
    else if (tag === 'worksheet' && !closing) name = attribute(attributes, 'Name') ?? ''
    else if (tag === 'table' && closing) {
      endRow()
      open = undefined
    } else if (tag === 'table' && !open) {
      open = {
        sheet: { name, hidden: false, rows: [], merges: [] },
        row: 0,
        column: 0,
        cells: [],
        covered: new Map(),
      }
      sheets.push(open.sheet)
    } else if ((tag === 'tr' || tag === 'row') && open) {
      endRow()
      if (!closing) startRow(open, attributes)
    } else if ((tag === 'td' || tag === 'th' || tag === 'cell') && open) {
      endCell()
      if (!closing) cell = { text: '', attributes }
    } else if (cell && (tag === 'br' || tag === 'p' || tag === 'div')) cell.text += '\n'
  }
  endRow()
  return sheets.filter((sheet) => sheet.rows.length > 0)
}

function startRow(open: Open, attributes: string): void {
  open.row = Math.max(open.row + 1, Number(attribute(attributes, 'Index') ?? 0))
  open.column = 0
}

function putCell(
  open: Open,
  { text, attributes }: { text: string; attributes: string },
  { columns }: ReadLimits,
): void {
  const index = Number(attribute(attributes, 'Index') ?? 0)
  if (index > 0) open.column = index - 1
  while ((open.covered.get(open.column) ?? 0) >= open.row) open.column++
  const left = open.column
  const wide = spanIn(attributes, 'colspan') ?? 1 + (spanIn(attributes, 'MergeAcross') ?? 0)
  const tall = spanIn(attributes, 'rowspan') ?? 1 + (spanIn(attributes, 'MergeDown') ?? 0)
  const right = Math.min(left + Math.max(1, wide), columns + 1) - 1
  const bottom = open.row + Math.max(1, tall) - 1
  while (open.cells.length < left) open.cells.push(null)
  open.cells[left] = shownText(text)
  if (right > left || bottom > open.row) {
    const merges = open.sheet.merges as Merge[]
    merges.push({ top: open.row, bottom, left, right })
    for (let column = left; column <= right; column++) open.covered.set(column, bottom)
  }
  open.column = right + 1
}

const attribute = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(
    attributes,
  )
  return found?.[1] ?? found?.[2] ?? found?.[3]
}

const MOST_SPANNED = 100_000
const spanIn = (attributes: string, name: string): number | undefined => {
  const span = Number(attribute(attributes, name))
  return Number.isInteger(span) ? Math.min(span, MOST_SPANNED) : undefined
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
}

const shownText = (text: string): string =>
  text
    .replace(/[ \t\r\f]*\n[ \t\r\f]*/g, '\n')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));?/gi, (whole, decimal, hex, word) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
      if (code === undefined) return ENTITIES[word.toLowerCase()] ?? whole
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .trim()
