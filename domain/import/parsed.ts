import { compact } from './spelling.ts'

/**
 * What a cell says. blank: nobody asked (未采集). dash: does not apply, for a relative's name that he is dead.
 * none: 无, there is nothing of the kind. unreadable: something stands there that the fact cannot hold.
 */
export type Parsed<T> =
  | { is: 'value'; value: T }
  | { is: 'blank' }
  | { is: 'dash' }
  | { is: 'none' }
  | { is: 'unreadable' }

export const known = <T>(value: T): Parsed<T> => ({ is: 'value', value })
export const UNREADABLE = { is: 'unreadable' } as const

const WORDS = new Map<string, 'blank' | 'dash' | 'none'>([
  ...['', '未知', '不详', '不清楚', '不明', '待查', '待核实', '未采集', '?', '??'].map(
    (w) => [w, 'blank'] as const,
  ),
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
