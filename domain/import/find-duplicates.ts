import { readResidentId } from '../identity/resident-id.ts'
import { type RosterRow, textIn } from './roster-row.ts'

export type Duplicate = { of: RosterRow; reason: 'sameNumber' | 'sameNameBirthAndPlace' | 'sameChild' }

/**
 * Rows that tell of a child who stands in an earlier row: the same number, or the same name, birth date and place
 * where one of the two has no number. A number that fails its check counts only with the name, since a slip may
 * have made it another child's.
 */
export function findDuplicates(rows: readonly RosterRow[]): Map<RosterRow, Duplicate> {
  const byNumber = new Map<string, RosterRow>()
  const byName = new Map<string, RosterRow>()
  const duplicates = new Map<RosterRow, Duplicate>()
  for (const row of rows) {
    const number = numberKey(row)
    const name = nameKey(row)
    const sameNumber = number && byNumber.get(number)
    const sameName = name && byName.get(name)
    if (sameNumber) duplicates.set(row, { of: sameNumber, reason: 'sameNumber' })
    else if (sameName && !(number && numberKey(sameName)))
      duplicates.set(row, { of: sameName, reason: 'sameNameBirthAndPlace' })
    if (duplicates.has(row)) continue
    if (number) byNumber.set(number, row)
    if (name && !sameName) byName.set(name, row)
  }
  return duplicates
}

function numberKey({ facts }: RosterRow): string | undefined {
  const number = textIn(facts, 'idNumber')
  return number && (readResidentId(number) ? number : `${number}/${textIn(facts, 'name')}`)
}

export function nameKey({ facts, area }: Pick<RosterRow, 'facts' | 'area'>): string | undefined {
  const name = textIn(facts, 'name')
  return name && area && [name, textIn(facts, 'birthDate') ?? '', area].join('/')
}
