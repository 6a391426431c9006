import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from '../dates.ts'
import { SHIPPED_BOOK } from '../policy/shipped.ts'
import {
  addWorkdays,
  addWorkdaysAtMost,
  isCalendarValue,
  isOfYear,
  isWorkday,
  missingYears,
  periodOf,
  workdaysBetween,
} from './calendar.ts'

const { calendar } = SHIPPED_BOOK.on('210421000000', '2026-06-01')

// By hand from the announcements of the State Council for 2025 and 2026.
test.each([
  ['2025-01-01', false, '元旦'],
  ['2025-01-26', true, 'a Sunday made up for 春节'],
  ['2025-01-27', true, 'the Monday before 春节'],
  ['2025-01-28', false, '除夕'],
  ['2025-02-04', false, 'the last day of 春节, a Tuesday'],
  ['2025-02-05', true, 'the first workday after 春节'],
  ['2025-02-08', true, 'a Saturday made up for 春节'],
  ['2025-02-09', false, 'the Sunday after it'],
  ['2025-09-28', true, 'a Sunday made up for 国庆'],
  ['2025-09-30', true, 'a Tuesday'],
  ['2025-10-01', false, '国庆'],
  ['2025-10-06', false, '中秋 within 国庆'],
  ['2025-10-08', false, 'the last day, a Wednesday'],
  ['2025-10-09', true, 'a Thursday'],
  ['2025-10-11', true, 'a Saturday made up for 国庆'],
  ['2025-10-12', false, 'a Sunday'],
  ['2026-02-14', true, 'a Saturday made up for 春节'],
  ['2026-02-15', false, 'the first of nine days'],
  ['2026-02-16', false, '除夕'],
  ['2026-02-23', false, 'the last of nine days, a Monday'],
  ['2026-02-24', true, 'a Tuesday'],
  ['2026-02-28', true, 'a Saturday made up for 春节'],
  ['2026-03-01', false, 'a Sunday'],
  ['2026-09-20', true, 'a Sunday made up for 国庆'],
  ['2026-09-25', false, '中秋'],
  ['2026-10-07', false, 'the last day of 国庆, a Wednesday'],
  ['2026-10-08', true, 'a Thursday'],
  ['2026-10-10', true, 'a Saturday made up for 国庆'],
  ['2026-12-31', true, 'a Thursday'],
  ['2035-06-04', null, 'a year of which nothing is known'],
] as const)('%s works: %s (%s)', (day, works) => {
  expect(isWorkday(calendar, day)).toBe(works)
})

test.each([
  ['2025-01-24', 3, '2025-02-05', 'over 春节, with the Sunday that is made up'],
  ['2025-01-27', 1, '2025-02-05', 'over 春节 at once'],
  ['2025-09-26', 5, '2025-10-10', 'over 国庆, with the Sunday before it'],
  ['2025-10-10', 1, '2025-10-11', 'to a Saturday that is made up'],
  ['2026-02-13', 1, '2026-02-14', 'to a Saturday that is made up'],
  ['2026-02-13', 2, '2026-02-24', 'over nine days'],
  ['2026-09-18', 5, '2026-09-24', 'with a Sunday that is made up'],
  ['2026-09-30', 3, '2026-10-10', 'over 国庆 to a Saturday'],
  ['2026-02-24', -2, '2026-02-13', 'back over nine days'],
  ['2026-02-17', 0, '2026-02-17', 'no day at all'],
] as const)('%s and %i workdays: %s (%s)', (day, count, due) => {
  expect(addWorkdays(calendar, day, count)).toBe(due)
})

test('a term that runs into a year of which nothing is known has no answer, and is never longer than days', () => {
  expect(addWorkdays(calendar, '2026-12-30', 1)).toBe('2026-12-31')
  expect(addWorkdays(calendar, '2026-12-30', 2)).toBeNull()
  // One workday is left; from then on every day counts.
  expect(addWorkdaysAtMost(calendar, '2026-12-30', 3)).toBe('2027-01-02')
  expect(workdaysBetween(calendar, '2026-12-30', '2027-01-04')).toBeNull()
})

test('counting and adding say the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: -60, max: 60 }), (start, count) => {
      const day = addDays('2025-01-20', start)
      const due = addWorkdays(calendar, day, count)
      fc.pre(due !== null && isWorkday(calendar, day) === true)
      expect(workdaysBetween(calendar, day, due!)).toBe(count)
      expect(Math.abs(daysBetween(day, due!))).toBeGreaterThanOrEqual(Math.abs(count))
    }),
  )
})

test('term and school holidays, or not known', () => {
  expect(periodOf(calendar, '2026-01-29')).toBe('term')
  expect(periodOf(calendar, '2026-01-30')).toBe('winter')
  expect(periodOf(calendar, '2026-08-31')).toBe('summer')
  expect(periodOf(calendar, '2026-09-01')).toBe('term')
  expect(periodOf(calendar, '2035-08-01')).toBeNull()
})

test('the next year is asked for from November on', () => {
  expect(missingYears(calendar, '2026-10-31')).toEqual([])
  expect(missingYears(calendar, '2026-11-01')).toContainEqual({ key: 'workCalendar', year: 2027 })
})

test.each([
  ['one year', ['off 2027-02-05/2027-02-11 春节', 'on 2027-02-20/2027-02-20 春节'], true],
  ['nothing', [], false],
  ['another mark', ['winter 2027-02-05/2027-02-11 寒假'], false],
  ['two years', ['off 2027-02-05/2027-02-11 春节', 'off 2028-01-01/2028-01-01 元旦'], false],
  ['over the end of the year', ['off 2027-12-31/2028-01-02 元旦'], false],
  ['a day that is not', ['off 2027-02-30/2027-03-01 春节'], false],
  ['backwards', ['off 2027-02-11/2027-02-05 春节'], false],
  ['two things on a day', ['off 2027-02-05/2027-02-11 春节', 'on 2027-02-11/2027-02-11 春节'], false],
  ['no name', ['off 2027-02-05/2027-02-11 '], false],
] as const)('what may be said of a year: %s', (_what, value, right) => {
  expect(isCalendarValue('workCalendar', value)).toBe(right)
})

test('it holds from the first day of its year', () => {
  const value = ['off 2027-02-05/2027-02-11 春节']
  expect(['2027-01-01', '2026-01-01', '2027-02-01'].map((from) => isOfYear(value, from))).toEqual([
    true,
    false,
    false,
  ])
})
