import type { Head } from '../import/head-rows.ts'
import type { MappedColumn } from '../import/map-columns.ts'
import type { Merge } from '../import/raw-sheet.ts'
import type { ReadTable } from '../import/read-roster.ts'
import { type ExportColumn, withoutTarget } from './columns.ts'

/** Rows of heads over columns that may be filled. `merges` count rows from 0, the first row of heads. */
export type Template = { heads: string[][]; merges: Merge[]; columns: ExportColumn[] }

type Placed = Head & { target?: MappedColumn['target'] }

/** The heads of an office's own form as they stood, and what is to be written under each of them. */
export function templateOf({
  columns: { mapped, unmapped },
  headRows,
}: Pick<ReadTable, 'columns' | 'headRows'>): Template {
  const placed: Placed[] = [
    ...mapped.map(({ column, head, span, target }) => ({ column, text: head, span, target })),
    ...unmapped,
  ].sort((a, b) => a.column - b.column)
  const columns: ExportColumn[] = []
  let at = 0
  for (const [i, { column, text, span = 1, target }] of placed.entries()) {
    for (; at < column; at++) columns.push({ head: '', tells: { of: 'nothing' } })
    // The last head has nothing behind it by which its width could be told.
    const wide = i < placed.length - 1 ? span : 1
    columns.push({ head: text, tells: target ?? withoutTarget(text), ...(wide > 1 && { span: wide }) })
    at += wide
  }
  return { columns, ...headGrid(columns, headRows.length) }
}

/** Heads in so many rows: groups stand over their columns, a head without a group reaches down to the rows. */
function headGrid(columns: readonly ExportColumn[], depth: number): Pick<Template, 'heads' | 'merges'> {
  const paths = columns.flatMap(({ head, span = 1 }) =>
    Array.from({ length: span }, () => (head ? pathOf(head, depth) : [])),
  )
  const heads = Array.from({ length: depth }, () => paths.map(() => ''))
  const merges: Merge[] = []
  for (let row = 0; row < depth; row++) {
    for (let left = 0; left < paths.length; ) {
      const text = paths[left]![row]
      let right = left
      while (text && right + 1 < paths.length && isSameTo(paths[left]!, paths[right + 1]!, row)) right++
      if (text) {
        heads[row]![left] = text
        const bottom = row === paths[left]!.length - 1 ? depth - 1 : row
        if (right > left || bottom > row) merges.push({ top: row, bottom, left, right })
      }
      left = right + 1
    }
  }
  return { heads, merges }
}

/** 父亲/务工地点 in as many rows as there are; in one row a stroke is part of the head. */
function pathOf(head: string, depth: number): string[] {
  const parts = head.split('/')
  return [...parts.slice(0, depth - 1), parts.slice(depth - 1).join('/')].filter(Boolean)
}

const isSameTo = (one: readonly string[], other: readonly string[], row: number) =>
  one.length > row && one.slice(0, row + 1).every((text, i) => text === other[i])
