import { readResidentId } from '../identity/resident-id.ts'
import { type RosterRow, textIn } from './roster-row.ts'

export type Duplicate = { of: RosterRow; reason: 'sameNumber' | 'sameChild' }

/** Rows with the good number of an earlier row: that child for certain. What only looks so is for a person to decide. */
export function findDuplicates(rows: readonly RosterRow[]): Map<RosterRow, Duplicate> {
  const byNumber = new Map<string, RosterRow>()
  const duplicates = new Map<RosterRow, Duplicate>()
  for (const row of rows) {
    const number = readResidentId(textIn(row.facts, 'idNumber') ?? '')?.number
    if (!number) continue
    const same = byNumber.get(number)
    if (same) duplicates.set(row, { of: same, reason: 'sameNumber' })
    else byNumber.set(number, row)
  }
  return duplicates
}
