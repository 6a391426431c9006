import { isDitto } from './ditto.ts'
import type { Table } from './find-table.ts'
import { mergesByRow } from './head-rows.ts'
import type { ColumnMap } from './map-columns.ts'
import { isBlank, type Merge, type RawCell, type RawRow } from './raw-sheet.ts'
import { type RowKind, rowReader } from './row-kind.ts'

/** A row that holds no child, and why. */
export type SkippedRow = { row: number; why: Exclude<RowKind, 'child'> }

/**
 * The rows of a table that may tell of a child, with what merged cells and 同上 say in them. Nothing else is filled
 * down: a blank cell under another is blank.
 */
export function* childRows(
  { heads, rows }: Table,
  { mapped }: ColumnMap,
  { merges, skip }: { merges?: readonly Merge[]; skip: (row: SkippedRow) => void },
): Generator<RawRow, void, undefined> {
  const kindOf = rowReader(heads, mapped)
  const filled = fillingDown(mapped, merges)
  const columns = mapped.filter(({ target }) => !isOwn(target)).flatMap(spanOf)
  let above: RawCell[] = []
  for (const row of rows) {
    const kind = kindOf(row)
    if (kind !== 'child') {
      skip({ row: row.row, why: kind })
      filled(row)
      continue
    }
    const whole = filled(row)
    const resolved = withDitto(whole, columns, above)
    above = resolved.cells
    yield resolved
  }
}

type Mapped = ColumnMap['mapped'][number]
const spanOf = ({ column, span = 1 }: Mapped) => Array.from({ length: span }, (_, i) => column + i)

/** What is one child's own, never that of the row above. */
const isOwn = (target: Mapped['target']) =>
  target.of === 'child' && (target.key === 'name' || target.key === 'idNumber')

function withDitto(row: RawRow, columns: readonly number[], above: readonly RawCell[]): RawRow {
  let cells = row.cells
  for (const column of columns) {
    if (!isDitto(cells[column])) continue
    if (cells === row.cells) cells = [...cells]
    // Above the first row there is nothing: left as it stands, it is unreadable.
    if (above.length > 0) cells[column] = above[column] ?? null
  }
  return cells === row.cells ? row : { ...row, cells }
}

/** The value of a cell that is merged downwards stands for each of its rows. */
function fillingDown(mapped: ColumnMap['mapped'], merges: readonly Merge[] = []) {
  const columns = new Set(mapped.filter(({ target }) => !isOwn(target)).map(({ column }) => column))
  const tall = mergesByRow(merges.filter(({ top, bottom, left }) => bottom > top && columns.has(left)))
  let standing: { bottom: number; column: number; value: RawCell }[] = []
  return (row: RawRow): RawRow => {
    standing = standing.filter(({ bottom }) => bottom >= row.row)
    const missing = standing.filter(({ column }) => isBlank(row.cells[column]))
    for (const { bottom, left } of tall(row.row))
      if (!isBlank(row.cells[left])) standing.push({ bottom, column: left, value: row.cells[left]! })
    if (missing.length === 0) return row
    const cells = [...row.cells]
    for (const { column, value } of missing) cells[column] = value
    return { ...row, cells }
  }
}
