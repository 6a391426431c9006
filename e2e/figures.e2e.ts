import { expect, test } from 'vitest'
import { chooses, count, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

test('the officer reads how many children each township has, and a click lists exactly these', async () => {
  const page = await desk.as('officer')
  await chooses(page, '统计')
  const table = page.getByRole('table')
  const numbers = async (township: string) =>
    (await table.getByRole('row', { name: township }).getByRole('cell').allInnerTexts()).map(Number)
  await sees(table.getByRole('row', { name: '后安镇' }))
  expect((await numbers('合计'))[0]).toBe(100)
  expect((await numbers('后安镇'))[0]).toBe(26)
  expect((await numbers('马圈子乡'))[0]).toBe(2)
  await goodAtBothWidths(page, 'table')

  await table.getByRole('row', { name: '后安镇' }).getByRole('link').nth(2).click()
  const girls = Number((await page.getByText(/^共 \d+ 条$/).textContent())!.replace(/\D/g, ''))
  expect(girls).toBeLessThan(26)
  await count(page.getByRole('row', { name: /后安镇/ }), Math.min(girls, 20))
  await goodAtBothWidths(page, 'table-list')
  await page.getByRole('button', { name: '返回' }).click()
  expect((await numbers('后安镇'))[1]).toBe(girls)
})

test('a township is read by its villages', async () => {
  const page = await desk.as('officer', '/table')
  await page.getByRole('rowheader').getByRole('link', { name: '峡河乡' }).click()
  const total = page.getByRole('row', { name: '合计' }).getByRole('cell')
  await sees(total.first().getByText('20', { exact: true }))
  await goodAtBothWidths(page, 'table-township')
  await page.getByRole('button', { name: '返回全县' }).click()
  await sees(total.first().getByText('100', { exact: true }))
})

test('on paper the table stands alone', async () => {
  const page = await desk.as('officer', '/table')
  await sees(page.getByRole('row', { name: '后安镇' }))
  await page.emulateMedia({ media: 'print' })
  await seesNot(page.getByRole('navigation'))
  await seesNot(page.getByRole('banner'))
  await seesNot(page.getByRole('button', { name: '打印' }))
  await sees(page.getByRole('heading', { name: '农村留守儿童基本情况汇总表' }))
  await sees(page.getByRole('row', { name: '后安镇' }))
})
