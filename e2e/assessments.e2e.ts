import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { assessmentsOfChild, riskFigures } from '#domain/assessment/assessment-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { chooses, goodAtBothWidths, sees, seesNot } from '#testing/browser.ts'
import { startDesk } from '#testing/desk.ts'

const desk = startDesk()

const figures = async (page: Page) =>
  (await (await page.request.get(desk.url + riskFigures.path)).json()) as ResultOf<typeof riskFigures>
const assessed = async (page: Page, child: string) => {
  const path = assessmentsOfChild.path.replace(':child', child)
  return (await (await page.request.get(desk.url + path)).json()) as ResultOf<typeof assessmentsOfChild>
}
const pick = async (page: Page, label: string, option: string) => {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: option }).last().click()
}

let child: string

test('the officer edits a draft, is told what is wrong with it, and how many children it would turn', async () => {
  const page = await desk.as('officer', '/assessments/templates')
  await sees(page.getByRole('heading', { name: '三色风险评估' }))
  await page.getByRole('button', { name: '起草新版本 三色风险评估' }).click()
  await sees(page.getByRole('heading', { level: 1, name: '起草评估量表' }))
  await page.getByLabel('等级 1 最高分').fill('3')
  await page.getByLabel('等级 1 最高分').press('Tab')
  await sees(page.getByText('可能得到 4 分，但没有等级包含它'))
  await page.getByLabel('等级 2 最低分').fill('4')
  await page.getByLabel('等级 2 最低分').press('Tab')
  await seesNot(page.getByText('可能得到 4 分，但没有等级包含它'))
  await page.getByLabel('起草理由').fill('四分即需关注')
  await goodAtBothWidths(page, 'template-editor')
  await page.getByText('预览').click()
  await page.getByRole('radio', { name: '健康' }).check()
  await sees(page.getByText('还有 12 项没有回答'))
  await page.getByRole('button', { name: '保存草稿并试算' }).click()
  const draft = page.getByRole('listitem').filter({ hasText: '四分即需关注' })
  await sees(draft.getByText(/\d+ 名儿童会变为黄色/))
  await goodAtBothWidths(page, 'template-tried')
  const link = draft.getByRole('link', { name: /低风险变为中风险/ })
  const turned = Number(/\d+/.exec((await link.textContent())!)![0])
  await link.click()
  await sees(page.getByText(`共 ${turned} 条`))
})

test('another person publishes it', async () => {
  const own = await desk.as('officer', '/assessments/templates')
  const waiting = own.getByRole('listitem').filter({ hasText: '四分即需关注' })
  expect(await waiting.getByRole('button', { name: '发布' }).getAttribute('aria-disabled')).toBe('true')
  const page = await desk.as('leader', '/assessments/templates')
  const draft = page.getByRole('listitem').filter({ hasText: '四分即需关注' })
  await draft.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await seesNot(draft)
  await sees(page.getByText(/第 2 版.*现行/))
})

test('a supervisor assesses a child: one page, and a colour with its reasons', async () => {
  const page = await desk.as('supervisor')
  const [row] = await desk.children(page, { where: { colour: ['green'] } })
  child = row!.id
  await page.goto(`${desk.url}/children/${child}?tab=assessments`)
  await page.getByRole('button', { name: '评估', exact: true }).click()
  await sees(page.getByRole('heading', { level: 1, name: '评估' }))
  await sees(page.getByText('按档案预选，请核对'))
  await page.getByRole('button', { name: '完成评估' }).click()
  await sees(page.getByText(/还有 \d+ 项没有回答/))
  await goodAtBothWidths(page, 'assess-form')
  for (const group of await page.getByRole('radiogroup').all())
    if ((await group.getByRole('radio', { checked: true }).count()) === 0)
      await group.getByRole('radio').first().check()
  await page.getByRole('radio', { name: '严重偏差' }).check()
  await page.getByRole('radio', { name: '辍学' }).check()
  await page.getByRole('radio', { name: '有', exact: true }).check()
  await page.getByLabel('其他情况').fill('祖母说孩子夜里常醒')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '完成评估' }).click()
  await sees(page.getByText('尚未保存'))
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '重试' }).click()
  await sees(page.getByRole('tab', { name: '评估', selected: true }))
  await sees(page.getByText(/三色风险评估：高风险（\d+ 分）/))
  await sees(page.getByText(/怎样会变轻.*“心理”变为“正常”/))
  const { assessments, colour } = await assessed(page, child)
  expect(colour).toBe('red')
  expect(assessments.filter(({ note }) => note === '祖母说孩子夜里常醒')).toHaveLength(1)
  expect(assessments[0]?.version).toBe(2)
})

