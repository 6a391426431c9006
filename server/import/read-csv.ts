import type { RawSheet } from '#domain/import/raw-sheet.ts'
import { limitedRows } from './limited-rows.ts'
import type { ReadLimits } from './read-limits.ts'
import { remembered } from './remembered.ts'

const SEPARATORS = [',', '\t', ';', '|'] as const
const LOOKED_AT_LINES = 30

/**
 * A list as text, by RFC 4180 as far as offices keep to it: a quote inside an unquoted cell is a sign like others,
 * lines end as they like. The row is the record's number, as a table program shows it.
 */
export function readCsvSheet(text: string, limits: ReadLimits): RawSheet {
  const rows = limitedRows(limits)
  const separator = separatorOf(text)
  const sheet: RawSheet = { name: '', hidden: false, rows: [] }
  const once = remembered()
  let record = 0
  for (const cells of recordsIn(text, separator)) {
    const row = rows.take(
      ++record,
      cells.map((cell) => once(asText(cell))),
    )
    if (row) sheet.rows.push(row)
  }
  return sheet
}

/** ="2104…" is how programs keep long numbers from being rounded when the list is opened in Excel. */
const asText = (cell: string) => (cell.startsWith('="') && cell.endsWith('"') ? cell.slice(2, -1) : cell)

/** What parts most lines into equally many cells; a title has none. */
function separatorOf(text: string): string {
  const lines = text.slice(0, 64 * 1024).split(/\r\n|\r|\n/, LOOKED_AT_LINES)
  const plain = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, ''))
  const score = (separator: string) => {
    const counts = plain.map((line) => line.split(separator).length - 1).filter(Boolean)
    const alike = [...Map.groupBy(counts, (count) => count).values()].map(({ length }) => length)
    return Math.max(0, ...alike) * 1000 + Math.max(0, ...counts)
  }
  const scores = SEPARATORS.map((separator) => ({ separator, score: score(separator) }))
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator
}

function* recordsIn(text: string, separator: string): Generator<string[], void, undefined> {
  let cells: string[] = []
  let at = 0
  while (at < text.length) {
    const { cell, end } = text[at] === '"' ? quoted(text, { at, separator }) : plain(text, { at, separator })
    cells.push(cell)
    at = end
    if (text[at] === separator) {
      at++
      if (at === text.length) cells.push('')
      continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    yield cells
    cells = []
  }
  if (cells.length > 0) yield cells
}

type From = { at: number; separator: string }
type Read = { cell: string; end: number }

function plain(text: string, { at, separator }: From): Read {
  let end = at
  while (end < text.length) {
    const sign = text[end]
    if (sign === separator || sign === '\n' || sign === '\r') break
    end++
  }
  return { cell: text.slice(at, end), end }
}

/** Text in quotes, in which two are one. Without an end it was no quote. */
function quoted(text: string, { at, separator }: From): Read {
  let cell = ''
  let from = at + 1
  for (;;) {
    const end = text.indexOf('"', from)
    if (end < 0 || end - at > LONGEST_QUOTED) return plain(text, { at, separator })
    cell += text.slice(from, end)
    if (text[end + 1] !== '"') {
      const rest = plain(text, { at: end + 1, separator })
      return { cell: cell + rest.cell, end: rest.end }
    }
    cell += '"'
    from = end + 2
  }
}
/** A quote that is never closed must not cost a search to the end of the file for each cell. */
const LONGEST_QUOTED = 100_000
