import { expect, test } from 'vitest'
import { ROLES } from '#domain/access/roles.ts'
import { goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

test('the demo offers a card for every role, and a click on one signs in', async () => {
  const page = await desk.visitor()
  const cards = page.getByRole('region', { name: '演示账号' }).getByRole('button')
  for (const role of Object.values(ROLES)) await sees(cards.filter({ hasText: role.zh }))
  await goodAtBothWidths(page, 'sign-in')
  await cards.filter({ hasText: '县民政经办人' }).click()
  await sees(page.getByRole('heading', { name: '工作台' }))
  await sees(page.getByRole('link', { name: '儿童档案' }))
  await sees(page.getByText('演示县：全部为虚构数据'))
  await sees(page.getByRole('region', { name: '在册儿童' }).getByRole('link', { name: '100', exact: true }))
})

test('a wrong password is told, and what was typed stays', async () => {
  const page = await desk.visitor()
  await page.getByLabel('登录名').fill('officer')
  await page.getByLabel('密码').fill('not-the-password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await sees(page.getByRole('alert').getByText('账号、密码或验证码不正确'))
  await goodAtBothWidths(page, 'sign-in-wrong')
  expect(await page.getByLabel('登录名').inputValue()).toBe('officer')

  await page.getByLabel('密码').fill('tonghu-demo-1')
  await page.keyboard.press('Enter')
  await sees(page.getByRole('heading', { name: '工作台' }))
})

test('whoever signs out is out, also by going back', async () => {
  const page = await desk.as('leader', '/children')
  await sees(page.getByRole('row', { name: /岁|镇|乡/ }))
  await page.getByRole('button', { name: '退出登录' }).click()
  await sees(page.getByRole('heading', { name: '登录' }))
  await page.reload()
  await sees(page.getByRole('heading', { name: '登录' }))
})
