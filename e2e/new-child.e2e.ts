import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { chooses, count, goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

async function fillsIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('姓名', { exact: true }).fill(name)
  await page.getByLabel('性别', { exact: true }).click()
  await page.getByTitle('女', { exact: true }).click()
  await page.getByLabel('出生日期', { exact: true }).fill('2016-05-03')
  await page.keyboard.press('Enter')
}
const namedSo = async (page: Page, name: string) =>
  (await desk.children(page, { q: name })).filter((row) => row.name === name).length

test('a village director opens a new file by hand; two clicks on save open one', async () => {
  const page = await desk.as('director', '/children')
  await page.getByRole('button', { name: '新建档案' }).click()
  await sees(page.getByRole('heading', { name: '新建儿童档案' }))
  const save = page.getByRole('button', { name: '保存档案' })
  await save.click()
  await sees(page.getByText('姓名、性别、出生日期和村（居）必须填写才能建档'))
  await goodAtBothWidths(page, 'new-child-needed')
  await fillsIn(page, '测小双')
  await page.getByRole('button', { name: '父亲' }).click()
  await goodAtBothWidths(page, 'new-child')
  await save.dblclick()
  await sees(page.getByText('测小双', { exact: true }))
  await sees(page.getByRole('tab', { name: '变更记录' }))
  expect(await namedSo(page, '测小双')).toBe(1)
})

test('a network cut while saving keeps the form, and saving again keeps one child', async () => {
  const page = await desk.as('director', '/children/new')
  await fillsIn(page, '测小断')
  await page.context().setOffline(true)
  await sees(page.getByText('网络已断开'))
  await page.getByRole('button', { name: '保存档案' }).click()
  await sees(page.getByText('尚未保存'))
  await goodAtBothWidths(page, 'new-child-offline')
  expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('测小断')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '重试' }).click()
  await sees(page.getByRole('tab', { name: '变更记录' }))
  expect(await namedSo(page, '测小断')).toBe(1)
})

test('an answer lost on its way does not open a second file either', async () => {
  const page = await desk.as('director', '/children/new')
  await fillsIn(page, '测小失')
  await page.route('**/api/acts', async (route) => (await route.fetch()) && route.abort(), { times: 1 })
  await page.getByRole('button', { name: '保存档案' }).click()
  await sees(page.getByText('尚未保存'))
  await page.getByRole('button', { name: '重试' }).click()
  await sees(page.getByRole('tab', { name: '变更记录' }))
  expect(await namedSo(page, '测小失')).toBe(1)
  await chooses(page, '儿童档案')
  await count(page.getByRole('row', { name: /测小失/ }), 1)
})
