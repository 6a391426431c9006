import fc from 'fast-check'
import { validate } from 'stdnum/lib/cjs/cn/ric.js'
import { expect, test } from 'vitest'
import { readResidentId, repairsOf } from './resident-id.ts'

test.each([
  ['11010519491231002X', '1949-12-31', 'female'],
  ['440524188001010014', '1880-01-01', 'male'],
])('%s says birth date and sex', (number, birthDate, sex) => {
  expect(readResidentId(number)).toEqual({ number, birthDate, sex })
})

test.each([
  ['wrong check character', '110105194912310021'],
  ['lower-case x, to be written large first', '11010519491231002x'],
  ['seventeen characters', '11010519491231002'],
  ['the old fifteen digits', '110105491231002'],
])('%s is nobody’s number', (_, number) => {
  expect(readResidentId(number)).toBeUndefined()
})

const digits = '0123456789'

test('no check character helps a day that the calendar does not have', () => {
  expect([...`${digits}X`].filter((c) => readResidentId(`11010519490231002${c}`))).toEqual([])
})

const front = fc
  .record({
    day: fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    n: fc.nat(999),
  })
  .map(
    ({ day, n }) =>
      `210421${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(n).padStart(3, '0')}`,
  )
const number = front.map((f) => [...`${digits}X`].map((c) => f + c).find((s) => readResidentId(s))!)

test('agrees with the library about every number of somebody born in the past', () => {
  fc.assert(
    fc.property(front, fc.constantFrom(...digits, 'X'), (f, last) => {
      expect(readResidentId(f + last) !== undefined).toBe(validate(f + last).isValid)
    }),
  )
})

test('finds the number again after one slip', () => {
  fc.assert(
    fc.property(number, fc.nat(16), fc.nat(9), (right, at, digit) => {
      const slips = [
        right.slice(0, at) + digit + right.slice(at + 1),
        right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2),
        right.slice(0, at) + right.slice(at + 1),
        right.slice(0, at) + digit + right.slice(at),
      ]
      for (const slip of slips)
        if (slip !== right) expect(repairsOf(slip).map((id) => id.number)).toContain(right)
    }),
  )
})
