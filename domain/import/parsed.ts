import type { FactEntry, FactValue } from '../fact/fact.ts'
import { compact } from './spelling.ts'

/**
 * What a cell says. blank: nobody asked (未采集). dash: does not apply, for a relative's name that he is dead.
 * none: 无, there is nothing of the kind. month: a date of which no day is said. unreadable: something stands there
 * that the fact cannot hold.
 */
export type Parsed<T> =
  | { is: 'value'; value: T }
  | { is: 'blank' }
  | { is: 'dash' }
  | { is: 'none' }
  | { is: 'month'; month: string }
  | { is: 'unreadable' }

export const known = <T>(value: T): Parsed<T> => ({ is: 'value', value })
export const UNREADABLE = { is: 'unreadable' } as const

const WORDS = new Map<string, 'blank' | 'dash' | 'none'>([
  ...[
    '',
    '未知',
    '不详',
    '不清楚',
    '不明',
    '待查',
    '待核实',
    '未采集',
    '办理中',
    '正在办理',
    '未办理',
    '待办理',
    '?',
    '??',
  ].map((w) => [w, 'blank'] as const),
  ...['—', '——', '–', '-', '--', '―', '─', '不适用'].map((w) => [w, 'dash'] as const),
  ...['无', '没有', '暂无', '/', '//', '\\'].map((w) => [w, 'none'] as const),
])

/** Excel's own words for a formula that went wrong; nobody wrote them. */
const ERROR = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/

/** The ways of writing no value; undefined when there is one to read. */
export function emptiness(text: string): Parsed<never> | undefined {
  const written = compact(text)
  if (ERROR.test(written)) return UNREADABLE
  const word = WORDS.get(written)
  return word && { is: word }
}

/** What is recorded of it: — and 无 say that the question does not apply. */
export function entryOf(parsed: Parsed<FactValue>): FactEntry | undefined {
  if (parsed.is === 'value') return { state: 'known', value: parsed.value }
  return parsed.is === 'dash' || parsed.is === 'none' ? { state: 'notApplicable' } : undefined
}
