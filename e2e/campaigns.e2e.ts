import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listCampaigns, readCampaign } from '#domain/campaign/campaign-api.ts'
import type { AnyEndpoint, ResultOf } from '#domain/endpoint.ts'
import { DEMO_PASSWORD } from '#server/account/first-accounts.ts'
import { goodAtBothWidths, NARROW, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { aFamily, enrols, PIN, types } from '#testing/phone-desk.ts'

const desk = startDesk()
const NAME = '夏季摸排'
const SISTERS = ['佟小雨', '佟小雪', '佟小霜']

let officer: Page
let director: Page
let phone: Page
let campaign: string

const read = async <E extends AnyEndpoint>(page: Page, endpoint: E, path = endpoint.path) =>
  (await (await page.request.get(desk.url + path)).json()) as ResultOf<E>
const values = async (page: Page) =>
  (await read(page, readCampaign, readCampaign.path.replace(':campaign', campaign))).total
const offline = (is: boolean) => phone.context().setOffline(is)
const card = (name: string) => phone.getByRole('listitem').filter({ hasText: name })

beforeAll(async () => {
  officer = await desk.as('officer')
  director = await desk.as('director')
  await aFamily(director, desk.url, SISTERS)
})

test('the county starts a campaign; it says beforehand how many children that are', async () => {
  await officer.goto(`${desk.url}/campaigns`)
  await sees(officer.getByRole('row', { name: /季度摸排/ }))
  await goodAtBothWidths(officer, 'campaigns')
  await officer.getByRole('row', { name: /季度摸排/ }).click()
  await sees(officer.getByText(/结束，数字自此不变/))
  await goodAtBothWidths(officer, 'campaign-ended')
  await officer.goBack()
  await officer.getByRole('button', { name: '发起摸排' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByLabel('名称').fill(NAME)
  await dialog.getByLabel('依据的文件').fill('民发〔2026〕1号')
  await sees(dialog.getByText(/^将列入 1\d\d 名儿童，涉及 \d+ 个村（居）$/))
  await goodAtBothWidths(officer, 'campaign-start')
  await dialog.getByRole('button', { name: /^发\s?起$/ }).click()
  await sees(officer.getByRole('heading', { name: NAME }))
  await sees(officer.getByText('还没有答复'))
  campaign = new URL(officer.url()).pathname.split('/')[2]!
  expect((await read(officer, listCampaigns)).rows).toHaveLength(3)
})

test('without a network the director goes from door to door: one tap, a change, not seen, and a child whom nobody knew', async () => {
  phone = await desk.visitor()
  await phone.setViewportSize(NARROW)
  await enrols(phone, desk.url, 'director', DEMO_PASSWORD)
  await phone.waitForFunction('navigator.serviceWorker.controller !== null')
  await sees(phone.getByText(NAME))
  await offline(true)
  await phone.locator('.card').filter({ hasText: NAME }).getByRole('link', { name: '去答复' }).click()
  await sees(phone.getByRole('heading', { name: NAME }))
  await goodAtBothWidths(phone, 'phone-campaign')
  const before = await phone.getByRole('button', { name: /无变化$/ }).count()
  await phone.getByRole('button', { name: '佟小雨 无变化' }).click()
  await sees(card('佟小雨').getByText('无变化', { exact: true }))
  await card('佟小雪').getByRole('button', { name: '未见到' }).click()
  await goodAtBothWidths(phone, 'phone-campaign-not-seen')
  await card('佟小雪').getByText('随父母外出，近期不在').click()
  await sees(card('佟小雪').getByText('未见到', { exact: true }))
  // What is recorded of the father answers for his child.
  await card('佟小霜').getByRole('link', { name: '有变化' }).click()
  await phone.locator('.relative').filter({ hasText: '父亲' }).getByRole('link', { name: '情况有变' }).click()
  await phone.getByLabel('务工地', { exact: false }).first().fill('江苏省昆山市')
  await phone.getByRole('button', { name: '保存', exact: true }).click()
  await sees(phone.getByText('江苏省昆山市'))
  await phone.goto(`${desk.url}/m/#/campaign/${campaign}`)
  await phone.reload()
  await types(phone, PIN)
  await sees(card('佟小霜').getByText('有变化', { exact: true }))
  expect(await phone.getByRole('button', { name: /无变化$/ }).count()).toBe(before - 3)
  // A slip of the thumb is mended by a later answer.
  await card('佟小雪').getByRole('button', { name: '重新答复' }).click()
  await phone.getByRole('button', { name: '佟小雪 无变化' }).click()
  await sees(card('佟小雪').getByText('无变化', { exact: true }))
  await phone.getByRole('link', { name: '发现新儿童，建档' }).click()
  await phone.getByLabel('姓名', { exact: true }).fill('佟新来')
  await phone.getByLabel('性别', { exact: true }).selectOption('male')
  await phone.getByLabel('出生日期', { exact: true }).fill('2017-02-03')
  await goodAtBothWidths(phone, 'phone-campaign-found')
  await phone.getByRole('button', { name: '建档', exact: true }).click()
  await sees(phone.getByText('新发现 1 名，等待上传'))
  expect(await values(officer)).toMatchObject({ answered: 0, found: 0 })
})

test('with a network all of it arrives; the county watches it', async () => {
  await offline(false)
  await phone.goto(`${desk.url}/m/#/me`)
  await phone.getByRole('button', { name: '立即同步' }).click()
  await sees(phone.getByText('没有等待上传的记录'))
  expect(await values(officer)).toMatchObject({ answered: 3, noChange: 2, changed: 1, notSeen: 0, found: 1 })
  await officer.reload()
  await sees(officer.getByRole('link', { name: /^合计·新发现/ }))
})

test('at the desk the rest is answered one by one, from the work page', async () => {
  await director.goto(desk.url)
  await sees(director.getByRole('link', { name: '去答复' }))
  await director.goto(`${desk.url}/campaigns/duties`)
  await sees(director.getByRole('row', { name: new RegExp(NAME) }))
  await director.goto(`${desk.url}/campaigns/${campaign}/children?counter=open`)
  const noChange = director.getByRole('button', { name: /：无变化$/ })
  await sees(noChange)
  await goodAtBothWidths(director, 'campaign-children')
  let { open } = await values(director)
  expect(open).toBeGreaterThan(1)
  await director
    .getByRole('button', { name: /：未见到$/ })
    .first()
    .click()
  await director.getByLabel('查找不到').check()
  await director
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s?定$/ })
    .click()
  await seesNot(director.getByRole('dialog'))
  for (open -= 1; open > 0; open--) {
    // The next row stands there when the one before has gone.
    await expect.poll(() => noChange.count()).toBe(open)
    await noChange.first().click()
  }
  await sees(director.getByText('没有需要答复的儿童'))
  expect(await values(director)).toMatchObject({ open: 0, notSeen: 1 })
})

test('the county compares it with the last one, closes it with a reason, and takes the report along', async () => {
  await officer.reload()
  await sees(officer.getByRole('img', { name: /^答复进度/ }))
  await sees(officer.getByRole('img', { name: /^增减图/ }))
  await officer.getByRole('button', { name: '结束摸排' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByLabel('理由').fill('其余各村下周继续走访')
  await dialog.getByRole('button', { name: '结束摸排' }).click()
  await sees(officer.getByText(/结束，数字自此不变/))
  await goodAtBothWidths(officer, 'campaign-closed')
  await officer.getByRole('button', { name: '情况报告（PDF）' }).click()
  await dialog.getByLabel('理由').fill('报县政府')
  const [download] = await Promise.all([
    officer.waitForEvent('download'),
    dialog.getByRole('button').last().click(),
  ])
  expect(download.suggestedFilename()).toContain(`${NAME}情况报告.pdf`)
  if (process.env.SCREENSHOTS) await download.saveAs(`${process.env.SCREENSHOTS}/campaign.pdf`)
  await phone.getByRole('button', { name: '立即同步' }).click()
  await phone.goto(`${desk.url}/m/#/campaign/${campaign}`)
  await sees(phone.getByText('这次摸排已经结束'))
})
