import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '#server/account/first-accounts.ts'
import { readSheets } from '#server/import/read-sheets.ts'
import { goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { roster } from '#testing/roster.ts'

const desk = startDesk()

const dialog = (page: Page) => page.getByRole('dialog', { name: '导出文件' })
const opens = async (page: Page) => {
  await page.getByRole('button', { name: '导出' }).click()
  await sees(dialog(page))
}

/** The rows of the file that arrives, under its name and its day, when she sends the dialog off. */
async function downloads(page: Page, name: string): Promise<string[][]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: '导出' }).click(),
  ])
  expect(download.suggestedFilename().replace(/\d{4}-\d\d-\d\d\.xlsx$/, '')).toBe(name)
  const [sheet] = await readSheets(await readFile(await download.path()))
  await seesNot(dialog(page))
  return sheet!.rows.map(({ cells }) => cells.map(String))
}

test('a supervisor exports the list that she has filtered, by keyboard', async () => {
  const page = await desk.as('supervisor', '/children?where=%7B%22sex%22%3A%5B%22female%22%5D%7D')
  const girls = await desk.children(page, { where: { sex: ['female'] } })
  const button = page.getByRole('button', { name: '导出' })
  await button.focus()
  // Until the list has come the button says why it cannot be used; it keeps the focus when it can.
  await expect.poll(() => button.isEnabled()).toBe(true)
  await page.keyboard.press('Enter')
  await sees(dialog(page).getByText(/全部 \d+ 名儿童/))
  const submit = dialog(page).getByRole('button', { name: '导出' })
  expect(await submit.isEnabled()).toBe(false)
  await dialog(page).getByLabel('用途').fill('走访前核对名单')
  await goodAtBothWidths(page, 'export')
  const rows = await downloads(page, '抚顺县后安镇儿童名单')
  expect(rows[1]![0]).toMatch(/不得外传.*儿童督导员.*身份信息已隐藏.*用途：走访前核对名单/)
  expect(rows[2]).toEqual(expect.arrayContaining(['姓名', '照护人姓名', '性别']))
  const names = rows.slice(3).map((row) => row[rows[2]!.indexOf('姓名')])
  expect(names).toEqual(expect.arrayContaining(girls.slice(0, 5).map(({ name }) => name)))
})

test('in clear and in the office’s own form only with the own password', async () => {
  const page = await desk.as('officer', '/children')
  await opens(page)
  await dialog(page).getByLabel('用途').fill('上报花名册')
  await dialog(page).getByText('按本单位的模板').click()
  const form = Buffer.from(await roster([{ 身份证号: null, 学校意见: null }]))
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name: '本局花名册.xlsx', mimeType: 'application/octet-stream', buffer: form })
  await dialog(page).getByLabel('身份证号、电话、住址显示完整内容').check()
  await dialog(page).getByLabel('本人登录密码').fill('not-mine-1')
  await dialog(page).getByRole('button', { name: '导出' }).click()
  await sees(dialog(page).getByText('账号、密码或验证码不正确'))
  await goodAtBothWidths(page, 'export-clear')
  await dialog(page).getByLabel('本人登录密码').fill(DEMO_PASSWORD)
  const rows = await downloads(page, '抚顺县儿童花名册')
  expect(rows[2]).toEqual(['乡镇', '村(居)', '姓名', '性别', '身份证号', '学校意见'])
  expect(rows.slice(3).some((row) => /^\d{17}[\dX]$/.test(row[4] ?? ''))).toBe(true)
})

test('the security administrator reads who took what out, and what for', async () => {
  const page = await desk.as('security', '/audit')
  const row = page.getByRole('row').filter({ hasText: '上报花名册' }).filter({ hasText: '成功' })
  await sees(row.getByText('导出儿童名单'))
  await sees(row.getByText('身份信息未隐藏'))
  await sees(row.getByRole('cell', { name: '100', exact: true }))
  await goodAtBothWidths(page, 'export-log')
})

test('the children behind a figure leave in the same way', async () => {
  const page = await desk.as('officer', '/table/children?column=female')
  await opens(page)
  const said = await dialog(page)
    .getByText(/全部 \d+ 名儿童/)
    .textContent()
  await dialog(page).getByLabel('用途').fill('核对汇总表')
  await dialog(page).getByText('登记表花名册').click()
  const rows = await downloads(page, '抚顺县农村留守儿童花名册')
  expect(rows[1]![0]).toMatch(/统计表“.+”一格的儿童.*用途：核对汇总表/)
  expect(rows.length - 3).toBe(Number(said!.replace(/\D/g, '')))
})

test('who may not is told so', async () => {
  const page = await desk.as('leader', '/children')
  const button = page.getByRole('button', { name: '导出' })
  await sees(button)
  expect(await button.getAttribute('aria-disabled')).toBe('true')
  await button.hover()
  await sees(page.getByText('您的岗位没有此项权限'))
})
