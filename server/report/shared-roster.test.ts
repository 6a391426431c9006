import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { previewImport } from '#domain/import/import-api.ts'
import { makeReport, reportFile } from '#domain/report/report-api.ts'
import { startTestApp } from '#testing/app.ts'
import { commitAndWait } from '#testing/imports.ts'
import { upload } from '#testing/roster.ts'
import { paragraphsOf } from './word-text.ts'

/** The example rosters lie beside the checkout; where they are absent this is passed over. */
const ROSTER = new URL('../../../shared/rosters/fushun-100.xlsx', import.meta.url)

test.skipIf(!existsSync(ROSTER))('the table of S3-8 out of the roster of 抚顺县', async () => {
  const county = await startTestApp()
  const officer = await county.as('countyOfficer')
  const list = upload(readFileSync(ROSTER), 'fushun-100.xlsx')
  const seen = await officer.ask(previewImport, { ...list, params: { asOf: '2024-09-30' } })
  await commitAndWait(officer, seen.body.importId)
  const body = { title: '抚顺县留守儿童工作情况', asOf: '2024-09-30' }
  const { body: made } = await officer.ask(makeReport, { body })
  const file = await officer.ask(reportFile, { params: { report: made.id } })
  const said = paragraphsOf(file.body as unknown as Buffer).map(({ text }) => text)
  const row = (name: string) => said[said.indexOf(name) + 1]
  const townships = ['后安镇', '上马镇', '石文镇', '救兵镇', '马圈子乡', '汤图满族乡', '峡河乡', '海浪乡']
  expect(townships.map(row)).toEqual(['26', '11', '11', '6', '2', '19', '20', '5'])
  expect(row('合计')).toBe('100')
  await county.close()
})
