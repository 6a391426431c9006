import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as api from '#domain/import/import-api.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { NUMBERS, roster, upload } from '#testing/roster.ts'

const ASOF = '2024-09-30'
let county: TestApp
let officer: Visitor
beforeAll(async () => {
  county = await startTestApp()
  officer = await county.as('countyOfficer')
})
afterAll(() => county.close())
beforeEach(() =>
  county.database.owner.query(
    'truncate import, import_row, import_file, column_layout, duplicate, known_as, child, kin, child_state, child_gram, act, act_place, evidence',
  ),
)

type Row = Parameters<typeof roster>[0][number]
const GIRL: Row = { 姓名: '安小禾', 出生日期: '2014-03-07', 公民身份证号码: NUMBERS.girl }

async function preview(rows: Row[], { who = officer, name = '名册.xlsx' } = {}) {
  const answer = await who.ask(api.previewImport, {
    params: { asOf: ASOF },
    ...upload(await roster(rows), name),
  })
  return answer.body
}
/** Until everything is written, or it stopped. */
async function commit(id: string, who = officer) {
  await who.ask(api.commitImport, { params: { import: id } })
  for (;;) {
    const now = await who.ask(api.openImport, { params: { import: id } })
    if (now.body.status !== 'committing') return now.body
  }
}
const inTable = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await county.database.owner.query<T>(sql, values)).rows

describe('the uploaded files', () => {
  test('wait sealed with the preview, and end with it', async () => {
    const { importId } = await preview([GIRL], { name: '安小禾的名册.xlsx' })
    const [kept] = await inTable<Record<'name' | 'content' | 'columns' | 'heads', Buffer>>(
      'select name, content, columns, heads from import_file',
    )
    for (const sealed of Object.values(kept!)) {
      expect(sealed.length).toBeGreaterThan(20)
      expect(sealed.toString()).not.toMatch(/安小禾|花名册|PK|ignored/)
    }
    await officer.ask(api.discardImport, { params: { import: importId } })
    expect(await inTable('select from import_file')).toEqual([])
  })

  test('are gone when everything is written; of refused rows only the heads stay', async () => {
    await commit((await preview([GIRL])).importId)
    expect(await inTable('select from import_file')).toEqual([])
    const { importId } = await preview([{ ...GIRL, 乡镇: '某镇', '村(居)': '某屯' }])
    await commit(importId)
    expect(await inTable('select content, columns from import_file')).toEqual([
      { content: null, columns: null },
    ])
    await officer.ask(api.undoImport, { params: { import: importId } })
    await expect.poll(() => inTable('select from import_file')).toEqual([])
  })
})
