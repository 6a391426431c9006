/** Columns of the summary table that count 未采集, and the fact that each of them is about. */
export const KEY_FACTS: readonly { column: string; fact: string }[] = [
  { column: 'carerNotCollected', fact: 'carerKind' },
  { column: 'guardianshipNotCollected', fact: 'guardianship' },
  { column: 'schoolingNotCollected', fact: 'schooling' },
  { column: 'healthNotCollected', fact: 'health' },
  { column: 'boardingNotCollected', fact: 'boarding' },
  { column: 'hukouNotCollected', fact: 'hukouNature' },
  { column: 'aidNotCollected', fact: 'aid' },
  { column: 'sexNotCollected', fact: 'sex' },
]
