import { expect, test } from 'vitest'
import { packCell } from '../table/cell.ts'
import { LEFT_BEHIND_SUMMARY } from '../table/left-behind-summary.ts'
import { counterOf } from '../table/table-def.ts'
import { INDICATORS, indicator } from './indicators.ts'

test('every indicator is named once, and a part names what it is a part of', () => {
  expect(new Set(INDICATORS.map(({ key }) => key)).size).toBe(INDICATORS.length)
  for (const { subsetOf } of INDICATORS) if (subsetOf) expect(indicator(subsetOf)).toBeDefined()
})

test('a part never counts whom the whole does not', () => {
  const counter = counterOf(LEFT_BEHIND_SUMMARY)
  const base = { sex: 1, schooling: 3, hukouNature: 1, health: 1, cause: 1, carerKind: 1, guardianship: 5 }
  for (const band of [null, 0, 6, 14])
    for (const sex of [null, 1, 2]) {
      const cell = packCell({
        ...base,
        sex,
        boarding: true,
        hukouRegistered: true,
        leftBehind: true,
        listed: true,
        aid: 3,
      })
      const counts = counter.none()
      counter.add(counts, { band, cell, n: 1 })
      const values = counter.values(counts)
      for (const { key, subsetOf, column } of INDICATORS)
        if (column && subsetOf)
          expect(values[key]!, `${key} in ${subsetOf}`).toBeLessThanOrEqual(values[subsetOf]!)
    }
})
