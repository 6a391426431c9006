import type { ExportColumn } from '../export/columns.ts'

/** What a sheet of A4 across has between its margins. */
const PAGE_MM = 277
/** Of half a Chinese character, in the size in which lists are printed. */
const MM_PER_SIGN = 1.4
/** A list of few columns is not drawn out over the whole page. */
const WIDEST = 1.4

/** Columns that are printed side by side, by their places in the list, and how wide. */
export type Panel = { columns: number[]; widths: number[] }

/** Cuts a wide list into what fits side by side on a page. Number and name stand in each, so that rows are found again. */
export function panelsOf(columns: readonly ExportColumn[], widths: readonly number[]): Panel[] {
  const isKey = ({ tells }: ExportColumn) =>
    tells.of === 'number' || (tells.of === 'child' && tells.key === 'name')
  const keys = columns.flatMap((column, i) => (isKey(column) ? i : []))
  const millimetres = (places: readonly number[]) =>
    places.reduce((sum, i) => sum + widths[i]! * MM_PER_SIGN, 0)
  const panels: number[][] = []
  let rest: number[] = []
  for (const i of columns.keys()) {
    if (keys.includes(i)) continue
    if (rest.length > 0 && millimetres([...keys, ...rest, i]) > PAGE_MM) {
      panels.push(rest)
      rest = []
    }
    rest.push(i)
  }
  panels.push(rest)
  return panels.map((others) => {
    const places = [...keys, ...others].sort((a, b) => a - b)
    const scale = Math.min(PAGE_MM / millimetres(places), WIDEST)
    return { columns: places, widths: places.map((i) => widths[i]! * MM_PER_SIGN * scale) }
  })
}
