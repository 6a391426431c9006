import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REPORT_TEMPLATE, reportTemplate } from './write-report-template.ts'

test('data/templates/work-report.docx is what the tool writes', () => {
  expect(readFileSync(REPORT_TEMPLATE).equals(reportTemplate())).toBe(true)
})
