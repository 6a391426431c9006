import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { chooses, count, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { NUMBERS, roster } from '#testing/roster.ts'

const desk = startDesk({ kind: 'county', county: '210421' })
const OWN = 'her-own-password-1'

let page: Page
let secret: string
beforeAll(async () => {
  page = await desk.visitor()
})
/** What the authenticator shows; a code opens once, so the next sign-in waits for the next one. */
const code = (which: 'now' | 'next') =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + (which === 'next' ? 30 : 0) })

test('her first sign-in asks the officer for a password of her own', async () => {
  const given = desk.server.prepared.passwords.find(({ role }) => role === 'countyOfficer')!
  await page.getByLabel('登录名').fill(given.login)
  await page.getByLabel('密码').fill(given.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()

  await sees(page.getByText('首次登录须修改初始密码'))
  await page.getByLabel('初始密码').fill(given.password)
  await page.getByLabel('新密码', { exact: true }).fill(OWN)
  await page.getByLabel('再输入一次新密码').fill('something-else-1')
  await sees(page.getByText('两次输入的新密码不一致'))
  await goodAtBothWidths(page, 'first-password')
  await page.getByLabel('再输入一次新密码').fill(OWN)
  await page.getByRole('button', { name: '修改密码' }).click()
})

test('then for a second factor, with a code of the authenticator', async () => {
  await sees(page.getByText('县级账号须绑定动态验证码后使用'))
  await page.getByLabel('请先输入密码确认是您本人').fill(OWN)
  await page.getByRole('button', { name: '下一步' }).click()
  await sees(page.getByRole('img', { name: '绑定用的二维码' }))
  secret = (await page.getByText(/^([A-Z2-7]{4} ?)+$/).textContent())!.replaceAll(' ', '')
  await goodAtBothWidths(page, 'first-factor')
  await page.getByLabel('输入应用中显示的 6 位数字').fill(code('now'))
  await page.getByRole('button', { name: '绑定动态验证码' }).click()
  await sees(page.getByRole('heading', { name: '工作台' }))
  await sees(page.getByText('还没有儿童档案'))
  await goodAtBothWidths(page, 'work-empty')
})

test('from now on her password alone does not open', async () => {
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('登录名').fill('county')
  await page.getByLabel('密码').fill(OWN)
  await page.keyboard.press('Enter')
  await page.getByLabel('动态验证码').fill(code('next'))
  await goodAtBothWidths(page, 'sign-in-code')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await sees(page.getByRole('heading', { name: '工作台' }))
})

const CLEAN: Parameters<typeof roster>[0] = [
  {
    姓名: '安小禾',
    出生日期: '2014-03-07',
    公民身份证号码: NUMBERS.girl,
    父亲姓名: '安大山',
    父亲当前务工地点: '上海市',
  },
  { 姓名: '安小苗', 性别: '男', 出生日期: '2017-06-18', 公民身份证号码: NUMBERS.boy, 父亲姓名: '安大山' },
  { 姓名: '佟小满', 出生日期: '2016-05-20', 母亲姓名: '赵秀兰', 母亲当前务工地点: '沈阳市' },
]

async function dropsRoster(): Promise<void> {
  const bytes = Buffer.from(await roster(CLEAN)).toString('base64')
  const dataTransfer = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob('${bytes}'), (c) => c.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], '连刀村花名册.xlsx'))
    return data
  })()`)
  await page.getByText('把花名册（.xlsx、.xls、.csv）拖到这里').dispatchEvent('drop', { dataTransfer })
  await sees(page.getByText('连刀村花名册.xlsx'))
}
const figure = (name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('definition')

test('she drops a clean roster on the page, sees what it will do, and imports it', async () => {
  await chooses(page, '花名册导入')
  await sees(page.getByText('还没有导入过花名册'))
  await dropsRoster()
  await page.getByLabel('名册所反映的日期').fill('2024-09-30')
  await page.keyboard.press('Enter')
  await goodAtBothWidths(page, 'import-drop')
  await page.getByRole('button', { name: '上传并预览' }).click()

  await expect.poll(() => figure('将新建').textContent()).toBe('3')
  expect(await figure('拒收').textContent()).toBe('0')
  await sees(page.getByRole('row', { name: /佟小满 新建/ }))
  await goodAtBothWidths(page, 'import-preview')
  await page.getByRole('button', { name: '确认导入' }).click()
  const dialog = page.getByRole('dialog')
  await sees(dialog.getByText('将新建 3 份、更新 0 份档案'))
  await goodAtBothWidths(page, 'import-confirm')
  await dialog.getByRole('button', { name: '确认导入' }).click()

  await sees(page.getByRole('alert').getByText('导入完成'))
  expect(await figure('新建').textContent()).toBe('3')
  await goodAtBothWidths(page, 'import-done')
  await page.getByRole('button', { name: '查看儿童档案' }).click()
  await sees(page.getByText('共 3 条'))
  await count(page.getByRole('row', { name: /连刀村/ }), 3)
})

test('the same roster once more creates nothing', async () => {
  await chooses(page, '花名册导入')
  await sees(page.getByRole('row', { name: /连刀村花名册.xlsx 已导入/ }))
  await dropsRoster()
  await page.getByLabel('名册所反映的日期').fill('2024-09-30')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '上传并预览' }).click()

  await expect.poll(() => figure('无变化').textContent()).toBe('3')
  expect(await figure('将新建').textContent()).toBe('0')
  await page.getByRole('button', { name: '确认导入' }).hover()
  await sees(page.getByRole('tooltip', { name: '没有需要写入的内容' }))
  await page.getByRole('heading', { level: 1 }).hover()
  await seesNot(page.getByRole('tooltip'))
  await goodAtBothWidths(page, 'import-again')
})
