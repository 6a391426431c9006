import { expect, test } from 'vitest'
import { chooses, count, goodAtBothWidths, NARROW, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

test('on a narrow screen the menu is a drawer, the list cards, the file one column', async () => {
  const page = await desk.as('supervisor')
  await page.setViewportSize(NARROW)
  await count(page.getByRole('navigation', { name: '菜单' }), 0)
  await page.getByRole('button', { name: '菜单' }).click()
  const drawer = page.getByRole('dialog')
  await sees(drawer.getByRole('link', { name: '儿童档案' }))
  await goodAtBothWidths(page, 'drawer')
  await chooses(page, '儿童档案')
  await seesNot(page.getByRole('dialog'))

  const [child] = await desk.children(page)
  await count(page.getByRole('table'), 0)
  await page.getByRole('listitem').filter({ hasText: child!.name! }).first().click()
  await sees(page.getByRole('main').getByText(child!.name!, { exact: true }))
  await page
    .getByRole('button', { name: '修改：父亲' })
    .or(page.getByRole('button', { name: /^修改：/ }))
    .first()
    .click()
  await goodAtBothWidths(page, 'narrow-edit')
  expect(await page.getByRole('tablist').isVisible()).toBe(true)
})
