import { expect, test } from 'vitest'
import { chooses, goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

test('an ID number is shown in full only for a reason, and the security administrator reads it', async () => {
  const officer = await desk.as('officer', '/children')
  const [child] = await desk.children(officer)
  await officer.goto(`${desk.url}/children/${child!.id}`)
  await officer.getByRole('button', { name: '查看完整内容：公民身份证号码' }).first().click()
  const dialog = officer.getByRole('dialog', { name: '查看公民身份证号码' })
  expect(await dialog.getByRole('button', { name: '确定' }).isEnabled()).toBe(false)
  await dialog.getByLabel('理由').fill('办理助学金核对')
  await goodAtBothWidths(officer, 'reveal')
  await dialog.getByRole('button', { name: '确定' }).click()
  await sees(officer.getByText(/^\d{17}[\dX]$/))

  const security = await desk.as('security')
  await chooses(security, '审计日志')
  const row = security.getByRole('row', { name: /办理助学金核对/ })
  await sees(row.filter({ hasText: '县民政经办人' }))
  await goodAtBothWidths(security, 'audit')
})

test('the audit administrator reads what administrators did, and nothing of anybody else', async () => {
  await desk.as('system', '/accounts')
  const auditor = await desk.as('audit', '/audit')
  await sees(auditor.getByRole('row', { name: /系统管理员/ }))
  const rows = await auditor.getByRole('row').allInnerTexts()
  expect(rows.slice(1).filter((text) => !/系统管理员|安全管理员/.test(text))).toEqual([])
  await auditor.getByRole('button', { name: '校验审计链' }).click()
  await sees(auditor.getByText('完整，未发现改动'))
  await goodAtBothWidths(auditor, 'audit-checked')
})

test('the administrators have no way to children', async () => {
  for (const login of ['system', 'security', 'audit']) {
    const page = await desk.as(login)
    await sees(page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: '行政区划' }))
    expect(await page.getByRole('link', { name: '儿童档案' }).count()).toBe(0)
    expect(await page.getByRole('combobox', { name: '搜索儿童' }).count()).toBe(0)
    await goodAtBothWidths(page, `work-${login}`)
    await page.goto(`${desk.url}/children`)
    await sees(page.getByText('没有权限查看本页'))
  }
})
