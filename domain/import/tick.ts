import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import type { FactEntries } from '../fact/fact.ts'
import { parseCode, parseYesNo } from './parse-codes.ts'
import { emptiness } from './parsed.ts'
import { type RawCell, textOf } from './raw-sheet.ts'
import { codesOf } from './target.ts'

/**
 * √ in one of several columns, or the word itself again. False when the cell is no tick, or when two answers are
 * ticked of which only one can be true.
 */
export function putTick(
  facts: FactEntries,
  { key, code }: { key: ChildFactKey; code: string },
  cell: RawCell,
): boolean {
  const text = textOf(cell)
  if (emptiness(text)) return true
  const { type } = CHILD_FACTS[key]
  const list = codesOf(CHILD_FACTS[key])
  const isTicked = parseYesNo(text) ?? (list && parseCode(list, text) === code ? true : undefined)
  if (isTicked === undefined) return false
  if (!isTicked) return true
  const before = facts[key]?.value
  if (type.kind === 'codes') {
    facts[key] = { state: 'known', value: [...(Array.isArray(before) ? before : []), code] }
    return true
  }
  const value = type.kind === 'yesNo' ? code === 'yes' : code
  if (before !== undefined && before !== value) {
    delete facts[key]
    return false
  }
  facts[key] = { state: 'known', value }
  return true
}
