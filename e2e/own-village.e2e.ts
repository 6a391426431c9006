import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { ChildRow } from '#domain/child/child-api.ts'
import { chooses, count, goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

let director: Page
let own: readonly ChildRow[]
let elsewhere: ChildRow
beforeAll(async () => {
  director = await desk.as('director')
  own = await desk.children(director)
  const all = await desk.children(await desk.as('officer'))
  const known = new Set(own.map(({ name }) => name))
  elsewhere = all.find(({ area, name }) => area.code !== own[0]!.area.code && !known.has(name))!
})

test('a village director sees the children of her own village and nobody else', async () => {
  await goodAtBothWidths(director, 'director-work')
  await chooses(director, '儿童档案')
  await sees(director.getByText(`共 ${own.length} 条`))
  await count(director.getByRole('row', { name: own[0]!.area.village! }), own.length)
  await goodAtBothWidths(director, 'director-list')
})

test('she does not find a child of another village', async () => {
  const search = director.getByRole('combobox', { name: '搜索儿童' })
  await search.fill(elsewhere.name!)
  await sees(director.getByText('没有找到符合的儿童'))
  await search.fill(own[0]!.name!)
  await sees(director.getByRole('option', { name: own[0]!.name! }))
})

test('the address of its file, typed by hand, says that there is none', async () => {
  await director.goto(`${desk.url}/children/${elsewhere.id}`)
  await sees(director.getByText('找不到该儿童档案'))
  expect(await director.locator('body').textContent()).not.toContain(elsewhere.name!)
  await goodAtBothWidths(director, 'file-not-found')
})

test('pages that are not her work say so, and addresses that do not exist too', async () => {
  await director.goto(`${desk.url}/audit`)
  await sees(director.getByText('没有权限查看本页'))
  await goodAtBothWidths(director, 'no-permission')
  await director.goto(`${desk.url}/nowhere`)
  await sees(director.getByText('页面不存在'))
  await goodAtBothWidths(director, 'no-page')
})

test('an address cut short says so in plain words, and a tab that is not hers is not missed', async () => {
  await director.goto(`${desk.url}/children/${own[0]!.id.slice(0, 8)}`)
  await sees(director.getByText('打不开这个地址'))
  await goodAtBothWidths(director, 'bad-address')
  await director.goto(`${desk.url}/children/${own[0]!.id}?tab=restricted`)
  await sees(director.getByRole('heading', { name: '儿童个人基本情况' }))
  await count(director.getByText('受限'), 0)
})

test('what only the township or the county does is shown to her with the reason', async () => {
  await director.goto(`${desk.url}/children/${own[0]!.id}`)
  const move = director.getByRole('button', { name: '变更村（居）' })
  await move.hover()
  await sees(director.getByRole('tooltip', { name: '您的岗位没有此项权限' }))
  await move.click({ force: true })
  await count(director.getByRole('dialog'), 0)
})
