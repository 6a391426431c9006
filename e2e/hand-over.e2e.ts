import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { ChildRow } from '#domain/child/child-api.ts'
import { chooses, count, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

let old: Page
let next: Page
let child: ChildRow
/** The township and the village of the receiver, as the tree of areas says them. */
let there: ChildRow['area']
let before: number
beforeAll(async () => {
  old = await desk.as('director')
  next = await desk.as('director2')
  const own = await desk.children(old)
  child = own.find((row) => own.filter(({ name }) => name === row.name).length === 1)!
  before = own.length
  there = (await desk.children(next))[0]!.area
})

const choosesPlace = async (page: Page, name: string) => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').first().fill(name)
  await page
    .getByRole('treeitem')
    .or(page.locator('.ant-select-tree-node-content-wrapper'))
    .filter({ hasText: name })
    .last()
    .click()
}

test('a director hands a child over to the village to which it moves', async () => {
  await old.goto(`${desk.url}/children/${child.id}`)
  await old.getByRole('button', { name: '移交', exact: true }).click()
  await choosesPlace(old, there.village!)
  await old.getByRole('dialog').getByLabel('理由').fill('随祖母搬到女儿家')
  await goodAtBothWidths(old, 'hand-over-ask')
  await old.getByRole('dialog').getByRole('button', { name: '移交', exact: true }).click()
  await sees(old.getByRole('alert').filter({ hasText: '等待认领' }))
  await goodAtBothWidths(old, 'hand-over-waiting')
})

test('until it is received it is still hers, and she sees whom she waits for', async () => {
  await chooses(old, '待认领')
  await old.getByText('我方移交').click()
  await sees(old.getByText(child.name!))
  await goodAtBothWidths(old, 'hand-over-outgoing')
  expect(await desk.count(old)).toBe(before)
})

test('the other director is told on her work page, and recognises the child by a card', async () => {
  await next.goto(desk.url)
  await sees(next.getByText('有 1 名儿童等待认领'))
  await goodAtBothWidths(next, 'hand-over-work')
  await next.getByRole('link', { name: '去查看' }).click()
  await sees(next.getByText(child.name!))
  await count(next.getByText('随祖母搬到女儿家'), 0)
  await count(next.getByRole('link', { name: '打开档案' }), 0)
  await goodAtBothWidths(next, 'hand-over-incoming')
})

test('she receives it and has the whole history before her', async () => {
  await next.getByRole('button', { name: '认领' }).click()
  await goodAtBothWidths(next, 'hand-over-claim')
  await next.getByRole('dialog').getByRole('button', { name: '认领' }).click()
  await sees(next.getByText('已认领，档案归本村（居）'))
  await sees(next.getByRole('main').getByText(child.name!, { exact: true }))
  await next.getByRole('tab', { name: '变更记录' }).click()
  await sees(next.getByRole('listitem').filter({ hasText: '随祖母搬到女儿家' }))
  await sees(next.getByRole('listitem').filter({ hasText: '建档' }))
  await goodAtBothWidths(next, 'hand-over-history')
})

test('the old village has it no more, neither in its list nor at its address', async () => {
  await chooses(old, '儿童档案')
  await sees(old.getByText(`共 ${before - 1} 条`))
  // Nor does the browser keep the file that was open before: back, over the list of what waited.
  await old.goBack()
  await old.goBack()
  await sees(old.getByText('找不到该儿童档案'))
  await count(old.getByText(child.name!), 0)
  await old.goto(`${desk.url}/children/${child.id}`)
  await sees(old.getByText('找不到该儿童档案'))
  await seesNot(old.getByText(child.name!))
})

test('what is sent back comes to the notice of the one who asked, with the reason', async () => {
  const [own] = await desk.children(old)
  await old.goto(`${desk.url}/children/${own!.id}`)
  await old.getByRole('button', { name: '移交', exact: true }).click()
  await choosesPlace(old, there.village!)
  await old.getByRole('dialog').getByLabel('理由').fill('听说搬去了')
  await old.getByRole('dialog').getByRole('button', { name: '移交', exact: true }).click()
  await sees(old.getByRole('alert').filter({ hasText: '等待认领' }))
  await next.goto(`${desk.url}/hand-overs`)
  await next.getByRole('button', { name: '退回' }).click()
  await next.getByRole('dialog').getByLabel('理由').fill('本村没有这户')
  await next.getByRole('dialog').getByRole('button', { name: '退回' }).click()
  await sees(next.getByText('没有等待您认领的儿童'))
  await old.goto(desk.url)
  await sees(old.getByText('有 1 名移交的儿童被退回'))
  await old.getByRole('link', { name: '去查看' }).click()
  await sees(old.getByText(/\d+ 被退回/))
  await goodAtBothWidths(old, 'hand-over-sent-back')
  await old.getByRole('link', { name: '打开档案' }).click()
  await sees(old.getByRole('alert').filter({ hasText: '退回，没有认领' }))
  await goodAtBothWidths(old, 'hand-over-back-file')
  await old.getByRole('button', { name: '留在本村（居）' }).click()
  await old.getByRole('dialog').getByLabel('理由').fill('核实后未搬')
  await old.getByRole('dialog').getByRole('button', { name: '留在本村（居）' }).click()
  await sees(old.getByRole('button', { name: '移交', exact: true }))
  await count(old.getByRole('alert').filter({ hasText: '退回' }), 0)
})

test('nobody leaves for being sixteen before, nor the register for another village without being told', async () => {
  const supervisor = await desk.as('supervisor')
  const young = (await desk.children(supervisor)).find(({ age }) => age !== null && age < 16)!
  await supervisor.goto(`${desk.url}/children/${young.id}`)
  await supervisor.getByRole('button', { name: '退出登记' }).click()
  const dialog = supervisor.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '退出原因' }).click()
  const sixteen = supervisor.getByTitle(`年满十六周岁（现 ${young.age} 周岁）`)
  await sees(sixteen)
  expect(await sixteen.getAttribute('class')).toContain('disabled')
  await supervisor.getByTitle('迁出').click()
  await sees(dialog.getByText('请用“移交”'))
  await goodAtBothWidths(supervisor, 'leave-moved')
})

test('a child who has left is found among those who left, and returns', async () => {
  const officer = await desk.as('officer', '/children')
  const [left] = await desk.children(officer, { status: 'left' })
  await officer.getByRole('combobox', { name: '登记状态' }).click()
  await officer.getByTitle('已退出').click()
  await officer.getByRole('row').filter({ hasText: left!.name! }).first().click()
  await sees(officer.getByText('退出登记：'))
  await officer.getByRole('button', { name: '恢复登记' }).click()
  await officer.getByRole('dialog').getByLabel('理由').fill('父母再次外出务工')
  await goodAtBothWidths(officer, 'return')
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click()
  await sees(officer.getByRole('button', { name: '退出登记' }))
  await count(officer.getByText('退出登记：'), 0)
})
