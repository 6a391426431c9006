import type { FactEntries } from '../fact/fact.ts'
import { readResidentId } from '../identity/resident-id.ts'
import type { ToldFacts } from '../import/compare-facts.ts'
import { matchFamily } from '../import/match-family.ts'
import type { KnownChild } from '../import/plan-row.ts'
import { type RosterRow, textIn } from '../import/roster-row.ts'

const WHO_IT_IS = ['name', 'sex', 'birthDate', 'idNumber']

/**
 * A row that was decided to be a known child, as far as it may change the file: who somebody is and where he lives
 * stands as the file says, since this list misheard the name or slipped in the number; the rest is news like any other.
 * A good number in place of none or a bad one is taken.
 */
export function keepIdentity(row: RosterRow, known: KnownChild): RosterRow {
  const matched = matchFamily(row.family, known.family)
  return {
    ...row,
    area: known.area,
    facts: { ...asKnown(row.facts, known.facts), ...betterNumber(row.facts, known.facts) },
    family: row.family.map((relative) => ({
      ...relative,
      facts: asKnown(relative.facts, matched.get(relative)?.facts ?? {}),
    })),
  }
}

/** In the words of the file, by which relatives are found again. */
const asKnown = (told: FactEntries, known: ToldFacts): FactEntries =>
  Object.fromEntries(
    Object.entries(told).map(([key, entry]) => {
      const stands = known[key]
      return WHO_IT_IS.includes(key) && stands?.state === 'known'
        ? [key, { ...entry, state: stands.state, value: stands.value }]
        : [key, entry]
    }),
  )

function betterNumber(told: FactEntries, known: ToldFacts): FactEntries {
  const number = textIn(told, 'idNumber')
  const before = known.idNumber?.state === 'known' ? String(known.idNumber.value) : ''
  return number && readResidentId(number) && !readResidentId(before) ? { idNumber: told.idNumber! } : {}
}
