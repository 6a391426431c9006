import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { listDuties } from '#domain/duty/duty-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { DEMO_PASSWORD } from '#server/account/first-accounts.ts'
import { goodAtBothWidths, NARROW, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { enrols } from '#testing/phone-desk.ts'

const desk = startDesk()

const checks = async (page: Page) =>
  (
    (await (
      await page.request.get(`${desk.url}${listDuties.path}?about=visits&rule=check&size=100`)
    ).json()) as ResultOf<typeof listDuties>
  ).rows

test('a supervisor draws once more with a reason, and sees by village what was found', async () => {
  const page = await desk.as('supervisor')
  await page.getByRole('link', { name: '去核查' }).click()
  await sees(page.getByRole('row').nth(1).getByRole('button', { name: '核查' }))
  await page.getByRole('link', { name: '随机抽查' }).click()
  await sees(page.getByText(/第 1 次/))
  await page.getByRole('button', { name: '抽取' }).click()
  await sees(page.getByText(/将从 \d+ 名儿童中抽取 \d+ 名/))
  await page.getByLabel('每层人数').check()
  await sees(page.getByText('种子封签'))
  const draw = page.getByRole('button', { name: /^抽取 \d+ 名/ })
  expect(await draw.isDisabled()).toBe(true)
  await page.getByLabel(/再次抽取的理由/).fill('两个村的主任本月新上任')
  await page.getByLabel('公共数字', { exact: true }).fill('2026063 01 05 09')
  await page.getByLabel('公共数字的出处').fill('双色球 2026063 期')
  await goodAtBothWidths(page, 'draw')
  const before = (await checks(page)).length
  await draw.click()
  await sees(page.getByRole('row', { name: /^合计/ }))
  await sees(page.getByText('两个村的主任本月新上任'))
  await goodAtBothWidths(page, 'draw-result')
  expect((await checks(page)).length).toBeGreaterThan(before)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载抽样名单（CSV）' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/随机抽查\d{4}-\d\d第2次\.csv/)
})

test('at the door: file and finding point by point, and what was found becomes a fact', async () => {
  const page = await desk.as('supervisor', '/visits?rule="check"')
  const [first] = await checks(page)
  await page
    .getByRole('row')
    .filter({ hasText: first!.name! })
    .getByRole('button', { name: '核查' })
    .first()
    .click()
  await sees(page.getByRole('heading', { name: '随机抽查核对' }))
  const point = (name: string) => page.getByRole('radiogroup', { name: `${name}与实际是否相符` })
  await page.getByLabel('见到本人', { exact: true }).check()
  await point('就学情况').getByLabel('不符').check()
  await point('照护人').getByLabel('相符', { exact: true }).check()
  await page.getByLabel('核查说明').fill('已不在村小就读')
  await goodAtBothWidths(page, 'check')
  await page.getByRole('button', { name: '保存核查结果' }).click()
  await sees(page.getByRole('heading', { level: 1, name: '走访' }))
  expect((await checks(page)).some(({ id }) => id === first!.id)).toBe(false)
})

test('a visit is returned with a reason; the director has a task, supplements it, and the first one is still to be read', async () => {
  const director = await desk.as('director', '/visits?rule="returned"')
  const task = director.getByRole('row').filter({ hasText: '请补写监护人意见' })
  await sees(task)
  await task.getByRole('button', { name: '查看并补充' }).click()
  await sees(director.getByText('已退回，补充后才计入走访率：请补写监护人意见'))
  await goodAtBothWidths(director, 'returned')
  await director.getByRole('link', { name: '补充走访记录' }).click()
  await director.getByLabel('补充了什么').fill('补写祖母意见')
  await director.getByLabel('监护人意见').fill('愿意配合，希望父母多打电话')
  await director.getByRole('button', { name: '保存走访' }).click()
  await sees(director.getByText('愿意配合，希望父母多打电话'))
  await seesNot(director.getByText('已退回，补充后才计入走访率'))
  await sees(director.getByText('更正前的记录（更正理由：补写祖母意见）'))

  const supervisor = await desk.as(
    'supervisor',
    new URL(director.url()).pathname + new URL(director.url()).search,
  )
  await supervisor.getByRole('button', { name: '退回' }).first().click()
  const dialog = supervisor.getByRole('dialog')
  await dialog.getByLabel('理由').fill('请核对走访日期')
  await dialog.getByRole('button', { name: '确定' }).click()
  await sees(supervisor.getByText('已退回，补充后才计入走访率：请核对走访日期'))
  await sees(supervisor.getByRole('button', { name: '撤销退回' }))

  // Out in the village she reads why on her phone, and records that part again.
  const phone = await desk.visitor()
  await phone.setViewportSize(NARROW)
  await enrols(phone, desk.url, 'director', DEMO_PASSWORD)
  await phone.getByText(/^一周内 \d+$/).click()
  await sees(phone.getByText(/的走访被退回：请核对走访日期/))
  await goodAtBothWidths(phone, 'phone-returned')
  await phone.getByRole('link', { name: '补充走访记录' }).click()
  await phone.getByLabel('补充了什么').fill('已与学校核对，日期无误')
  await phone.getByRole('button', { name: '保存 1 名儿童的走访' }).click()
  await sees(phone.getByText(/服务器已收到 1 \/ 1/))
  await supervisor.reload()
  await sees(supervisor.getByText('更正前的记录（更正理由：已与学校核对，日期无误）'))
})

test('two who contradict each other stand side by side, until somebody decides', async () => {
  const page = await desk.as('supervisor')
  await sees(page.getByText('有 1 处记录冲突等待决定'))
  await page.getByRole('alert').filter({ hasText: '记录冲突' }).getByRole('link').click()
  await sees(page.getByText('一般或较弱'))
  await sees(page.getByText('慢性病'))
  await goodAtBothWidths(page, 'conflicts')
  await page.getByRole('button', { name: '决定' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('一般或较弱').check()
  await dialog.getByLabel('理由').fill('已与村医核实')
  await dialog.getByRole('button', { name: '确定' }).click()
  await sees(page.getByText('没有记录冲突'))
})
