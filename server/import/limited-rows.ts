import { isBlank, type RawCell, type RawRow } from '#domain/import/raw-sheet.ts'
import { UnreadableFile } from './file-problem.ts'
import type { ReadLimits } from './read-limits.ts'

/**
 * Makes rows of cells, as long as the limits allow; empty ones, thousands of which offices leave behind with borders,
 * are none. One for all sheets of a file.
 */
export function limitedRows({ rows, columns, cellLength }: ReadLimits) {
  let taken = 0
  const checkColumn = (column: number) => {
    if (column >= columns) throw new UnreadableFile('tooManyColumns')
  }
  return {
    checkColumn,
    /** The row, or undefined if nothing stands in it. `row` counts from 1. */
    take(row: number, cells: readonly RawCell[]): RawRow | undefined {
      let used = cells.length
      while (used > 0 && isBlank(cells[used - 1])) used--
      if (used === 0) return undefined
      checkColumn(used - 1)
      if (++taken > rows) throw new UnreadableFile('tooManyRows')
      return { row, cells: Array.from({ length: used }, (_, i) => shortened(cells[i] ?? null, cellLength)) }
    },
  }
}

function shortened(cell: RawCell, cellLength: number): RawCell {
  if (typeof cell !== 'string') return cell
  if (isBlank(cell)) return null
  return cell.length > cellLength ? cell.slice(0, cellLength) : cell
}
