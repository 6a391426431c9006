import type { PlainDate } from '../dates.ts'
import { addDays, lastOfMonth } from '../dates.ts'

/**
 * Counters of the register for an area and a month. Those of the month compare the register on the day before it with
 * the register on its last day, so that each child counts once, and who left and came back in between not at all. A
 * child who went to another village of the area has not moved as far as the area is concerned: nobody moves in or out of
 * the county, and a hand-over adds no child to it.
 */
export const COUNTERS = {
  atStart: { zh: '月初在册', en: 'Registered before' },
  /** Opened in the month, where its file was opened. */
  added: { zh: '本月新增', en: 'Added' },
  /** Had left before, and is in the register again. */
  returned: { zh: '本月恢复', en: 'Returned' },
  /** From another area, where they were in the register: claimed or moved. */
  movedIn: { zh: '本月转入', en: 'Moved in' },
  movedOut: { zh: '本月转出', en: 'Moved out' },
  leaving: { zh: '本月退出', en: 'Left' },
  atEnd: { zh: '月末在册', en: 'Registered after' },
  /** Whoever was ever on the area's list until the end of the month, each child once. */
  everAdded: { zh: '累计增加', en: 'Ever added' },
  /** Of these, out of the register on the last day of the month, and not gone elsewhere. */
  left: { zh: '已退出', en: 'Out of the register' },
  /** Of these, in another area by then. */
  gone: { zh: '已转出', en: 'Gone elsewhere' },
} as const
export type Counter = keyof typeof COUNTERS
export type CounterValues = Record<Counter, number>

type Signed = readonly [sign: 1 | -1, counter: Counter]

/** What must hold of every area: the left side is the sum of the right one. */
export const COUNTER_CHECKS: readonly { is: Counter; of: readonly Signed[] }[] = [
  {
    is: 'atEnd',
    of: [
      [1, 'atStart'],
      [1, 'added'],
      [1, 'returned'],
      [1, 'movedIn'],
      [-1, 'movedOut'],
      [-1, 'leaving'],
    ],
  },
  {
    is: 'everAdded',
    of: [
      [1, 'atEnd'],
      [1, 'left'],
      [1, 'gone'],
    ],
  },
]

export const holds = ({ is, of }: (typeof COUNTER_CHECKS)[number], values: CounterValues): boolean =>
  values[is] === of.reduce((sum, [sign, counter]) => sum + sign * values[counter], 0)

export const noCounters = (): CounterValues =>
  Object.fromEntries(Object.keys(COUNTERS).map((key) => [key, 0])) as CounterValues

/** The first day of YYYY-MM, and that of the next month. */
export const daysOfMonth = (month: string): { first: PlainDate; next: PlainDate } => ({
  first: `${month}-01`,
  next: addDays(lastOfMonth(month), 1),
})
