import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { chooses, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { confirms, dropsRoster, figure } from '#testing/import-desk.ts'
import { NUMBERS, roster } from '#testing/roster.ts'

const desk = startDesk()

let page: Page
beforeAll(async () => {
  page = await desk.as('officer')
})

/** A child of the county's own list, as it stands in the register. */
const KNOWN = {
  姓名: '安佳妮',
  出生日期: '2014-03-07',
  公民身份证号码: NUMBERS.girl,
  父亲姓名: '安大山',
  母亲姓名: '佟秀兰',
  '村(居)': '养树村',
}
/** The same child as the school heard it, and another whose name sounds so. */
const HEARD = { ...KNOWN, 姓名: '安家妮', 公民身份证号码: null, '村(居)': '连刀村', 就学情况: '小学' }
const NAMESAKE = { ...HEARD, 姓名: '安嘉妮', 父亲姓名: '安老山', 母亲姓名: null }

const drops = async (name: string, rows: Parameters<typeof roster>[0]) =>
  dropsRoster(page, name, await roster(rows))

test('rows that look like a known child are held, and told before anything is written', async () => {
  await drops('县花名册.xlsx', [KNOWN])
  await expect.poll(() => figure(page, '将新建').textContent()).toBe('1')
  await confirms(page, '确认导入')
  await sees(page.getByText('导入完成'))

  await drops('学校名单.xlsx', [HEARD, NAMESAKE])
  await expect.poll(() => figure(page, '待判定').textContent()).toBe('2')
  await sees(page.getByText('2 行像是已有档案或另一行的儿童，需要判定'))
  await goodAtBothWidths(page, 'import-held')
})

test('she compares both sides and decides with the keyboard alone; a reload in between loses nothing', async () => {
  await page.getByRole('button', { name: '逐一判定' }).click()
  await sees(page.getByRole('row', { name: /安家妮/ }))
  await goodAtBothWidths(page, 'duplicate-list')
  await page.getByRole('button', { name: '开始判定' }).focus()
  await page.keyboard.press('Enter')
  await sees(page.getByRole('region', { name: '对照判定' }))
  await sees(page.getByText('姓名同音'))
  await goodAtBothWidths(page, 'duplicate-compare')
  await page.reload()
  await page.getByRole('region', { name: '对照判定' }).focus()
  await page.keyboard.press('1')
  await sees(page.getByText('同一儿童', { exact: true }).first())
})

test('what was noted before the commit is carried out with it', async () => {
  await chooses(page, '花名册导入')
  await page.getByRole('row', { name: /学校名单/ }).click()
  await confirms(page, '确认导入')
  await sees(page.getByText('导入完成'))
  await chooses(page, '儿童档案')
  await sees(page.getByRole('row', { name: /安佳妮/ }))
  await seesNot(page.getByRole('row', { name: /安家妮/ }))
})

test('the whole import is taken back', async () => {
  await chooses(page, '花名册导入')
  await page.getByRole('row', { name: /学校名单/ }).click()
  // It may be over before the page hears of its progress for the first time.
  await page.route('**/progress*', async (route) => {
    await page.waitForTimeout(2_000)
    await route.continue()
  })
  await confirms(page, '撤销导入')
  await sees(page.getByText('这次导入已整体撤销，档案恢复到导入之前'))
  await page.unroute('**/progress*')
  await goodAtBothWidths(page, 'import-undone')
  await chooses(page, '疑似重复')
  await sees(page.getByText('没有待判定的疑似重复'))
  await goodAtBothWidths(page, 'duplicate-none')
})

test('whoever opens a file by hand is told who may have one', async () => {
  const director = await desk.as('director', '/children/new')
  const fillsIn = async () => {
    await director.getByLabel('姓名', { exact: true }).fill('安嘉霓')
    await director.getByLabel('性别', { exact: true }).click()
    await director.getByTitle('女', { exact: true }).click()
    await director.getByLabel('出生日期', { exact: true }).fill('2014-03-07')
    await director.keyboard.press('Enter')
    await director.getByRole('button', { name: '保存档案' }).click()
  }
  await fillsIn()
  await sees(director.getByRole('tab', { name: '变更记录' }))
  await director.goto(`${new URL(director.url()).origin}/children/new`)
  await fillsIn()
  await sees(director.getByText('可能已经建档，请先核对'))
  await sees(director.getByRole('link', { name: /安嘉霓/ }))
  await goodAtBothWidths(director, 'new-child-like')
  await director.getByRole('button', { name: '不是同一儿童，继续建档' }).click()
  await sees(director.getByRole('tab', { name: '变更记录' }))
})
