import type { ChildFactKey } from '../fact/child-facts.ts'
import type { RelativeFactKey } from '../fact/relative-facts.ts'
import type { Head } from './find-table.ts'
import {
  CHILD_HEADS,
  PLAIN_HEADS,
  type PlacePart,
  RELATIVE_HEADS,
  SLOT_WORDS,
  type Slot,
} from './head-words.ts'
import { bare } from './spelling.ts'

/** What a column tells. `relation` is the guardian's to the child. */
export type Target =
  | { of: 'child'; key: ChildFactKey }
  | { of: 'relative'; slot: Slot; key: RelativeFactKey }
  | { of: 'place'; part: PlacePart }
  | { of: 'relation' }
  | { of: 'ignored' }

/** `confidence` 1 is the official label, 0.9 a spelling of the catalogue, less is a guess to be looked at. */
export type MappedColumn = { column: number; head: string; target: Target; confidence: number }
export type ColumnMap = { mapped: MappedColumn[]; unmapped: Head[] }

/** How a target is called in reports and saved mappings: name, father.workPlace, guardian.relation, village. */
export function targetName(target: Target): string {
  switch (target.of) {
    case 'child':
      return target.key
    case 'relative':
      return `${target.slot}.${target.key}`
    case 'place':
      return target.part
    case 'relation':
      return 'guardian.relation'
    case 'ignored':
      return 'ignored'
  }
}

type Guess = { target: Target; confidence: number }

/** 出生日期(年-月-日) still means the birth date, a little less surely. */
const REMARK = /[(（[【][^)）\]】]*[)）\]】]/g
const WITHOUT_REMARK = 0.8

/** What a head most likely means; undefined when the catalogue has no word for it. */
export function readHead(head: string): Guess | undefined {
  const whole = guess(bare(head))
  if (whole) return whole
  const rest = guess(bare(head.replace(REMARK, '')))
  return rest && { ...rest, confidence: rest.confidence * WITHOUT_REMARK }
}

function guess(word: string): Guess | undefined {
  const plain = PLAIN_HEADS.get(word)
  if (plain) return { target: plain, confidence: 1 }
  const child = CHILD_HEADS.get(word)
  if (child) return { target: { of: 'child', key: child.of }, confidence: child.sure }
  return ofRelative(word)
}

/** Words between the relative and the fact that say nothing: 父亲的电话, 母亲情况/姓名. */
const FILLING = /^(?:的|基本)?(?:情况|信息)?/

function ofRelative(word: string): Guess | undefined {
  for (const { word: start, slot } of SLOT_WORDS) {
    if (!word.startsWith(start)) continue
    const rest = word.slice(start.length).replace(FILLING, '')
    if (rest === '') return { target: { of: 'relative', slot, key: 'name' }, confidence: 0.7 }
    if (slot === 'guardian' && PLAIN_HEADS.get(rest)?.of === 'relation')
      return { target: { of: 'relation' }, confidence: 0.9 }
    const fact = RELATIVE_HEADS.get(rest)
    if (fact) return { target: { of: 'relative', slot, key: fact.of }, confidence: fact.sure }
  }
  return undefined
}

/** One column for each target: the surest, of equals the first. The others are reported, not read. */
export function mapColumns(heads: readonly Head[]): ColumnMap {
  const guesses = heads.map((head) => ({ head, guess: readHead(head.text) }))
  const best = new Map<string, (typeof guesses)[number]>()
  for (const entry of guesses) {
    if (!entry.guess || entry.guess.target.of === 'ignored') continue
    const name = targetName(entry.guess.target)
    const rival = best.get(name)?.guess
    if (!rival || rival.confidence < entry.guess.confidence) best.set(name, entry)
  }
  const chosen = new Set(best.values())
  return {
    mapped: guesses.flatMap((entry) =>
      entry.guess && chosen.has(entry)
        ? [{ column: entry.head.column, head: entry.head.text, ...entry.guess }]
        : [],
    ),
    unmapped: guesses.flatMap((entry) => (chosen.has(entry) ? [] : [entry.head])),
  }
}

/** The heads that find-table asks for. */
export const KNOWN_HEADS = {
  isKnown: (head: string) => readHead(head) !== undefined,
  isName: (head: string) => {
    const target = readHead(head)?.target
    return target?.of === 'child' && target.key === 'name'
  },
}
