import { expect, test } from 'vitest'
import { recordActs } from '#domain/child/child-api.ts'
import { chinaDay } from '#domain/dates.ts'
import { aFact } from '#testing/acts.ts'
import { chooses, count, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'
import { pagesOf } from '#testing/pdf.ts'

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
  // The first sheet says what it is, whose it is and the first figures; the last one is signed.
  const printed = await pagesOf(await page.pdf({ preferCSSPageSize: true }))
  // Browsers write some characters as the radical of the same shape.
  const sheets = printed.map((sheet) => sheet.normalize('NFKC'))
  expect(sheets[0]).toMatch(/农村留守儿童基本情况汇总表填报单位抚顺县.*后安镇26/)
  expect(sheets.at(-1)).toContain('单位负责人')
})

test('each of the three days says which it is', async () => {
  const page = await desk.as('officer', '/table?base=2026-01-31&knownAt=2026-06-30')
  for (const name of ['统计截止日', '与基期比较', '按某日所知']) {
    await sees(page.getByText(name, { exact: true }))
    await sees(page.getByRole('textbox', { name }))
  }
  await goodAtBothWidths(page, 'table-days')
})

test('the survey table names the children who block it, and a frozen one stays as it is', async () => {
  const page = await desk.as('officer', '/table?table=left-behind-2016')
  await sees(page.getByText('带 * 的栏名为推定'))
  await goodAtBothWidths(page, 'table-2016')
  await page.getByRole('button', { name: '定稿' }).click()
  await page.getByLabel('名称').fill('第四季度统计表')
  await page.getByRole('dialog').getByRole('button', { name: '定稿' }).click()
  await page.getByRole('link', { name: '第四季度统计表' }).click()
  await sees(page.getByText(/定稿，数字和名单不再变动/))
  await goodAtBothWidths(page, 'table-frozen')
  await page.getByRole('row', { name: '马圈子乡' }).getByRole('link').first().click()
  await count(page.getByRole('row', { name: /马圈子乡/ }), 2)

  // Somebody notes that nobody has asked yet how the child is guarded.
  const [child] = await desk.children(page, { where: { schooling: ['primary'] } })
  const act = aFact(child!.id, {}, { day: '2026-01-02' })
  const body = { ...act.body, day: chinaDay(new Date()), facts: { guardianship: { state: 'notCollected' } } }
  const sent = await page.request.post(`${desk.url}${recordActs.path}`, {
    data: { acts: [{ ...act, body }] },
    headers: { origin: desk.url },
  })
  expect(sent.status()).toBe(200)
  await page.goto(`${desk.url}/table?table=left-behind-2016`)
  await page.getByRole('link', { name: '查看须补登情况的儿童' }).click()
  await sees(page.getByRole('heading', { name: '使统计表不平的儿童' }))
  await sees(page.getByRole('row', { name: new RegExp(`${child!.name}.*监护类型`) }))
  await goodAtBothWidths(page, 'table-blocks')
})
