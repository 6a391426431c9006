import { expect, test } from 'vitest'
import { chooses, count, goodAtBothWidths, sees } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

test('a director confirms that her list is complete, and is not asked again', async () => {
  const director = await desk.as('director')
  await sees(director.getByText('的名单尚未确认'))
  await goodAtBothWidths(director, 'confirm-work')
  await director.getByRole('link', { name: '去确认' }).click()
  await sees(director.getByText('尚未确认'))
  await director.getByRole('button', { name: '确认名单' }).click()
  const dialog = director.getByRole('dialog')
  await sees(dialog.getByText(`目前在册 ${await desk.count(director)} 人`))
  expect(await dialog.getByRole('button', { name: '确认名单' }).isEnabled()).toBe(false)
  await dialog.getByLabel('已逐一核对，本季度名单完整').check()
  await goodAtBothWidths(director, 'confirm-dialog')
  await dialog.getByRole('button', { name: '确认名单' }).click()
  await sees(director.getByRole('button', { name: '重新确认' }))
  await chooses(director, '工作台')
  await sees(director.getByText('在册儿童'))
  await count(director.getByText('的名单尚未确认'), 0)
})

test('the township sees which villages have confirmed and which have not', async () => {
  const supervisor = await desk.as('supervisor', '/confirmations')
  await sees(supervisor.getByText(/\d+ 个村（居）中 1 个已确认/))
  await goodAtBothWidths(supervisor, 'confirmations')
  await supervisor.getByRole('combobox', { name: '范围' }).click()
  await supervisor.getByTitle(/^已确认/).click()
  await count(supervisor.getByRole('row'), 2)
})

test('the county reads comings and goings of a month, and the children behind a number', async () => {
  const officer = await desk.as('officer', '/register')
  await sees(officer.getByRole('columnheader', { name: '累计增加' }))
  await goodAtBothWidths(officer, 'register')
  const link = officer.getByRole('link', { name: /^合计·累计增加：查看名单/ })
  const n = await link.textContent()
  await link.click()
  await sees(officer.getByText(`共 ${n} 条`))
  await goodAtBothWidths(officer, 'register-children')
  await officer.goBack()
  await officer.getByRole('link', { name: '后安镇', exact: true }).click()
  await sees(officer.getByRole('rowheader', { name: /村/ }))
  await goodAtBothWidths(officer, 'register-township')
})

test('a director reads those of her own village', async () => {
  const director = await desk.as('director', '/register')
  await sees(director.getByRole('columnheader', { name: '本月新增' }))
  await count(director.locator('tbody tr'), 1)
  await goodAtBothWidths(director, 'register-village')
  const village = (await desk.children(director))[0]!.area.village!
  await director.getByRole('link', { name: /月末在册：查看名单/ }).click()
  await sees(director.getByText(new RegExp(`${village}.*月末在册`)))
})
