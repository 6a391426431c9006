import { readResidentId } from '../identity/resident-id.ts'
import { type RosterRow, textIn } from './roster-row.ts'

/**
 * Rows that tell of a child who stands in an earlier row: the same valid number; without numbers the same name,
 * birth date and place. A wrong number proves nothing, since a slip may make it another child's.
 */
export function findDuplicates(rows: readonly RosterRow[]): Map<RosterRow, RosterRow> {
  const first = new Map<string, RosterRow>()
  const duplicates = new Map<RosterRow, RosterRow>()
  for (const row of rows) {
    const key = keyOf(row)
    if (!key) continue
    const earlier = first.get(key)
    if (earlier) duplicates.set(row, earlier)
    else first.set(key, row)
  }
  return duplicates
}

function keyOf({ facts, area }: RosterRow): string | undefined {
  const number = textIn(facts, 'idNumber')
  if (number) return readResidentId(number)?.number
  const name = textIn(facts, 'name')
  const birth = textIn(facts, 'birthDate')
  return name && birth && area && [name, birth, area].join('/')
}
