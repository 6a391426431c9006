import type { Head } from './head-rows.ts'
import { REASON } from './outcomes.ts'
import { columnLetters } from './raw-sheet.ts'
import { bare } from './spelling.ts'

/** What makes two tables alike to an office: their heads in their order, however they are spaced and wherever they stand. */
export const layoutOf = (heads: readonly Head[]): string =>
  JSON.stringify(
    heads
      .map(({ text }) => bare(text))
      .filter((text) => !REASONS.has(text))
      .map((text) => text.slice(0, LONGEST_HEAD)),
  )
const REASONS = new Set(Object.values(REASON).map(bare))
/** No head says more; a sentence in its place is not kept whole. */
const LONGEST_HEAD = 100

/** How a mapping names a column: by its head; by its letters where the head is not the only one of its words. */
export function keysOf(heads: readonly Head[]): string[] {
  const counts = new Map<string, number>()
  for (const { text } of heads) counts.set(bare(text), (counts.get(bare(text)) ?? 0) + 1)
  return heads.map(({ text, column }) =>
    bare(text) && counts.get(bare(text)) === 1 && text.length <= LONGEST_KEY ? text : columnLetters(column),
  )
}
/** As ColumnMapping takes them. */
const LONGEST_KEY = 200
