import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreementChildren, agreementCoverage, agreementsOfChild } from '#domain/agreement/agreement-api.ts'
import { recordActs } from '#domain/child/child-api.ts'
import { chinaDay } from '#domain/dates.ts'
import type { AnyEndpoint, ResultOf } from '#domain/endpoint.ts'
import { goodAtBothWidths, NARROW, sees, seesNot } from '#testing/browser.ts'
import { newId } from '#testing/county.ts'
import { startDesk } from '#testing/desk.ts'
import { catchSms, codeIn, type SmsCatcher } from '#testing/sms-catcher.ts'

const desk = startDesk()
let sms: SmsCatcher
beforeAll(async () => {
  sms = await catchSms()
  sms.serve(desk.dataDir)
})
afterAll(() => sms.close())

const read = async <E extends AnyEndpoint>(page: Page, endpoint: E, path = endpoint.path) =>
  (await (await page.request.get(desk.url + path)).json()) as ResultOf<E>
const agreements = (page: Page, child: string) =>
  read(page, agreementsOfChild, agreementsOfChild.path.replace(':child', child))
/** Somebody who must have an agreement and has none any more: the demo is another one each day. */
async function without(page: Page): Promise<string> {
  const { rows } = await read(page, agreementChildren, `${agreementChildren.path}?counter=needed&size=100`)
  const id = rows[0]!.id
  const acts = (await agreements(page, id)).rows
    .filter(({ status }) => ['preparing', 'toBegin', 'inForce'].includes(status))
    .map((one) => ({
      id: newId(),
      kind: 'agreement.end',
      child: id,
      writtenAt: new Date().toISOString(),
      body: { day: chinaDay(new Date()), agreement: one.id, why: 'other', reason: '重新签订' },
    }))
  const sent = { data: { acts }, headers: { origin: desk.url } }
  if (acts.length > 0) expect((await page.request.post(desk.url + recordActs.path, sent)).status()).toBe(200)
  return id
}
const covered = async (page: Page) => (await read(page, agreementCoverage)).total.covered

/** Draws on the sheet with a finger. */
async function signs(where: Locator) {
  const sheet = where.locator('canvas')
  await sheet.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await sheet.boundingBox())!
  const { mouse } = sheet.page()
  for (const from of [0.2, 0.5]) {
    await mouse.move(x + width * from, y + height * 0.3)
    await mouse.down()
    for (const [i, down] of [0.7, 0.4, 0.8, 0.5].entries())
      await mouse.move(x + width * (from + 0.06 * (i + 1)), y + height * down, { steps: 3 })
    await mouse.up()
  }
}
const answer = async (page: Page, question: RegExp, says: '是' | '否') =>
  page.getByRole('radiogroup', { name: question }).getByLabel(says, { exact: true }).check()

let child: string

test('a director drafts an agreement on her telephone; a carer who must not be entrusted is told at once', async () => {
  const page = await desk.as('director')
  child = await without(page)
  await page.goto(`${desk.url}/children/${child}?tab=agreements`)
  await page.setViewportSize(NARROW)
  await sees(page.getByText('须签订委托照护协议').first())
  await page.getByRole('button', { name: '拟定协议' }).click()
  await sees(page.getByRole('heading', { name: '被委托人是否合格' }))
  await page.getByRole('radiogroup', { name: '委托原因' }).getByLabel('父母双方同时外出').check()
  await answer(page, /性侵害/, '否')
  await answer(page, /吸毒、酗酒、赌博/, '是')
  await sees(page.getByText('不得委托：《未成年人保护法》第二十二条第三款第二项'))
  await sees(page.getByText('该照护人不能担任被委托人，请另选他人'))
  expect(await page.getByRole('button', { name: '保存，去签字' }).isDisabled()).toBe(true)
  await goodAtBothWidths(page, 'agreement-barred')

  await answer(page, /吸毒、酗酒、赌博/, '否')
  await answer(page, /拒不履行/, '否')
  await answer(page, /其他不适宜/, '否')
  await answer(page, /完全民事行为能力/, '是')
  await page.getByRole('button', { name: '保存，去签字' }).click()
  await sees(page.getByText('还没有填完：儿童的生活和意见'))
  const attended = page.getByRole('radiogroup', { name: /任何时候是否都有人看护/ })
  if (await attended.isVisible()) await attended.getByLabel('是', { exact: true }).check()
  await page.getByLabel('已听取，儿童同意').check()
  await page.getByLabel('儿童的意见').fill('愿意和老人住')
  await page.getByRole('button', { name: '保存，去签字' }).click()
  await sees(page.getByText('拟定中，签字不齐'))
  await goodAtBothWidths(page, 'agreement-preparing')
})

