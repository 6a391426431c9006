import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packCell, unpackCell } from './cell.ts'

const code = fc.option(fc.integer({ min: 1, max: 15 }))

test('what a cell says comes back out of its number', () => {
  fc.assert(
    fc.property(
      fc.record({
        sex: code,
        schooling: code,
        hukouNature: code,
        health: code,
        cause: code,
        carerKind: code,
        guardianship: code,
        boarding: fc.option(fc.boolean()),
        hukouRegistered: fc.option(fc.boolean()),
        leftBehind: fc.option(fc.boolean()),
        listed: fc.boolean(),
        aid: fc.option(fc.integer({ min: 0, max: 65_534 })),
      }),
      (facts) => {
        const cell = packCell(facts)
        expect(Number.isSafeInteger(cell)).toBe(true)
        expect(unpackCell(cell)).toEqual(facts)
      },
    ),
  )
})
