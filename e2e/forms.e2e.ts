import { readFile } from 'node:fs/promises'
import type { Download, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { pagesOf } from '#testing/pdf.ts'

const desk = startDesk()

const dialog = (page: Page) => page.getByRole('dialog')
const downloads = async (page: Page, press: () => Promise<void>): Promise<Download> =>
  (await Promise.all([page.waitForEvent('download'), press()]))[0]
const printed = async (download: Download) => pagesOf(await readFile(await download.path()))
const submit = (page: Page) => dialog(page).getByRole('button', { name: '导出' }).click()

test('the officer prints the form of the child whose file is open', async () => {
  const page = await desk.as('officer', '/children')
  const [child] = await desk.children(page)
  await page.goto(`${desk.url}/children/${child!.id}`)
  await page.getByRole('button', { name: '打印登记表' }).click()
  await dialog(page).getByLabel('用途').fill('入户核对')
  await goodAtBothWidths(page, 'form-of-child')
  const made = await downloads(page, () => submit(page))
  expect(made.suggestedFilename()).toMatch(/^农村留守儿童基本情况登记表\d{4}-\d\d-\d\d\.pdf$/)
  const [form, ...more] = await printed(made)
  expect(form).toContain(child!.name)
  expect(form).toContain('用途：入户核对')
  expect(more).toEqual([])
})

test('a supervisor prints the forms of her list, and the list itself', async () => {
  const page = await desk.as('supervisor', '/children')
  const children = await desk.count(page)
  await page.getByRole('button', { name: '导出' }).click()
  await dialog(page).getByLabel('用途').fill('归档')
  await dialog(page).getByText('登记表（一人一表）').click()
  await goodAtBothWidths(page, 'forms-of-list')
  expect(await printed(await downloads(page, () => submit(page)))).toHaveLength(children)
  await page.getByRole('button', { name: '导出' }).click()
  await dialog(page).getByLabel('用途').fill('归档')
  await dialog(page).getByText('登记表花名册').click()
  await dialog(page).getByText('PDF，A4 横向').click()
  await goodAtBothWidths(page, 'roster-as-pdf')
  const [first] = await printed(await downloads(page, () => submit(page)))
  expect(first).toContain('花名册')
  expect(first).toContain('用途：归档')
})

test('a village director takes empty forms along', async () => {
  const page = await desk.as('director', '/children/new')
  const made = await downloads(page, () => page.getByRole('button', { name: '空白登记表' }).click())
  expect(made.suggestedFilename()).toBe('农村留守儿童基本情况登记表.pdf')
  expect(await printed(made)).toHaveLength(1)
  await sees(page.getByText('已导出'))
  await goodAtBothWidths(page, 'blank-form')
})
