import { readResidentId } from '../identity/resident-id.ts'
import { type RosterRow, type RowPlace, textIn } from './roster-row.ts'

export type Duplicate = { of: RowPlace; reason: 'sameNumber' | 'sameChild' }

/**
 * Tells of row after row whether its good number is that of an earlier one: that child for certain. What only looks so
 * is for a person to decide. Keeps no rows, since there may be a hundred thousand.
 */
export function createRepeats(): (row: RosterRow) => Duplicate | undefined {
  const first = new Map<string, RowPlace>()
  return ({ facts, place }) => {
    const number = readResidentId(textIn(facts, 'idNumber') ?? '')?.number
    if (!number) return undefined
    const of = first.get(number)
    if (of) return { of, reason: 'sameNumber' }
    first.set(number, place)
    return undefined
  }
}
