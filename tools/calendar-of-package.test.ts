import { expect, test } from 'vitest'
import { SHIPPED_DAYS } from '#domain/calendar/shipped-days.ts'
import { shippedDays } from './calendar-of-package.ts'

test('what is shipped is what the package says, also after it was renewed', () => {
  const fromPackage = Object.fromEntries(shippedDays().map(({ year, ...days }) => [year, days]))
  expect(SHIPPED_DAYS).toEqual(fromPackage)
})
