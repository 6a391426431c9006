import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paragraphsOf } from '#server/report/word-text.ts'
import { pagesOf } from '#testing/pdf.ts'
import { runProgram, temporaryFolder } from '#testing/program.ts'
import { NUMBERS, roster } from '#testing/roster.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder.path, name)
beforeAll(async () => {
  mkdirSync(folder.path, { recursive: true })
  const girl = { 姓名: '安𠮷禾', 出生日期: '2014-03-07', 公民身份证号码: NUMBERS.girl, 户籍性质: '农业户口' }
  writeFileSync(at('名册.xlsx'), await roster([{ ...girl, 父母双方同时外出: '是' }]))
  await done('area', 'load', '210421', '--data', folder.data)
  await done('import', at('名册.xlsx'), '--as-of', '2024-09-30', '--data', folder.data)
})
afterAll(() => folder.remove())

async function said(...args: string[]): Promise<{ code: number | string; text: string }> {
  const program = runProgram(args)
  return { code: await program.exit(), text: program.said() }
}
async function done(...args: string[]): Promise<string> {
  const { code, text } = await said(...args)
  expect(code, text).toBe(0)
  return text
}

test('prints the form of a child, and an empty one', async () => {
  const [child] = JSON.parse(await done('find', '安', '--data', folder.data, '--json'))
  await done('form', 'register', '--child', child.id, '--out', at('表.pdf'), '--data', folder.data)
  const [page, ...more] = await pagesOf(readFileSync(at('表.pdf')))
  expect(page).toContain('安𠮷禾')
  expect(page).toContain('110105************')
  expect(more).toEqual([])
  await done('form', 'register', '--blank', '--out', at('空表.pdf'))
  expect((await pagesOf(readFileSync(at('空表.pdf'))))[0]).toContain('填报日期')
  const stranger = ['--child', child.id.replace(/.{4}$/, '0000'), '--data', folder.data]
  expect((await said('form', 'register', ...stranger, '--out', at('无.pdf'))).text).toContain('No such child')
  expect((await said('form', 'register', '--out', at('无.pdf'))).code).toBe(2)
})

test('tells every column of a table, and what the children who break it lack', async () => {
  const wish = ['table', 'left-behind-2016', '--as-of', '2024-09-30', '--data', folder.data]
  const [day, heads, ...rows] = (await done(...wish, '--base', '2023-09-30')).trim().split('\n')
  expect(day).toBe('2024-09-30')
  expect(heads!.split('\t')).toHaveLength(33)
  expect(heads).toContain('(32)差*')
  const row = (name: string) => rows.find((one) => one.startsWith(`${name}\t`))?.split('\t')
  expect(row('合计')).toHaveLength(33)
  expect(row('合计')![1]).toBe('1')
  expect(row('基期 2023-09-30')![1]).toBe('0')
  expect(await done(...wish, '--blocks')).toMatch(/安𠮷禾 {2}须补登：.*就学情况/)
  expect(await done(...wish, '--cell', 'hukouNotRegistered')).toContain('No such child')
})

test('makes a work report', async () => {
  const wish = ['--as-of', '2024-09-30', '--out', at('报告.docx'), '--data', folder.data]
  await done('report', 'work', ...wish)
  const words = paragraphsOf(readFileSync(at('报告.docx'))).map(({ text }) => text)
  expect(words.join('\n')).toContain('抚顺县登记在册农村留守儿童共1人，分布在1个乡镇（街道）')
  const named = await said('report', 'work', ...wish, '--public', '--title', '安𠮷禾的情况')
  expect(named.code).toBe(1)
  expect(named.text).toContain('标题中有登记儿童的姓名')
  expect(named.text).not.toContain('安𠮷禾')
})