test('the carer and the village sign with a finger', async () => {
  const page = await desk.as('director', `/children/${child}?tab=agreements`)
  await page.setViewportSize(NARROW)
  await page.getByRole('button', { name: /^被委托人签字/ }).click()
  const dialog = page.getByRole('dialog')
  const done = dialog.getByRole('button', { name: '签字', exact: true })
  await sees(dialog.locator('canvas'))
  expect(await done.isDisabled()).toBe(true)
  await signs(dialog)
  await goodAtBothWidths(page, 'agreement-sign')
  await done.click()
  await seesNot(dialog)
  await sees(page.getByRole('img', { name: '被委托人的签字' }))
  await page.getByRole('button', { name: /^村（居）民委员会签字/ }).click()
  await signs(dialog)
  await done.click()
  await seesNot(dialog)
  await sees(page.getByRole('img', { name: '村（居）民委员会的签字' }))
})

test('the father far away signs on his own telephone, after a code by SMS; then it is in force and counts', async () => {
  const page = await desk.as('director', `/children/${child}?tab=agreements`)
  await page.setViewportSize(NARROW)
  const before = await covered(page)
  await page.getByRole('button', { name: '发送签署链接' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/同时用短信/).uncheck()
  await dialog.getByRole('button', { name: '生成链接' }).click()
  await sees(dialog.getByText('请通过微信等方式发给本人'))
  const url = (await dialog.locator('code').textContent())!
  await goodAtBothWidths(page, 'agreement-link')
  await dialog.getByRole('button', { name: '关闭' }).last().click()

  const phone = await desk.visitor()
  await phone.setViewportSize(NARROW)
  await phone.goto(url)
  await sees(phone.getByText('验证码将发到手机'))
  const name = (await agreements(page, child)).rows[0]!.carer.name!
  expect(await phone.content()).not.toContain(name)
  await phone.getByRole('button', { name: '获取验证码' }).click()
  await sees(phone.getByText('验证码已发送'))
  await goodAtBothWidths(phone, 'sign-code')
  const code = codeIn(sms.caught[0]!)
  await phone.getByLabel('短信验证码').fill(code === '000000' ? '000001' : '000000')
  await phone.getByRole('button', { name: '确定' }).click()
  await sees(phone.getByText('验证码不正确，还可以试 4 次'))
  await phone.getByLabel('短信验证码').fill(code)
  await phone.getByRole('button', { name: '确定' }).click()
  await sees(phone.getByRole('heading', { name: '委托人的责任' }))
  await sees(phone.getByText(name).first())
  await signs(phone.locator('main'))
  await phone.getByLabel('我已看过协议全文').check()
  await goodAtBothWidths(phone, 'sign-paper')
  await phone.getByRole('button', { name: '签字', exact: true }).click()
  await sees(phone.getByText('已签字，谢谢'))
  await phone.reload()
  await sees(phone.getByText('已签字，谢谢'))

  await page.reload()
  await sees(page.getByText('有效', { exact: true }))
  await goodAtBothWidths(page, 'agreement-in-force')
  expect(await covered(page)).toBe(before + 1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '打印（PDF）' }).first().click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^委托照护协议\w{6}\.pdf$/)
  if (process.env.SCREENSHOTS) await download.saveAs(`${process.env.SCREENSHOTS}/agreement.pdf`)
})

test('the township reads which children have none', async () => {
  const page = await desk.as('supervisor', '/agreements')
  await sees(page.getByRole('row').nth(1))
  await goodAtBothWidths(page, 'agreement-duties')
  await page.getByRole('link', { name: '签订率' }).click()
  await sees(page.getByRole('row', { name: /^合计/ }))
  await goodAtBothWidths(page, 'agreement-coverage')
  const cell = page.getByRole('link', { name: /^合计.*未签订/ })
  const missing = Number((await cell.textContent())!)
  expect(missing).toBeGreaterThan(0)
  await cell.click()
  await sees(page.getByText(`共 ${missing} 条`))
  expect(await covered(page)).toBeGreaterThan(0)
})
