import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '#server/account/first-accounts.ts'
import { count, goodAtBothWidths, NARROW, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { enrols } from '#testing/phone-desk.ts'

const desk = startDesk()

test('a year at a glance; a year of which nothing is known says so; one is entered, its effect counted, approved', async () => {
  const officer = await desk.as('officer', '/calendar?year=2026')
  await sees(officer.getByRole('heading', { name: '2026 年日历' }))
  const february = officer.getByRole('table', { name: /^2 月/ })
  await sees(february.getByText('16 个工作日'))
  await sees(february.getByTitle(/放假 春节；寒假 寒假|寒假 寒假；.*放假 春节/).first())
  await sees(officer.getByText('国务院办公厅关于2026年部分节假日安排的通知'))
  await goodAtBothWidths(officer, 'calendar')

  await officer.goto(`${desk.url}/calendar?year=2035`)
  await sees(officer.getByText(/尚未录入：.*2035 全年放假和调休安排/))
  await officer.getByRole('button', { name: '提出变更：全年寒暑假' }).click()
  const dialog = officer.getByRole('dialog')
  const holidays = [
    ['2035-01-20', '2035-02-25'],
    ['2035-07-10', '2035-08-31'],
  ]
  for (const [i, [from, until]] of holidays.entries()) {
    const part = dialog.getByRole('group', { name: `第 ${i + 1} 项` })
    await part.getByLabel('首日').fill(from!)
    await part.getByLabel('首日').press('Enter')
    await part.getByLabel('末日').fill(until!)
    await part.getByLabel('末日').press('Enter')
  }
  await dialog.getByLabel('文件名称和文号').fill('县教育局 2034—2035 学年校历')
  await dialog.getByLabel('条款').fill('寒假、暑假')
  await dialog.getByLabel('理由').fill('县教育局已公布')
  await goodAtBothWidths(officer, 'calendar-propose')
  await dialog.getByRole('button', { name: '提出变更' }).click()
  await sees(officer.getByText(/认定不变；0 项任务的到期日改变，新增 \d+ 项，取消 0 项/))

  const leader = await desk.as('leader', '/calendar?year=2035')
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
  await sees(leader.getByText('已批准'))
  await sees(leader.getByText('寒假 01-20～02-25；暑假 07-10～08-31').first())
  expect(
    await leader.getByRole('button', { name: '提出变更：父母返乡的日子' }).getAttribute('aria-disabled'),
  ).toBe('true')
})

test('the bell says what is new, the page what it is and where it goes; read is read', async () => {
  const officer = await desk.as('officer', '/notices')
  // The program looks a few seconds after its start, and each minute.
  await expect
    .poll(
      async () => {
        await officer.reload()
        await sees(officer.getByRole('heading', { name: '通知' }))
        return officer.getByRole('link', { name: /条未读通知/ }).count()
      },
      { timeout: 20_000, interval: 1_000 },
    )
    .toBe(1)
  await sees(officer.getByRole('listitem').filter({ hasText: '任务久拖未办' }).getByText('未读'))
  await officer.getByLabel('接收短信的手机号').fill('13900001111')
  await officer.getByRole('button', { name: '保存' }).click()
  await sees(officer.getByRole('checkbox', { name: '同时发短信 139****1111' }))
  await goodAtBothWidths(officer, 'notices')
  await officer.getByRole('button', { name: '全部标为已读' }).click()
  await sees(officer.getByRole('link', { name: '通知', exact: true }))
  await count(officer.getByText('未读', { exact: true }), 0)
  const system = await desk.as('system', '/notices')
  await sees(system.getByText('全部已送达'))
})

test('the phone tells it too, and what is read there is read', async () => {
  const phone = await desk.visitor()
  await phone.setViewportSize(NARROW)
  await phone.goto(`${desk.url}/m/`)
  await enrols(phone, desk.url, 'director', DEMO_PASSWORD)
  await phone.getByRole('navigation').getByRole('link', { name: '我的' }).click()
  const told = phone.getByRole('region', { name: '通知' })
  await sees(told.getByText(/任务到期、逾期 · \d+ 项逾期/))
  await goodAtBothWidths(phone, 'phone-notices')
  await told.getByRole('button', { name: '知道了' }).click()
  await seesNot(told)
})
