import type { Merge } from '#domain/import/raw-sheet.ts'

/** What a sheet of an .xlsx says of its layout, besides cells. */
export type SheetLayout = { merges: Merge[]; hiddenColumns: number[] }

/** `<mergeCell ref="B5:B9"/>`, `<col min="9" max="9" hidden="1"/>`. In text a < is written &lt;, so that no cell looks so. */
const TAG = /<(?:\w+:)?(?:mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"|col\s([^>]*))/g
const BEGINNINGS = ['mergeCell ', '<col ', ':col ']
const MOST_MERGES = 100_000
const LONGEST_TAG = 400
const MOST_COLUMNS = 256

/**
 * Finds merges and hidden columns in the bytes of a sheet while they pass by for counting, since the reader of cells
 * does not tell them. Most pieces hold neither, and are only searched for the words.
 */
export function layoutReader(): { take(piece: Buffer): void; layout: SheetLayout } {
  const layout: SheetLayout = { merges: [], hiddenColumns: [] }
  let rest = ''
  return {
    layout,
    take(piece) {
      const isWanted = rest.includes('<') || BEGINNINGS.some((word) => piece.includes(word))
      if (isWanted) read(rest + piece.toString('latin1'), layout)
      rest = piece.toString('latin1', Math.max(0, piece.length - LONGEST_TAG))
      rest = rest.slice(Math.max(0, rest.lastIndexOf('<')))
      if (rest.includes('>')) rest = ''
    },
  }
}

function read(text: string, { merges, hiddenColumns }: SheetLayout): void {
  for (const [, ref, column] of text.matchAll(TAG)) {
    if (ref && merges.length < MOST_MERGES) merges.push(mergeOf(ref))
    if (column) hiddenColumns.push(...hiddenIn(column))
  }
}

function mergeOf(ref: string): Merge {
  const [a, b] = ref.split(':').map(cellAt) as [ReturnType<typeof cellAt>, ReturnType<typeof cellAt>]
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  }
}

function cellAt(ref: string): { row: number; column: number } {
  const letters = /^[A-Z]+/.exec(ref)![0]
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(ref.slice(letters.length)), column }
}

function hiddenIn(attributes: string): number[] {
  if (!/\shidden="(?:1|true)"/.test(` ${attributes}`)) return []
  const [min, max] = ['min', 'max'].map((name) =>
    Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0),
  ) as [number, number]
  return Array.from({ length: Math.max(0, Math.min(max, MOST_COLUMNS) - min + 1) }, (_, i) => min - 1 + i)
}
