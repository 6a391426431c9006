import type { Merge, RawCell } from '#domain/import/raw-sheet.ts'
import { cellOfNumber } from '../cell-of-number.ts'
import { UnreadableFile } from '../file-problem.ts'
import { remembered } from '../remembered.ts'
import { columnOf, type Head, headOf, kindAt, numberAt } from './cell-attributes.ts'
import { attributeIn, decoded, SIGN, type Tag, tagAt } from './markup.ts'

export type CellContext = { strings: readonly string[]; isDay: readonly boolean[]; from1904: boolean }
export type SheetSink = {
  row(row: number, cells: RawCell[]): void
  /** A cell outside of what is read; must refuse. */
  tooFar(column: number): void
  merge(merge: Merge): void
  hiddenColumns(columns: number[]): void
}

/** More without a single tag is no sheet. */
const LONGEST_TEXT = 1024 * 1024
const MOST_COLUMNS = 256

/**
 * Reads the cells of a sheet out of its bytes as they come. Cells are made of bytes, so that no text of the whole
 * sheet is ever held: most are a number of a shared string.
 */
export function sheetCells(context: CellContext, sink: SheetSink): { take(piece: Buffer): void } {
  let rest: Buffer = Buffer.alloc(0)
  let row = 0
  let column = -1
  let cells: RawCell[] = []
  let kind = ''
  let style = 0
  let text: string | undefined
  let isSpoken = false
  const once = remembered()
  const head: Head = { r: 0, s: 0, t: 0 }

  const put = () => {
    if (text === undefined) return
    const cell = cellOf(text, { kind, style }, context)
    text = undefined
    if (cell === null || cell === '') return
    if (column >= MOST_COLUMNS) return sink.tooFar(column)
    while (cells.length < column) cells.push(null)
    cells[column] = typeof cell === 'string' && kind !== 's' ? once(cell) : cell
  }

  function see(bytes: Buffer, tag: Tag, next: number): void {
    switch (tag.name) {
      case 'c': {
        const { r, s, t } = headOf(bytes, tag, head)
        column = r > 0 ? columnOf(bytes, r) : column + 1
        kind = t > 0 ? kindAt(bytes, t) : 'n'
        style = s > 0 ? numberAt(bytes, s) : 0
        text = undefined
        return
      }
      case 'v':
      case 't':
        if (!tag.closed && !isSpoken) text = (text ?? '') + textBetween(bytes, tag.to + 1, next)
        return
      case '/c':
        put()
        return
      case 'row': {
        const { r } = headOf(bytes, tag, head)
        row = r > 0 ? numberAt(bytes, r) : row + 1
        column = -1
        if (cells.length > 0) cells = []
        return
      }
      case '/row':
        if (cells.length > 0) sink.row(row, cells)
        cells = []
        return
      case 'rPh':
      case '/rPh':
        isSpoken = tag.name === 'rPh' && !tag.closed
        return
      case 'mergeCell':
        for (const merge of mergeIn(attributeIn(bytes, tag, 'ref'))) sink.merge(merge)
        return
      case 'col':
        if (/^(?:1|true)$/.test(attributeIn(bytes, tag, 'hidden') ?? ''))
          sink.hiddenColumns(columnsBetween(attributeIn(bytes, tag, 'min'), attributeIn(bytes, tag, 'max')))
    }
  }

  return {
    take(piece) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
      // The last tag may go on in the next piece.
      const last = bytes.lastIndexOf(SIGN.less)
      let at = bytes.indexOf(SIGN.less)
      while (at >= 0 && at < last) {
        const tag = tagAt(bytes, at)
        if (!tag) break
        const next = bytes.indexOf(SIGN.less, tag.to)
        see(bytes, tag, next)
        at = next
      }
      rest = Buffer.from(bytes.subarray(at < 0 ? Math.max(0, last) : at))
      if (rest.length > LONGEST_TEXT) throw new UnreadableFile('damaged')
    },
  }
}

const CDATA = '<![CDATA['

function textBetween(bytes: Buffer, from: number, to: number): string {
  if (to < 0) return ''
  if (to === from && bytes.toString('latin1', from, from + CDATA.length) === CDATA) {
    const end = bytes.indexOf(']]>', from)
    return end < 0 ? '' : bytes.toString('utf8', from + CDATA.length, end)
  }
  return bytes.toString('utf8', from, to)
}

function cellOf(
  text: string,
  { kind, style }: { kind: string; style: number },
  { strings, isDay, from1904 }: CellContext,
): RawCell {
  switch (kind) {
    case 's':
      return strings[Number(text)] ?? null
    case 'b':
      return text === '1' || text === 'true'
    case 'str':
    case 'inlineStr':
    case 'e':
      return decoded(text)
    case 'd':
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? { day: text.slice(0, 10) } : text
    default: {
      const value = Number(text)
      if (text === '') return null
      return Number.isNaN(value) ? decoded(text) : cellOfNumber(value, isDay[style] === true, from1904)
    }
  }
}

function mergeIn(ref: string | undefined): Merge[] {
  const ends = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref ?? '')
  if (!ends) return []
  const columns = [ends[1]!, ends[3]!].map((letters) => columnOf(Buffer.from(letters), 0))
  const rows = [Number(ends[2]), Number(ends[4])]
  return [
    {
      top: Math.min(...rows),
      bottom: Math.max(...rows),
      left: Math.min(...columns),
      right: Math.max(...columns),
    },
  ]
}

function columnsBetween(min: string | undefined, max: string | undefined): number[] {
  const first = Number(min)
  const last = Math.min(Number(max), MOST_COLUMNS)
  return first >= 1 && last >= first ? Array.from({ length: last - first + 1 }, (_, i) => first - 1 + i) : []
}
