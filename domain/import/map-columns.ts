import { type ColumnMapping, mappingReader } from './column-mapping.ts'
import type { Head } from './head-rows.ts'
import { type Guess, readHead } from './read-head.ts'
import { type Target, targetName } from './target.ts'

/**
 * A column and what it tells. `confidence` 1 is the official label or what an officer said. `span` is the number of
 * columns that one value stands in, as an ID number with one digit a cell.
 */
export type MappedColumn = { column: number; span?: number; head: string; target: Target; confidence: number }
export type ColumnMap = { mapped: MappedColumn[]; unmapped: Head[] }

/** Reads heads with the catalogue and with what an officer said before. Asked of thousands of cells, so it remembers. */
export type HeadReader = (head: Head) => Guess | undefined

export function headReader(mapping?: ColumnMapping): HeadReader {
  const said = mappingReader(mapping)
  const guesses = new Map<string, Guess | undefined>()
  const proposed = (text: string) => {
    if (!guesses.has(text)) guesses.set(text, text.length <= LONGEST_HEAD ? readHead(text) : undefined)
    return guesses.get(text)
  }
  return (head) => {
    const target = said(head)
    return target ? { target, confidence: SAID } : proposed(head.text)
  }
}
const LONGEST_HEAD = 100
const SAID = 1.1

/**
 * One column for each target: the surest, of equals the one that is not hidden, else the first. The others are
 * reported, not read.
 */
export function mapColumns(
  heads: readonly Head[],
  { read = headReader(), hidden = [] }: { read?: HeadReader; hidden?: readonly number[] } = {},
): ColumnMap {
  const guesses = heads.map((head) => ({ head, guess: read(head) }))
  const sure = ({ head, guess }: (typeof guesses)[number]) =>
    (guess?.confidence ?? 0) - (hidden.includes(head.column) ? 0.001 : 0)
  const best = new Map<string, (typeof guesses)[number]>()
  for (const entry of guesses) {
    if (!entry.guess || entry.guess.target.of === 'ignored') continue
    const name = targetName(entry.guess.target)
    const rival = best.get(name)
    if (!rival || sure(rival) < sure(entry)) best.set(name, entry)
  }
  const chosen = new Set(best.values())
  return {
    mapped: guesses.flatMap(({ head, guess }, i) =>
      guess && chosen.has(guesses[i]!) ? [mappedColumn(withDigits(head, guess, heads[i + 1]), guess)] : [],
    ),
    unmapped: guesses.flatMap((entry) => (chosen.has(entry) ? [] : [entry.head])),
  }
}

const DIGITS = 18

/** Without merges the head of one digit a cell stands over the first of them only. */
function withDigits(head: Head, { target }: Guess, next: Head | undefined): Head {
  const isId = (target.of === 'child' || target.of === 'relative') && target.key === 'idNumber'
  const isAlone = !head.span && (!next || next.column >= head.column + DIGITS)
  return isId && isAlone ? { ...head, span: DIGITS } : head
}

const mappedColumn = ({ column, text, span }: Head, { target, confidence }: Guess): MappedColumn => ({
  column,
  ...(span && { span }),
  head: text,
  target,
  confidence: Math.min(confidence, 1),
})
