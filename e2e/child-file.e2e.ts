import { pinyin } from 'pinyin-pro'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { ChildRow } from '#domain/child/child-api.ts'
import { count, goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

let page: Page
let child: ChildRow
let before: string
const name = () => child.name!
beforeAll(async () => {
  page = await desk.as('officer')
  const all = await desk.children(page, { columns: ['father.workPlace'] })
  const namesakes = (row: ChildRow) => all.filter((other) => other.name === row.name)
  child = all.find(
    (row) => row.name?.length === 3 && namesakes(row).length === 1 && row.facts['father.workPlace']?.value,
  )!
  before = String(child.facts['father.workPlace']!.value)
})
const search = () => page.getByRole('combobox', { name: '搜索儿童' })
const family = () => page.getByRole('region', { name: '家庭成员' })

test('the officer finds a child by two characters, by pinyin and by initials', async () => {
  const spoken = pinyin(name(), { toneType: 'none', separator: '', surname: 'head' })
  const initials = pinyin(name(), { pattern: 'first', toneType: 'none', separator: '', surname: 'head' })
  for (const text of [name().slice(1), spoken, initials]) {
    await search().fill(text)
    await sees(page.getByRole('option', { name: name() }))
  }
  await goodAtBothWidths(page, 'search')
})

test('she opens the file by keyboard alone', async () => {
  await page.goto(desk.url)
  await sees(page.getByRole('heading', { name: '工作台' }))
  for (let stops = 0; !(await search().evaluate((box) => box.matches(':focus'))); stops++) {
    expect(stops).toBeLessThan(5)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.type(name())
  await sees(page.getByRole('option', { name: name() }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await sees(page.getByRole('heading', { name: '儿童档案' }))
  await sees(page.getByRole('main').getByText(name(), { exact: true }))
  await goodAtBothWidths(page, 'file')
})

test('she corrects where the father works, with a reason', async () => {
  await page.getByRole('button', { name: '修改：父亲' }).click()
  const editor = family().locator('form')
  await editor.getByLabel('当前务工地点', { exact: true }).fill('浙江省义乌市')
  await editor.getByLabel('更正错误').check()
  await sees(editor.getByText('理由至少写 2 个字'))
  expect(await editor.getByRole('button', { name: '保存' }).isEnabled()).toBe(false)
  await editor.getByLabel('理由').fill('与父亲电话核实')
  await goodAtBothWidths(page, 'file-correct')
  await editor.getByRole('button', { name: '保存' }).click()
  await sees(page.getByText('已保存'))
  await sees(family().getByText('浙江省义乌市'))
})

test('the history keeps the old value, struck through, and says why', async () => {
  await page.getByRole('tab', { name: '变更记录' }).click()
  const correction = page.getByRole('listitem').filter({ hasText: '与父亲电话核实' })
  await sees(correction.getByText('浙江省义乌市'))
  await sees(page.getByRole('deletion').filter({ hasText: before }))
  await goodAtBothWidths(page, 'file-history')
  await page.getByRole('tab', { name: '家庭图' }).click()
  await sees(page.getByRole('region', { name: '三代家庭图' }))
  await goodAtBothWidths(page, 'file-family')
})

test('she looks at the file as of an earlier day, and cannot change it there', async () => {
  await page.getByRole('tab', { name: '登记表' }).click()
  const head = await page.getByText(/\d{4}-\d\d-\d\d 建档/).textContent()
  const earlier = /(\S+) 建档/.exec(head!)![1]!
  await page.getByLabel('查看某日的情况').fill(earlier)
  await page.keyboard.press('Enter')
  await sees(page.getByText(`这是 ${earlier} 当日的情况`))
  const edit = page.getByRole('button', { name: '修改：父亲' })
  expect(await edit.getAttribute('aria-disabled')).toBe('true')
  await goodAtBothWidths(page, 'file-earlier')
  await page.getByRole('button', { name: '回到今日' }).click()
  await count(page.getByText(`这是 ${earlier} 当日的情况`), 0)
  expect(await edit.getAttribute('aria-disabled')).toBe(null)
})
