import type { Head } from './head-rows.ts'
import { keysOf } from './layout.ts'
import type { ColumnMap, HeadReader } from './map-columns.ts'
import { columnLetters } from './raw-sheet.ts'
import type { Guess } from './read-head.ts'
import { targetName } from './target.ts'

/**
 * How surely a column is understood: an officer said so; its whole head is a word of the catalogue; part of it is; the
 * head may mean somebody else's; nothing is known, and it is left out.
 */
export const SURENESS = ['said', 'exact', 'part', 'guess', 'none'] as const
export type Sureness = (typeof SURENESS)[number]

export function surenessOf(guess: Guess | undefined): Sureness {
  if (!guess) return 'none'
  const { confidence } = guess
  if (confidence > 1) return 'said'
  if (confidence >= 0.9) return 'exact'
  return confidence > GUESSED ? 'part' : 'guess'
}
/** 电话 of nobody in particular. */
const GUESSED = 0.6

/** One column as it is proposed to the officer. `key` names it in a mapping; `target` is "ignored" for what is left out. */
export type ReadColumn = {
  key: string
  column: string
  head: string
  target: string
  sureness: Sureness
}

/** Every column with a head. Of two for one fact the less sure is left out, and nothing is sure about that. */
export function readColumns(
  heads: readonly Head[],
  { mapped }: Pick<ColumnMap, 'mapped'>,
  read: HeadReader,
): ReadColumn[] {
  const keys = keysOf(heads)
  const chosen = new Set(mapped.map(({ column }) => column))
  return heads.map((head, i) => {
    const guess = read(head)
    const isRead = chosen.has(head.column) || guess?.target.of === 'ignored'
    return {
      key: keys[i]!,
      column: columnLetters(head.column),
      head: head.text.slice(0, LONGEST_HEAD),
      target: guess && isRead ? targetName(guess.target) : 'ignored',
      sureness: isRead ? surenessOf(guess) : 'none',
    }
  })
}
const LONGEST_HEAD = 200
