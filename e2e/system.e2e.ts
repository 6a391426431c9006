import { test } from 'vitest'
import { chooses, goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

test('the system administrator makes an account and hands over its first password', async () => {
  const page = await desk.as('system', '/accounts')
  await goodAtBothWidths(page, 'accounts')
  await page.getByRole('button', { name: '新建账号' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('测新人')
  await dialog.getByLabel('登录名').fill('newcomer')
  await goodAtBothWidths(page, 'account-new')
  await dialog.getByRole('button', { name: '确定' }).click()
  await sees(page.getByText('请记下初始密码'))
  await goodAtBothWidths(page, 'account-once')
  await page.getByRole('button', { name: '关闭' }).last().click()
  await sees(page.getByRole('row', { name: /测新人.*待授权/ }))
})

test('the security administrator says what the newcomer may do and where', async () => {
  const page = await desk.as('security', '/accounts')
  await page
    .getByRole('row', { name: /测新人/ })
    .getByRole('button', { name: '授权' })
    .click()
  await sees(page.getByRole('dialog'))
  await goodAtBothWidths(page, 'account-grant')
})

test('areas, offices and the own account can be read by everybody', async () => {
  const page = await desk.as('officer', '/areas')
  await page.getByRole('treeitem').filter({ hasText: '后安镇' }).last().click()
  await sees(page.getByText('区划沿革'))
  await goodAtBothWidths(page, 'areas')
  await chooses(page, '机构与部门')
  await sees(page.getByRole('row', { name: /民政/ }))
  await goodAtBothWidths(page, 'offices')
  await page.getByRole('link', { name: /我的账号/ }).click()
  await sees(page.getByRole('heading', { name: '登录记录' }))
  await goodAtBothWidths(page, 'me')
})
