import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '#server/account/first-accounts.ts'
import { goodAtBothWidths, NARROW, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import {
  aFamily,
  allows,
  aPicture,
  enrols,
  handsTo,
  PIN,
  signs,
  type TestFamily,
  types,
} from '#testing/phone-desk.ts'

const desk = startDesk()
type Raw = { words: string[]; bytes: number[]; cached: string[]; files: string[] }
/** Names of stores, uuids, numbers: nothing that says anything. */
const OPAQUE = /^([a-z]|t-[0-9a-f]{32}|[0-9a-f]{32}|[0-9a-f-]{36}|\d+|tonghu\.\w+)$/
const SISTERS = ['佟小雨', '佟小雪', '佟小霜']

let director: Page
let phone: Page
let family: TestFamily
beforeAll(async () => {
  director = await desk.as('director')
  family = await aFamily(director, desk.url, SISTERS)
  phone = await desk.visitor()
  await phone.setViewportSize(NARROW)
})

const tab = (name: string) => phone.getByRole('navigation').getByRole('link', { name }).click()
const offline = (is: boolean) => phone.context().setOffline(is)

test('signed in once and a PIN chosen, the phone shows who is to be visited and why', async () => {
  await allows(await desk.as('officer'), await desk.as('leader'), desk.url, 'visitPosition')
  await phone.goto(`${desk.url}/m/`)
  await sees(phone.getByLabel('账号', { exact: true }))
  await goodAtBothWidths(phone, 'phone-sign-in')
  await enrols(phone, desk.url, 'director', DEMO_PASSWORD)
  await phone
    .getByText(/^(逾期|以后) \d+$/)
    .first()
    .click()
  await sees(phone.getByText('同一家 3 名儿童'))
  await goodAtBothWidths(phone, 'phone-today')
  await tab('儿童')
  await phone.getByLabel('姓名、村、照护人').fill('小雪')
  await sees(phone.getByRole('link', { name: /佟小雪/ }))
  await goodAtBothWidths(phone, 'phone-children')
})

test('without a network a family of three is visited at once, and the father has moved on', async () => {
  await phone.waitForFunction('navigator.serviceWorker.controller !== null')
  await offline(true)
  await phone.getByRole('link', { name: /佟小雪/ }).click()
  await goodAtBothWidths(phone, 'phone-child')
  await phone.getByRole('link', { name: '走访这一家' }).click()
  await phone.getByRole('button', { name: '保存 3 名儿童的走访' }).click()
  await sees(phone.getByText('请回答每名儿童是否见到本人'))
  await goodAtBothWidths(phone, 'phone-visit')
  for (const group of await phone.getByRole('group', { name: '见到本人了吗' }).all())
    await group.getByText('是', { exact: true }).click()
  await phone.getByText('上学就学', { exact: true }).first().click()
  await phone.getByLabel('问题的具体情况').fill('说不想去上学')
  // The phone closes the page in the middle of it.
  await phone.waitForTimeout(800)
  await phone.reload()
  await types(phone, PIN)
  await expect.poll(() => phone.getByLabel('问题的具体情况').inputValue()).toBe('说不想去上学')
  await phone.locator('input[type=file]').setInputFiles([
    { name: '1.png', mimeType: 'image/png', buffer: await aPicture('#8a5a2b') },
    { name: '2.png', mimeType: 'image/png', buffer: await aPicture('#2b5a8a') },
  ])
  await sees(phone.getByAltText('第 2 张照片'))
  await signs(phone.getByRole('img', { name: /签字/ }))
  await phone.context().grantPermissions(['geolocation'])
  await phone.context().setGeolocation({ latitude: 41.96641, longitude: 124.35217, accuracy: 18 })
  await phone.getByRole('button', { name: '记录所在位置' }).click()
  await sees(phone.getByText('位置已记录（误差约 18 米）'))
  await goodAtBothWidths(phone, 'phone-visit-filled')
  await phone.getByRole('button', { name: '保存 3 名儿童的走访' }).click()
  await sees(phone.getByText('服务器已收到 0 / 3'))
  await tab('儿童')
  await phone.getByRole('link', { name: /佟小霜/ }).click()
  await phone.locator('.relative').filter({ hasText: '父亲' }).getByRole('link', { name: '情况有变' }).click()
  await phone.getByLabel('务工地', { exact: false }).first().fill('江苏省昆山市')
  await goodAtBothWidths(phone, 'phone-relative')
  await phone.getByRole('button', { name: '保存', exact: true }).click()
  await sees(phone.getByText('江苏省昆山市'))
})

test('without a network the care agreement is asked, agreed and signed in the house', async () => {
  await phone.getByRole('link', { name: '委托照护' }).first().click()
  await sees(phone.getByText('还没有委托照护协议'))
  await phone.getByRole('link', { name: '签订委托照护协议' }).click()
  await phone.getByRole('button', { name: /^保存协议/ }).click()
  await sees(phone.getByText('还没有填完：照护人是否合格、儿童的生活和意见'))
  await goodAtBothWidths(phone, 'phone-agreement')
  for (const question of ['违法犯罪', '恶习', '怠于履行', '不适宜担任'])
    await phone.getByRole('group', { name: question }).getByText('否', { exact: true }).click()
  const capable = phone.getByRole('group', { name: '完全民事行为能力' })
  await capable.getByText('否', { exact: true }).click()
  await sees(phone.getByText('不得委托：《未成年人保护法》第二十二条第一款'))
  await capable.getByText('是', { exact: true }).click()
  await phone.getByText('已听取，儿童同意').click()
  const signing = (party: RegExp) => phone.locator('.signing').filter({ hasText: party })
  await signing(/^被委托人/)
    .getByText('当场手写')
    .click()
  await signs(signing(/^被委托人/).getByRole('img'))
  // The page is closed by the phone in the middle of it: what was signed is still there.
  await phone.waitForTimeout(800)
  await phone.reload()
  await types(phone, PIN)
  await sees(signing(/^被委托人/).getByRole('button', { name: '重写' }))
  await signing(/^村/).getByText('纸质签字或按手印').click()
  await signing(/^村/)
    .locator('input[type=file]')
    .setInputFiles([{ name: '1.png', mimeType: 'image/png', buffer: await aPicture('#fffef0') }])
  await sees(signing(/^村/).getByAltText('第 1 张照片'))
  await goodAtBothWidths(phone, 'phone-agreement-signed')
  await phone.getByRole('button', { name: '保存协议（已签 2 / 3）' }).click()
  await sees(phone.getByText('拟定中，签字不齐'))
  await goodAtBothWidths(phone, 'phone-agreement-card')
  await phone.getByRole('button', { name: '签字', exact: true }).click()
  await signs(phone.getByRole('img', { name: /签名处/ }))
  await phone.getByRole('button', { name: '保存', exact: true }).click()
  await sees(phone.getByText('有效', { exact: true }))
  await seesNot(phone.locator('.duty').filter({ hasText: '委托照护协议' }))
})

test('the page is closed and opened again without a network: everything is still there', async () => {
  await phone.reload()
  await sees(phone.getByRole('heading', { name: '输入 PIN' }))
  await goodAtBothWidths(phone, 'phone-pin')
  await types(phone, '111222')
  await sees(phone.getByText('PIN 不对，还可以试 4 次'))
  await types(phone, PIN)
  await tab('我的')
  await sees(phone.getByText('8 条等待上传 · 4 张照片等待上传'))
  await sees(phone.getByText('连不上服务器。'))
  await goodAtBothWidths(phone, 'phone-me')
})

test('with a network everything arrives once, and the desk shows it', async () => {
  await offline(false)
  await phone.getByRole('button', { name: '立即同步' }).click()
  await sees(phone.getByText('没有等待上传的记录'))
  await sees(phone.getByText('可以交还这部手机'))
  await tab('记录')
  await sees(phone.getByText('服务器已收到 8 / 8'))
  await goodAtBothWidths(phone, 'phone-records')
  const sister = family.children[1]!
  await director.goto(`${desk.url}/children/${sister.id}?tab=evidence`)
  await sees(director.getByText(/走访照片2 .*\.jpg/))
  await sees(director.getByText(/走访签字 .*\.png/))
  await director.goto(`${desk.url}/children/${sister.id}?tab=visits`)
  await sees(director.getByText('上学就学'))
  await sees(director.getByText('41.96641,124.35217（误差约 18 米）'))
  await director.goto(`${desk.url}/children/${sister.id}`)
  await sees(director.getByText('江苏省昆山市'))
  await director.goto(`${desk.url}/children/${family.children[2]!.id}?tab=agreements`)
  await sees(director.getByText('有效', { exact: true }))
  await sees(director.getByRole('link', { name: '查看纸质件' }))
  await tab('今日')
  const visit = phone.locator('.duty').filter({ hasText: '佟小雪' }).filter({ hasText: '走访 · 逾期' })
  await seesNot(visit)
})

test('what she found wrong is a task, until she says how it was dealt with', async () => {
  await phone.goto(`${desk.url}/m/#/child/${family.children[1]!.id}`)
  await phone.getByRole('link', { name: '处理', exact: true }).click()
  await phone.getByText('已解决', { exact: true }).click()
  await phone.getByLabel('如何处理的').fill('与班主任谈过，已返校')
  await goodAtBothWidths(phone, 'phone-close')
  await phone.getByRole('button', { name: '保存', exact: true }).click()
  await sees(phone.getByRole('link', { name: '走访这一家' }))
  await seesNot(phone.getByRole('link', { name: '处理', exact: true }))
})

test('what was written offline about a child who is another village’s by then waits for its new owner', async () => {
  await offline(true)
  const moved = family.children[2]!
  await phone.goto(`${desk.url}/m/#/facts/${moved.id}`)
  await sees(phone.getByRole('heading', { name: '情况有变' }))
  await phone.locator('summary', { hasText: '儿童个人基本情况' }).click()
  await phone.getByLabel('爱好', { exact: true }).fill('下棋')
  await phone.getByRole('button', { name: '保存', exact: true }).click()
  await sees(phone.getByText('有未上传的记录'))
  const officer = await desk.as('officer')
  await handsTo(officer, await desk.as('director2'), desk.url, moved.id)
  await offline(false)
  await tab('我的')
  await phone.getByRole('button', { name: '立即同步' }).click()
  await sees(phone.getByText('没有等待上传的记录'))
  await tab('记录')
  await sees(phone.getByText('已交给现在负责的人员'))
  const owner = await desk.as('director2')
  await sees(owner.getByText('有 1 条他人所写的记录等待接收'))
  await owner.goto(`${desk.url}/held-acts`)
  await sees(owner.getByText('下棋'))
  await goodAtBothWidths(owner, 'held-acts')
  await owner
    .getByRole('button', { name: /^接\s?收$/ })
    .first()
    .click()
  await sees(owner.getByText('没有待接收的记录'))
  await owner.goto(`${desk.url}/children/${moved.id}`)
  await sees(owner.getByText('下棋'))
})

test('the supervisor sees which phones have synchronised, and how to install one', async () => {
  const supervisor = await desk.as('supervisor', '/phones')
  await sees(supervisor.getByText('扫码安装手机应用'))
  await goodAtBothWidths(supervisor, 'phones')
})

test('nothing that is stored can be read: ids and sealed bytes, and what anybody may fetch', async () => {
  const found: Raw = await phone.evaluate(readFileSync('testing/raw-stores.js', 'utf8'))
  expect(found.bytes.length).toBeGreaterThan(8_000)
  expect(entropy(found.bytes)).toBeGreaterThan(7.9)
  expect(found.words.filter((word) => !OPAQUE.test(word))).toEqual([])
  for (const path of found.cached) expect(path).toMatch(/^\/m\//)
  expect(found.files).toEqual([])
})

test('the same look finds a record that is written in the clear on purpose', async () => {
  await phone.evaluate(`new Promise((resolve) => {
    const request = indexedDB.open('planted', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('r').put(
      new TextEncoder().encode(JSON.stringify({ name: '佟小雪', note: '说不想去上学' }).repeat(2000)), 'x')
    request.onsuccess = () => { request.result.close(); resolve() }
  })`)
  const found: Raw = await phone.evaluate(readFileSync('testing/raw-stores.js', 'utf8'))
  expect(entropy(found.bytes)).toBeLessThan(7.9)
  expect(found.words.filter((word) => !OPAQUE.test(word))).toEqual(['planted'])
  await phone.evaluate(
    `new Promise((resolve) => { indexedDB.deleteDatabase('planted').onsuccess = resolve })`,
  )
})

test('five wrong PINs shut the store; after signing in what was waiting is still there', async () => {
  await offline(true)
  await tab('儿童')
  await phone.getByRole('link', { name: /佟小雨/ }).click()
  await phone.getByRole('link', { name: '情况有变' }).first().click()
  await phone.locator('summary', { hasText: '儿童个人基本情况' }).click()
  await phone.getByLabel('爱好', { exact: true }).fill('画画')
  await phone.getByRole('button', { name: '保存', exact: true }).click()
  await sees(phone.getByText('有未上传的记录'))
  await phone.reload()
  for (let i = 0; i < 4; i++) {
    await types(phone, '111222')
    await sees(phone.getByText(`还可以试 ${4 - i} 次`))
  }
  await types(phone, '111222')
  await sees(phone.getByText('请重新登录'))
  await goodAtBothWidths(phone, 'phone-shut')
  await offline(false)
  await phone.getByLabel('账号', { exact: true }).fill('director')
  await phone.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD)
  await phone.getByRole('button', { name: '登录', exact: true }).click()
  await types(phone, '805318')
  await sees(phone.getByRole('heading', { name: '再输一次' }))
  await types(phone, '805318')
  await tab('记录')
  await sees(phone.getByText('服务器已收到 11 / 11'))
})

const entropy = (bytes: readonly number[]): number => {
  const counts = new Array<number>(256).fill(0)
  for (const byte of bytes) counts[byte]! += 1
  return counts.reduce((sum, n) => (n ? sum - (n / bytes.length) * Math.log2(n / bytes.length) : sum), 0)
}
