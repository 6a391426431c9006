import { expect, test } from 'vitest'
import { COUNTER_CHECKS, daysOfMonth, holds, noCounters } from './counters.ts'

test('a month begins and ends', () => {
  expect(daysOfMonth('2026-12')).toEqual({ first: '2026-12-01', next: '2027-01-01' })
  expect(daysOfMonth('2028-02')).toEqual({ first: '2028-02-01', next: '2028-03-01' })
})

test('what came and went adds up to who is there', () => {
  const values = {
    ...noCounters(),
    atStart: 5,
    added: 2,
    movedOut: 1,
    leaving: 1,
    atEnd: 5,
    everAdded: 8,
    left: 2,
    gone: 1,
  }
  expect(COUNTER_CHECKS.map((check) => holds(check, values))).toEqual([true, true])
  expect(COUNTER_CHECKS.map((check) => holds(check, { ...values, atEnd: 4 }))).toEqual([false, false])
})