test('a wrong answer is corrected: both stay in the file, and the new one counts', async () => {
  const page = await desk.as('supervisor', `/children/${child}?tab=assessments`)
  await page.getByRole('button', { name: /^更正/ }).first().click()
  await sees(page.getByText(/原来的保留在档案中/))
  await page.getByRole('radio', { name: '厌学、常缺课' }).check()
  await page.getByRole('button', { name: '完成评估' }).click()
  await sees(page.getByText('理由至少写 2 个字'))
  await page.getByLabel('更正理由').fill('学校说只是常缺课')
  await page.getByRole('button', { name: '完成评估' }).click()
  await sees(page.getByRole('tab', { name: '评估', selected: true }))
  await sees(page.getByText(/三色风险评估：中风险（\d+ 分）/))
  const { assessments } = await assessed(page, child)
  expect(assessments.filter(({ corrected }) => corrected)).toHaveLength(1)
})

test('she says otherwise for a reason and until a day, and it is shown beside the rule', async () => {
  const page = await desk.as('supervisor', `/children/${child}?tab=assessments`)
  await page.getByRole('button', { name: '人工调整颜色' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('红色').check()
  const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  await dialog.getByLabel('有效至').fill(until)
  await dialog.getByLabel('有效至').press('Enter')
  await dialog.getByLabel('理由').fill('已接回县医院复查')
  await dialog.getByRole('button', { name: '确定' }).click()
  await seesNot(dialog)
  await sees(page.getByText(new RegExp(`人工调整，${until} 自行失效`)))
  await sees(page.getByText('已接回县医院复查'))
})

test('a need with its measure: due until it is said how it ended', async () => {
  const page = await desk.as('supervisor', `/children/${child}?tab=assessments`)
  await page.getByRole('button', { name: '登记需求' }).click()
  const dialog = page.getByRole('dialog')
  await pick(page, '需求', '心理情绪')
  await dialog.getByLabel('需求说明').fill('夜里常醒')
  await pick(page, '措施', '心理辅导')
  await pick(page, '责任单位', '教育局')
  const due = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  await dialog.getByLabel('落实期限').fill(due)
  await dialog.getByLabel('落实期限').press('Enter')
  await goodAtBothWidths(page, 'need')
  await dialog.getByRole('button', { name: '确定' }).click()
  await seesNot(dialog)
  await sees(page.getByText(`心理辅导 · 教育局 · ${due} 前`))
  await goodAtBothWidths(page, 'assessments-tab')
  await page.goto(`${desk.url}/visits?rule=measure`)
  await sees(page.getByRole('row').filter({ hasText: due }).getByText('心理辅导'))
  await page.getByRole('row').filter({ hasText: due }).getByRole('button', { name: '填写结果' }).click()
  await page.getByRole('dialog').getByLabel('如何落实').fill('心理老师每周一次')
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await seesNot(page.getByRole('dialog'))
  await seesNot(page.getByRole('row').filter({ hasText: due }))
})

test('figures lead to lists; key children are a list like others', async () => {
  const page = await desk.as('officer')
  await chooses(page, '评估')
  await sees(page.getByRole('row', { name: /^合计/ }))
  const { total } = await figures(page)
  expect(total.red! + total.yellow! + total.green! + total.none!).toBe(total.children)
  await goodAtBothWidths(page, 'assessments')
  await page.getByRole('link', { name: /^合计.*红色/ }).click()
  await sees(page.getByText(`共 ${total.red} 条`))
  await page.goto(`${desk.url}/assessments/key`)
  await sees(page.getByText(`共 ${total.key} 条`))
  await goodAtBothWidths(page, 'key-children')
  await pick(page, '未落实的需求', '心理情绪')
  await sees(page.getByRole('heading', { level: 1, name: '重点关爱对象' }))
  await expect.poll(() => page.url()).toContain('need=')
})
