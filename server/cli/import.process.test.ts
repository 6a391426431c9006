import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runProgram, temporaryFolder } from '#testing/program.ts'
import { NUMBERS, roster } from '#testing/roster.ts'

const folder = temporaryFolder()
const file = join(folder.path, '花名册 一.xlsx')
beforeAll(async () => {
  mkdirSync(folder.path, { recursive: true })
  const girl = { 姓名: '安小禾', 出生日期: '2014-03-07', 公民身份证号码: NUMBERS.girl }
  const wrong = { 姓名: '白某', 出生日期: '2001-01-01' }
  writeFileSync(file, await roster([girl, wrong]))
  await done('area', 'load', '210421', '--data', folder.data)
})
afterAll(() => folder.remove())

async function done(...args: string[]): Promise<string> {
  const program = runProgram(args)
  expect(await program.exit(), program.said()).toBe(0)
  return program.said()
}
const importing = async (...options: string[]) =>
  JSON.parse(await done('import', file, '--data', folder.data, '--as-of', '2024-09-30', '--json', ...options))

test('imports from the command line, and says what scripts rely on', async () => {
  expect(await importing('--dry-run')).toMatchObject({ rows: 2, created: 1 })
  const report = await importing()
  expect(report).toEqual({
    importId: expect.any(String),
    files: [
      {
        file: '花名册 一.xlsx',
        sheets: [{ name: '花名册', headRow: 2, columns: expect.objectContaining({ name: 'C' }) }],
      },
    ],
    rows: 2,
    created: 1,
    updated: 0,
    unchanged: 0,
    held: 0,
    refused: [
      {
        file: '花名册 一.xlsx',
        sheet: '花名册',
        row: 4,
        field: 'birthDate',
        code: 'age-18-plus',
        message: '已满18周岁',
      },
    ],
    flagged: [],
    noted: [expect.objectContaining({ row: 4, code: 'id-missing' })],
    duplicates: [],
  })
  expect(await importing()).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
})

test('says what is wrong with a file, a name or a day', async () => {
  const refused = async (...args: string[]) => {
    const program = runProgram(['import', ...args, '--data', folder.data])
    expect(await program.exit()).not.toBe(0)
    return program.said()
  }
  const other = join(folder.path, '其他.xlsx')
  writeFileSync(other, 'no workbook')
  expect(await refused(other)).toContain('no table of children')
  expect(await refused(join(folder.path, '没有.xlsx'))).toContain('Cannot open')
  expect(await refused(file, '--as', 'nobody')).toContain('nobody')
  expect(await refused(file, '--as-of', '30.9.2024')).toContain('--as-of')
})
