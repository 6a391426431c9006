import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { chinaDay } from '#domain/dates.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { servicesOfChild } from '#domain/service/service-api.ts'
import { chooses, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()
const today = chinaDay(new Date())

const duties = async (page: Page) =>
  (await (await page.request.get(`${desk.url}${listDuties.path}?about=visits`)).json()) as ResultOf<
    typeof listDuties
  >
const visitsTo = async (page: Page, child: string) => {
  const path = servicesOfChild.path.replace(':child', child)
  return ((await (await page.request.get(desk.url + path)).json()) as ResultOf<typeof servicesOfChild>).rows
}
/** Two children whom one person looks after. */
async function siblings(page: Page) {
  const { rows } = await duties(page)
  const visits = rows.filter(({ rule }) => rule === 'visit')
  const families = [...Map.groupBy(visits, ({ carer }) => carer?.name ?? '').values()]
  const [first, second] = families.find((together) => together.length > 1)!
  return [first!, second!] as const
}
const block = (page: Page, name: string) =>
  page.locator('section.block').filter({ has: page.getByRole('heading', { name }) })

test('a director sees on her work page that visits are due, and whom to visit first', async () => {
  const page = await desk.as('director')
  await page.getByRole('link', { name: '去走访' }).click()
  await sees(page.getByRole('heading', { level: 1, name: '走访' }))
  const { rows, counts } = await duties(page)
  expect(rows.map(({ due }) => due)).toEqual(rows.map(({ due }) => due).toSorted())
  await sees(page.getByText(`已逾期 ${counts.overdue}`))
  await sees(page.getByRole('row').nth(1).getByText(rows[0]!.name!))
  await goodAtBothWidths(page, 'visits')
})

test('a family is visited once: a cut network keeps what was typed, and each child has its own part', async () => {
  const page = await desk.as('director', '/visits')
  const [first, second] = await siblings(page)
  await page
    .getByRole('row')
    .filter({ hasText: first.name! })
    .getByRole('button', { name: '记录走访' })
    .first()
    .click()
  await sees(page.getByRole('heading', { name: '这次走访的儿童' }))
  await page.getByLabel('监护人意见').fill('希望父母春节回来')
  await block(page, first.name!).getByLabel('未见到本人').check()
  await block(page, second.name!).getByLabel('见到本人', { exact: true }).check()
  await block(page, second.name!).getByLabel('心理情绪').check()
  await block(page, second.name!).getByLabel('问题说明').fill('夜里常醒')
  await goodAtBothWidths(page, 'visit-form')

  const save = page.getByRole('button', { name: '保存 2 名儿童的走访' })
  await page.context().setOffline(true)
  await save.click()
  await sees(page.getByText('尚未保存'))
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '重试' }).click()
  await sees(page.getByRole('tab', { name: '走访', selected: true }))
  await sees(page.getByText('希望父母春节回来'))
  await goodAtBothWidths(page, 'visits-tab')

  const [missed] = await visitsTo(page, first.id)
  const [seen] = await visitsTo(page, second.id)
  expect(missed).toMatchObject({ day: today, childSeen: false, problems: [] })
  expect(seen).toMatchObject({
    occasion: missed!.occasion,
    childSeen: true,
    problems: ['mind'],
    words: { problem: '夜里常醒', opinion: '希望父母春节回来' },
  })
  expect(JSON.stringify(missed)).not.toContain('夜里常醒')
})

test('whoever was seen is off the list, whoever was not is still on it', async () => {
  const page = await desk.as('director', '/visits')
  const { rows } = await duties(page)
  const seenToday = rows.filter(({ rule, lastOn }) => rule === 'visit' && lastOn === today)
  expect(seenToday).toHaveLength(1)
  await sees(page.getByRole('row').filter({ hasText: seenToday[0]!.name! }).getByText(seenToday[0]!.due))
})

test('what was found has to be dealt with, and is gone when she says how', async () => {
  const page = await desk.as('director', '/visits')
  const task = page
    .getByRole('row')
    .filter({ hasText: '心理情绪' })
    .filter({ hasText: `${today} 发现` })
  await task.getByRole('button', { name: '填写处理结果' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('如何处理').fill('已请班主任谈话，每周回访一次')
  await goodAtBothWidths(page, 'problem-close')
  await dialog.getByRole('button', { name: '确定' }).click()
  await seesNot(dialog)
  await seesNot(task)
})

test('it is not saved before it is said of each child whether it was seen', async () => {
  const page = await desk.as('director', '/visits')
  await page.getByRole('button', { name: '记录走访' }).first().click()
  await page.getByRole('button', { name: /^保存/ }).click()
  await sees(page.getByText('请为每名儿童选择是否见到本人'))
})

test('a visit is put off for a reason, and says so', async () => {
  const page = await desk.as('director', '/visits')
  const row = page.getByRole('row').nth(1)
  await row.getByRole('button', { name: '延期' }).click()
  const dialog = page.getByRole('dialog')
  const until = chinaDay(new Date(Date.now() + 20 * 86_400_000))
  await dialog.getByLabel('延至').fill(until)
  await dialog.getByLabel('延至').press('Enter')
  await dialog.getByLabel('理由').fill('随父母外出，月底回来')
  await goodAtBothWidths(page, 'visit-postpone')
  await dialog.getByRole('button', { name: '确定' }).click()
  await seesNot(dialog)
  await sees(page.getByRole('row').filter({ hasText: until }).getByText('已延期'))
})

test('the township reads which children of which village were not visited', async () => {
  const page = await desk.as('supervisor')
  await chooses(page, '走访')
  await page.getByRole('link', { name: '走访率' }).click()
  await sees(page.getByRole('row', { name: /^合计/ }))
  await goodAtBothWidths(page, 'coverage')
  const cell = page.getByRole('link', { name: /^合计.*未走访/ })
  const missing = Number((await cell.textContent())!)
  await cell.click()
  await sees(page.getByText(`共 ${missing} 条`))
  await goodAtBothWidths(page, 'not-visited')
})

test('the book of the month is read, and leaves as a file to be signed', async () => {
  const page = await desk.as('supervisor', '/visits/book')
  await sees(page.getByRole('row').nth(1))
  await goodAtBothWidths(page, 'visit-book')
  await page.getByRole('button', { name: '导出 PDF' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('理由').fill('季度检查')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: '导出' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`抚顺县后安镇走访记录簿${today.slice(0, 7)}.pdf`)
  if (process.env.SCREENSHOTS) await download.saveAs(`${process.env.SCREENSHOTS}/visit-book.pdf`)
})
