import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, ageOn, birthday, bornBy, chinaDay } from './dates.ts'

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))

test.each([
  ['2010-02-06', '2024-09-30', 14],
  ['2008-09-30', '2024-09-30', 16],
  ['2008-10-01', '2024-09-30', 15],
  ['2016-02-29', '2023-02-28', 6],
  ['2016-02-29', '2023-03-01', 7],
])('born on %s, on %s: %i full years', (birth, on, age) => {
  expect(ageOn(birth, on)).toBe(age)
})

test('born by a day says the same as an age, for every day and year', () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: -800, max: 800 }),
      (on, years, shift) => {
        const birth = addDays(bornBy(on, years), shift)
        expect(birth <= bornBy(on, years)).toBe(ageOn(birth, on) >= years)
      },
    ),
    { numRuns: 2000 },
  )
})

test('a birthday is the first day of the age', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 20 }), (birth, years) => {
      expect(ageOn(birth, birthday(birth, years))).toBe(years)
      expect(ageOn(birth, addDays(birthday(birth, years), -1))).toBe(years - 1)
    }),
  )
})

test('a day in the register is a day in China', () => {
  expect(chinaDay(new Date('2026-03-31T16:00:00Z'))).toBe('2026-04-01')
  expect(chinaDay(new Date('2026-03-31T15:59:59Z'))).toBe('2026-03-31')
})
