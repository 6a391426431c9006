/**
 * Makes domain/calendar/shipped-days.ts from the npm package chinese-days:
 *   node tools/condense-calendar.ts
 * Run once for each edition of the package; a test compares the two (domain/calendar/shipped-days.test.ts).
 */
import { writeFileSync } from 'node:fs'
import { shippedDays } from './calendar-of-package.ts'

const years = shippedDays().map(
  ({ year, ...days }) =>
    `  ${year}: {\n${Object.entries(days)
      .map(([key, list]) => `    ${key}: [\n${list.map((one) => `      '${one}',\n`).join('')}    ],\n`)
      .join('')}  },\n`,
)
writeFileSync(
  'domain/calendar/shipped-days.ts',
  `/**
 * Days off and make-up workdays as the State Council announced them, condensed from the npm package chinese-days (MIT) by
 * tools/condense-calendar.ts; school holidays and days of coming home by the lunar calendar, as the project's default.
 * Written by the tool: change that instead.
 */
export const SHIPPED_DAYS = {
${years.join('')}} as const
`,
)
