import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { dutyPeople, listDuties } from '#domain/duty/duty-api.ts'
import type { AnyEndpoint, ResultOf } from '#domain/endpoint.ts'
import { gridOf, listCadres } from '#domain/grid/grid-api.ts'
import { supervisionFigures } from '#domain/supervision/supervision-api.ts'
import { chooses, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()
const read = async <E extends AnyEndpoint>(page: Page, endpoint: E, query = '') =>
  (await (await page.request.get(desk.url + endpoint.path + query)).json()) as ResultOf<E>

/** Chooses from the list that a select opens. */
async function picks(page: Page, label: string, text: string) {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: text }).first().click()
}

test('the township sees who answers for what, and names somebody for children who have nobody', async () => {
  const page = await desk.as('supervisor')
  await chooses(page, '责任网格')
  await sees(page.getByRole('row', { name: /^合计/ }))
  await goodAtBothWidths(page, 'grid')
  const { total } = await read(page, gridOf)
  expect(total.unhelped).toBeGreaterThan(0)
  await page.getByRole('link', { name: /^合计.*无帮扶责任人/ }).click()
  await sees(page.getByText(`共 ${total.unhelped} 条`))
  await page.getByRole('button', { name: '选择本页' }).focus()
  await page.keyboard.press('Enter')
  await goodAtBothWidths(page, 'grid-children')
  await page.getByRole('button', { name: /^为所选/ }).click()
  const dialog = page.getByRole('dialog')
  await picks(page, '责任人', '副乡镇长')
  await dialog.getByRole('button', { name: '确定' }).click()
  await seesNot(dialog)
  await sees(page.getByText('没有可以查看的儿童'))
  expect((await read(page, gridOf)).total.unhelped).toBe(0)
})

test('a child’s file shows its chain', async () => {
  const page = await desk.as('director')
  const [child] = await desk.children(page)
  await page.goto(`${desk.url}/children/${child!.id}?tab=responsible`)
  await sees(page.getByRole('heading', { name: '责任链' }))
  await sees(page.getByText('责任单位：'))
  await goodAtBothWidths(page, 'responsible-tab')
})

test('somebody who is away hands everything to another in one step, for a time', async () => {
  const page = await desk.as('supervisor', '/grid/people')
  const { cadres } = await read(page, listCadres)
  const leaving = cadres.find(({ post, places }) => post === '副乡镇长' && places > 0)!
  await sees(page.getByText(leaving.name).first())
  await goodAtBothWidths(page, 'cadres')
  await page
    .getByRole('row')
    .filter({ hasText: leaving.name })
    .getByRole('button', { name: '工作交接' })
    .click()
  const dialog = page.getByRole('dialog')
  await picks(page, '交给', '民政助理')
  await dialog.getByLabel('只是临时代理').check()
  await dialog.getByLabel('理由').fill('外出培训两周')
  await dialog.getByRole('button', { name: '确定' }).click()
  await seesNot(dialog)
  await page.goto(`${desk.url}/grid`)
  await sees(page.getByText('代理', { exact: true }).first())
})

test('pledges: who has none, one is entered, and the paper is printed', async () => {
  const page = await desk.as('supervisor', '/grid/pledges')
  await sees(page.getByRole('heading', { name: /^未签订/ }))
  await goodAtBothWidths(page, 'pledges')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^打印未签的文本/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^关爱保护责任书\d{4}（乡镇与村（居））\.pdf$/)
  if (process.env.SCREENSHOTS) await download.saveAs(`${process.env.SCREENSHOTS}/pledge.pdf`)
  const before = await page.getByRole('heading', { name: /^未签订/ }).textContent()
  await page.getByRole('button', { name: '登记责任书' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('下级签订方').click()
  await page.locator('.ant-select-item-option').first().click()
  await dialog.getByLabel('上级签字人').fill('周建国')
  await dialog.getByLabel('下级签字人').fill('李大山')
  await dialog.getByRole('button', { name: '确定' }).click()
  await seesNot(dialog)
  expect(await page.getByRole('heading', { name: /^未签订/ }).textContent()).not.toBe(before)
})

test('a village is lent to another director for a time', async () => {
  const page = await desk.as('supervisor', '/grid/stand-ins')
  await sees(page.getByText('还没有安排过代管'))
  await page.getByRole('button', { name: '安排代管' }).click()
  await sees(page.getByRole('dialog').getByText('到时自动开始'))
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
})

test('tasks are ticked by keyboard and given to somebody; then they are that person’s', async () => {
  const page = await desk.as('supervisor', '/tasks')
  await sees(page.getByRole('row').nth(1))
  const tick = page.getByRole('checkbox', { name: /^选择：/ }).first()
  await tick.focus()
  await page.keyboard.press('Space')
  await goodAtBothWidths(page, 'tasks')
  await page.getByRole('button', { name: '分派所选 1 项' }).click()
  const dialog = page.getByRole('dialog')
  const { people } = await read(page, dutyPeople)
  const me = people.find(({ role }) => role === 'townshipSupervisor')!
  await picks(page, '交给', me.name)
  await dialog.getByLabel('说明').fill('督导员代为走访')
  await dialog.getByRole('button', { name: '分派', exact: true }).click()
  await seesNot(dialog)
  await sees(page.getByText('督导员代为走访'))
  const own = await read(page, listDuties, `?person=${me.id}`)
  expect(own.rows.some(({ assigned }) => assigned?.note === '督导员代为走访')).toBe(true)
})

test('supervision: rates by village with their lists; a contact that is recorded ends the task', async () => {
  const page = await desk.as('supervisor', '/supervision')
  await sees(page.getByRole('row', { name: /^合计/ }))
  await goodAtBothWidths(page, 'supervision')
  const { total } = await read(page, supervisionFigures)
  expect(total.notContacted).toBeGreaterThan(0)
  await page.getByRole('link', { name: /^合计.*父母未联系/ }).click()
  await sees(page.getByText(`共 ${total.notContacted} 条`))
  await page.goto(`${desk.url}/visits?rule=contact`)
  await page.getByRole('button', { name: '记录联系或督促' }).first().click()
  const dialog = page.getByRole('dialog')
  await goodAtBothWidths(page, 'contact')
  await dialog.getByRole('button', { name: '确定' }).click()
  await seesNot(dialog)
  expect((await read(page, supervisionFigures)).total.notContacted).toBe(total.notContacted - 1)
})
