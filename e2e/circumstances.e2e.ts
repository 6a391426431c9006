import { expect, test } from 'vitest'
import { goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

test('from the work page to who may go without a right, why, and what would have to be recorded', async () => {
  const page = await desk.as('officer')
  const gap = page.getByRole('alert').filter({ hasText: '事实无人抚养儿童' })
  await sees(gap)
  await goodAtBothWidths(page, 'work-gaps')
  await gap.getByRole('link', { name: '查看名单' }).click()
  await page.getByRole('row').nth(1).click()
  await sees(page.getByText(/父亲服刑在押/).first())
  await page.getByRole('tab', { name: '类别' }).click()
  const finding = page.getByRole('listitem').filter({ hasText: '事实无人抚养儿童' }).first()
  await sees(finding.getByText('符合（父母双方）'))
  await sees(finding.getByText('符合条件而未登记'))
  await sees(
    finding
      .getByText(/民发〔2019〕62号/)
      .or(finding.getByText(/民发〔2020〕125号/))
      .first(),
  )
  await sees(finding.getByText('请在登记表的“儿童类别”中补登'))
  await page.getByText(/^不符合的 \d+ 类$/).click()
  await sees(page.getByText('孤儿', { exact: true }))
  await goodAtBothWidths(page, 'circumstances')
})

test('a change of policy: proposed, its effect counted, approved by a leader, every child computed anew', async () => {
  const officer = await desk.as('officer', '/policy')
  await sees(officer.getByRole('heading', { name: '政策数据' }))
  await goodAtBothWidths(officer, 'policy')
  await officer.getByRole('button', { name: '提出变更：留守儿童：不满多少周岁' }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByLabel('新的规定').fill('14')
  await dialog.getByLabel('文件名称和文号').fill('县民政局试行办法')
  await dialog.getByLabel('条款').fill('第二条')
  await dialog.getByLabel('理由').fill('试行')
  await goodAtBothWidths(officer, 'policy-propose')
  await dialog.getByRole('button', { name: '提出变更' }).click()
  await sees(officer.getByText(/农村留守儿童增加 0 名、减少 \d+ 名/))
  await goodAtBothWidths(officer, 'policy-proposal')
  expect(await officer.getByRole('button', { name: '批准', exact: true }).getAttribute('aria-disabled')).toBe(
    'true',
  )

  const leader = await desk.as('leader', '/policy')
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await sees(leader.getByText('已批准'))
  await sees(leader.getByRole('row', { name: /不满多少周岁 14 周岁/ }).first())
  await sees(leader.getByText('已按新规定对全部儿童重新认定'))
})
