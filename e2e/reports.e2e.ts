import { readFile } from 'node:fs/promises'
import PizZip from 'pizzip'
import type { Download, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paragraphsOf } from '#server/report/word-text.ts'
import { count, goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

const downloads = async (page: Page, button: string): Promise<Download> =>
  (await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]))[0]
const said = async (download: Download) => paragraphsOf(await readFile(await download.path()))
const make = async (page: Page) => {
  await page.getByRole('button', { name: '生成报告' }).click()
  await sees(page.getByRole('dialog', { name: '生成报告' }))
}
const submit = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '生成报告' }).click()

/** The program's own template with other words in its first paragraph. */
async function template(download: Download, words: string): Promise<Buffer> {
  const zip = new PizZip(await readFile(await download.path()))
  const xml = zip.file('word/document.xml')!.asText().replace('{标题}', words)
  return zip.file('word/document.xml', xml).generate({ type: 'nodebuffer' })
}
const upload = (page: Page, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({
    name: '本县模板.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer,
  })

test('the officer makes a report, downloads it, and opens a number', async () => {
  const page = await desk.as('officer', '/reports')
  await sees(page.getByText('还没有生成过报告'))
  await make(page)
  await goodAtBothWidths(page, 'report-make')
  await submit(page)
  await sees(page.getByRole('heading', { name: '抚顺县农村留守儿童关爱保护工作情况' }))
  await goodAtBothWidths(page, 'report')
  const words = (await said(await downloads(page, '下载 Word'))).map(({ text }) => text)
  const total = await page.getByRole('link', { name: /抚顺县·数量/ }).textContent()
  expect(words.join()).toContain(`登记在册农村留守儿童共${total}人`)
  await page.getByRole('link', { name: /后安镇·数量/ }).click()
  await sees(page.getByText(/^后安镇 · 数量 · .*人$/))
  await goodAtBothWidths(page, 'report-children')
  await page.goBack()
  await sees(page.getByRole('heading', { name: '工作报告' }))
  await page.getByRole('button', { name: '返回' }).click()
  await sees(page.getByRole('cell', { name: /关爱保护工作情况/ }))
  await goodAtBothWidths(page, 'reports')
})

test('a report whose answer was lost is made once', async () => {
  const page = await desk.as('officer', '/reports')
  const titles = page.getByRole('cell', { name: '网络不好时的报告' })
  await make(page)
  await page.getByRole('textbox', { name: '标题' }).fill('网络不好时的报告')
  await page.route('**/api/reports', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await route.fetch()
    await route.abort()
  })
  await submit(page)
  await sees(page.getByRole('dialog').getByText(/连接不上服务器/))
  await page.unroute('**/api/reports')
  await submit(page)
  await sees(page.getByRole('heading', { name: '网络不好时的报告' }))
  await page.getByRole('button', { name: '返回' }).click()
  await count(titles, 1)
})

test('a template with an unknown word is not kept, and says where', async () => {
  const page = await desk.as('officer', '/reports')
  const shipped = await downloads(page, '下载 Word')
  await page.getByText('可用的占位符').click()
  await page.getByText(/^指标目录/).click()
  await count(page.getByRole('cell', { name: '户籍性质 · 其他', exact: true }), 1)
  await page.getByText(/^指标目录/).click()
  await upload(page, await template(shipped, '{标题}{困境儿童总数}'))
  await sees(page.getByText('模板未更换'))
  await sees(page.getByText('正文第 1 段'))
  await goodAtBothWidths(page, 'report-template')
  await upload(page, await template(shipped, '本县:{标题}'))
  await sees(page.getByText('模板已更换'))
  await sees(page.getByText(/本县模板\.docx · /))
  await make(page)
  await page.getByLabel('用于对外公开').check()
  await submit(page)
  await sees(page.getByText(/带 \* 的数字不在公开的文件中出现/))
  await goodAtBothWidths(page, 'report-public')
  const words = (await said(await downloads(page, '下载 Word'))).map(({ text }) => text)
  expect(words[0]).toMatch(/^本县:抚顺县/)
  expect(words.join()).toContain('少于5人')
})

test('a leader reads reports and makes none', async () => {
  const page = await desk.as('leader', '/reports')
  const button = page.getByRole('button', { name: '生成报告' })
  await sees(button)
  expect(await button.getAttribute('aria-disabled')).toBe('true')
})
