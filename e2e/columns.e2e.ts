import { readFileSync } from 'node:fs'
import { writeXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readSheets } from '#server/import/read-sheets.ts'
import { goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { dropsRoster } from '#testing/import-desk.ts'
import { roster } from '#testing/roster.ts'

const desk = startDesk()
const FILE = '连刀村花名册.xlsx'

/** A list with heads of its own: 家长 and 打工的地方 no catalogue knows. */
const child = (name: string, birth: string) => ({
  姓名: name,
  出生日期: birth,
  就学情况: '小学',
  家长: '佟大山',
  打工的地方: '上海市',
})

async function drops(page: Page, rows: Parameters<typeof roster>[0]): Promise<void> {
  await dropsRoster(page, FILE, await roster(rows))
  await sees(page.getByText('识别到的列'))
}
const meaningOf = (page: Page, head: string) => page.getByRole('combobox', { name: `“${head}”对应的项目` })
/** By keyboard alone: type a part of the name, take what is found. */
async function says(page: Page, head: string, target: string): Promise<void> {
  await meaningOf(page, head).focus()
  await page.keyboard.type(target)
  await page.keyboard.press('Enter')
}

test('the officer corrects two columns, and the rows are read with them', async () => {
  const page = await desk.as('officer')
  await drops(page, [child('佟小满', '2016-05-20'), child('佟小雪', '2017-11-22')])
  await sees(page.getByText('2 列请核对'))
  await goodAtBothWidths(page, 'columns-proposed')
  await says(page, '家长', '父亲 姓名')
  await says(page, '打工的地方', '父亲 当前务工地点')
  await goodAtBothWidths(page, 'columns-corrected')
  await page.getByRole('button', { name: '按以上对应关系重新读取' }).click()
  await sees(page.getByText('已重新读取，请核对'))
  await sees(page.getByText('各列都已认出'))
  await sees(page.getByText(/按上次的对应关系（/))
  await sees(page.getByRole('row', { name: /佟小满 新建.*父亲 当前务工地点：上海市/ }))
  await goodAtBothWidths(page, 'columns-read-again')
})

test('the next list with these heads is understood by itself, until that is forgotten', async () => {
  const page = await desk.as('officer')
  await drops(page, [child('佟小暑', '2018-07-07')])
  await sees(page.getByText(/按上次的对应关系（/))
  await sees(page.getByRole('row', { name: /佟小暑 新建.*父亲 姓名：佟大山/ }))

  await page.getByText(/已认出的 \d+ 列/).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载对应关系（MAP.json）' }).click()
  const map = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  expect(map).toMatchObject({ 家长: 'father.name', 打工的地方: 'father.workPlace', 姓名: 'name' })

  await page.getByRole('button', { name: '不再沿用，重新识别' }).click()
  await sees(page.getByText('2 列请核对'))
  await seesNot(page.getByText(/按上次的对应关系（/))

  await page.getByLabel('使用已有的对应关系文件').setInputFiles({
    name: 'MAP.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(map)),
  })
  await sees(page.getByText(/对应关系文件涉及 \d+ 列/))
  await page.getByRole('button', { name: '按以上对应关系重新读取' }).click()
  await sees(page.getByText(/按上次的对应关系（/))
})

const fetches = async (page: Page, button: string) => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const file = await download
  return { name: file.suggestedFilename(), path: await file.path() }
}

test('rows are looked at by group; what was refused is fetched, mended in the file, and taken', async () => {
  const page = await desk.as('officer')
  // Too old by a slip of the keyboard; the other will be sixteen.
  await drops(page, [
    child('佟小寒', '2001-01-06'),
    child('佟小暖', '2009-12-01'),
    child('佟小满', '2016-05-20'),
  ])
  await sees(page.getByText('1 行未被接收'))
  await page.getByText('提醒', { exact: true }).last().click()
  await sees(page.getByRole('row', { name: /佟小暖/ }))
  await seesNot(page.getByRole('row', { name: /佟小满/ }))
  await goodAtBothWidths(page, 'columns-rows')
  expect((await fetches(page, '下载这些行')).name).toMatch(/导入预览.*\.xlsx$/)

  const refused = await fetches(page, '下载拒收的行')
  expect(refused.name).toBe('连刀村花名册-拒收.xlsx')
  const [sheet] = await readSheets(readFileSync(refused.path))
  const rows = sheet!.rows.map(({ cells }) =>
    cells.map((cell) => (cell === '2001-01-06' ? '2017-01-06' : (cell as string | null))),
  )
  expect(rows.at(-1)).toContain('2017-01-06')
  const mended = Buffer.from(await writeXlsx({ sheets: [{ name: sheet!.name, rows }] }))

  await page.getByRole('button', { name: '确认导入' }).click()
  await sees(page.getByRole('dialog').getByText('另有 1 行被拒收'))
  await page.getByRole('dialog').getByRole('button', { name: '确认导入' }).click()
  await sees(page.getByText('导入完成', { exact: true }))
  await sees(page.getByRole('button', { name: '下载拒收的行' }))
  await goodAtBothWidths(page, 'columns-refused-kept')

  await dropsRoster(page, refused.name, mended)
  await sees(page.getByRole('row', { name: /佟小寒 新建/ }))
  await sees(page.getByText(/按上次的对应关系（/))
})
