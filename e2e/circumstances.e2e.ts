import { expect, test } from 'vitest'
import { chooses, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

test('from the work page to who may go without a right, why, and what would have to be recorded', async () => {
  const page = await desk.as('officer')
  const gap = page.getByRole('alert').filter({ hasText: '事实无人抚养儿童' })
  await sees(gap)
  await goodAtBothWidths(page, 'work-gaps')
  await gap.getByRole('link', { name: '查看名单' }).click()
  await sees(page.getByText(/按规则符合“事实无人抚养儿童”而没有登记/))
  await goodAtBothWidths(page, 'gap-list')
  // Opened where the reasons are.
  await page.getByRole('row').nth(1).click()
  await sees(page.getByText(/父亲服刑在押/).first())
  const finding = page.getByRole('listitem').filter({ hasText: '事实无人抚养儿童' }).first()
  await sees(finding.getByText('符合（父母双方）'))
  await sees(finding.getByText('符合条件而未登记'))
  await sees(finding.getByText(/在登记表“实际监护情况”的“儿童类别”中补记/))
  // The register is itself the list of left-behind children.
  await seesNot(
    page.getByRole('listitem').filter({ hasText: '农村留守儿童' }).first().getByText('符合条件而未登记'),
  )
  await sees(
    finding
      .getByText(/民发〔2019〕62号/)
      .or(finding.getByText(/民发〔2020〕125号/))
      .first(),
  )
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

  const leader = await desk.as('leader')
  const waits = leader.getByRole('alert').filter({ hasText: '有 1 项政策变更等待批准' })
  await waits.getByRole('link', { name: '去查看' }).click()
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await sees(leader.getByRole('dialog').getByText(/16 周岁 → 14 周岁/))
  await goodAtBothWidths(leader, 'policy-approve')
  await leader.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
  await sees(leader.getByText('已批准'))
  await sees(leader.getByRole('row', { name: /不满多少周岁 14 周岁/ }).first())
  // What it was before stays what it was.
  const proposal = leader.getByRole('listitem').filter({ hasText: '县民政局试行办法' })
  await sees(proposal.filter({ hasText: '16 周岁 → 14 周岁' }))
  await sees(leader.getByText('已按新规定对全部儿童重新认定'))

  // The work page tells those in the register from those whom the rule counts, and lists exactly these.
  await chooses(leader, '工作台')
  const here = leader.getByRole('region', { name: '在册儿童' })
  await sees(here.getByRole('link', { name: '100', exact: true }))
  // What was read before is there until it is read again.
  const counted = async () =>
    Number(
      (await here.getByRole('heading', { name: /其中农村留守儿童 \d+ 人/ }).textContent())!.match(/\d+/)![0],
    )
  await expect.poll(counted).toBeLessThan(100)
  await goodAtBothWidths(leader, 'work-counted')
  const township = here.getByRole('link', { name: '后安镇' })
  const n = (await township.textContent())!.match(/\d+/)![0]
  await township.click()
  await sees(leader.getByText(`共 ${n} 条`))
})
