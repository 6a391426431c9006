import { bornBy, type PlainDate } from '../dates.ts'
import type { CellFacts } from './cell.ts'

/**
 * Who is counted: in the register on the day and young enough on it (policy leftBehindAge).
 * listed: as the offices' lists say. computed: left behind by the rule (domain/circumstance/left-behind.ts); of whom
 * too little is known to tell, as the lists say, until it is known: the summary shows how many these are.
 */
export const DEFINITIONS = {
  computed: 'left-behind/2016-13',
  listed: 'registered/2016-13',
} as const
export type Counted = keyof typeof DEFINITIONS

export const isCounted = (counted: Counted, { leftBehind, listed }: CellFacts): boolean =>
  counted === 'listed' ? listed : (leftBehind ?? listed)

/** Birth dates that divide the age bands on a day; born later means younger. `limit`: the age of the rule. */
export const bandLimits = (asOf: PlainDate, limit: number) => ({
  six: bornBy(asOf, 6),
  fourteen: bornBy(asOf, 14),
  sixteen: bornBy(asOf, limit),
})
