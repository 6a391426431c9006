import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blankForm, exportChildren, exportTableList } from '#domain/export/export-api.ts'
import { aChild, aRelative, record } from '#testing/acts.ts'
import { PASSWORD, startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId } from '#testing/county.ts'
import { pagesOf } from '#testing/pdf.ts'
import { NUMBERS } from '#testing/roster.ts'

let county: TestApp
let officer: Visitor
let supervisor: Visitor
const [girl, boy, far, father, mother, grandfather, grandmother] = Array.from(
  { length: 7 },
  newId,
) as string[]
const PURPOSE = '上报第二季度登记表'
const NAME = '𠮷䶮𬘭'
const LONG = '辽宁省抚顺市抚顺县石文镇连刀村'.repeat(12)

beforeAll(async () => {
  county = await startTestApp()
  officer = await county.as('countyOfficer')
  supervisor = await county.as('townshipSupervisor')
  const family = [
    { person: father!, relation: 'father' },
    { person: mother!, relation: 'mother' },
    { person: grandfather!, relation: 'paternalGrandfather' },
    { person: grandmother!, relation: 'paternalGrandmother', carer: true },
  ]
  await record(
    county.deps,
    county.actor('countyOfficer'),
    aChild({
      child: girl,
      facts: {
        ...{
          name: NAME,
          ethnicity: '藏族',
          birthDate: '2014-03-07',
          idNumber: NUMBERS.girl,
          residence: LONG,
        },
        ...{
          health: 'disabled',
          disabilityKinds: ['physical'],
          disabilityGrade: 'grade2',
          schooling: 'primary',
        },
        ...{ entrusted: true, guardianship: 'fair', income: ['wages', 'farming'], aid: ['subsistence'] },
        note: '#panic("no") $x$ *b* 㐂\u{2ffff}',
      },
      family,
    }),
    aRelative(girl!, father!, { name: '扎西·尼玛', workPlace: '广东省深圳市', phones: ['13900001111'] }),
    aRelative(girl!, mother!, { name: '亡母', parentState: 'deceased' }),
    aRelative(girl!, grandmother!, { name: '卓玛', birthDate: '1955-05-06', address: '石文镇连刀村' }),
    aChild({ child: boy, area: NEIGHBOUR, facts: { name: '白小苗', sex: 'male', birthDate: '2017-06-18' } }),
    aChild({ child: far, area: ELSEWHERE, facts: { name: '赵小远' } }),
  )
})
afterAll(() => county.close())

/** To be looked at: LOOK_AT=/tmp/pages ./tonghu test server/form */
const lookAt = (pdf: unknown, name: string) =>
  process.env.LOOK_AT && writeFileSync(join(process.env.LOOK_AT, `${name}.pdf`), pdf as Uint8Array)

async function pages(who: Visitor, body: object): Promise<string[]> {
  const answer = await who.ask(exportChildren, { body: { purpose: PURPOSE, ...body } })
  expect(answer.headers['content-type']).toBe('application/pdf')
  lookAt(answer.body, Object.values(body).join(' '))
  return pagesOf(answer.body)
}
const lastEntry = async () => {
  await county.deps.audit.flush()
  const { rows } = await county.database.owner.query(
    `select outcome, children, details from audit where endpoint = 'exportChildren' order by txid desc limit 1`,
  )
  return rows[0]
}

test('the form of one child says on one page what the register knows, masked, and who printed it', async () => {
  county.forward(1)
  const [page, ...more] = await pages(supervisor, { layout: 'form', children: [girl] })
  expect(more).toEqual([])
  expect(page).toContain('填报单位(盖章)：抚顺县石文镇连刀村')
  expect(page).toContain('填报日期：2026年6月1日')
  for (const words of [
    NAME,
    '藏族',
    '2014年3月7日',
    '110105************',
    '☐男☑女',
    '肢体二级',
    '广东省深圳市',
  ])
    expect(page).toContain(words)
  expect(page).toContain('☐未入园☐幼儿园☑小学☐初中☐高中☐中职☐辍学☐不在学')
  expect(page).toContain('☑打工收入☑种养殖业☐政府救助☐亲朋接济☐其他')
  expect(page).toContain('扎西·尼玛')
  expect(page).toContain('139****1111')
  expect(page).not.toContain('石文镇连刀村连刀村')
  for (const words of [
    '单位负责人(签名)',
    '复核人(签名)',
    '填表人(签名)',
    `用途：${PURPOSE}`,
    '身份信息已隐藏',
  ])
    expect(page).toContain(words)
  expect(await lastEntry()).toMatchObject({ outcome: 'answered', children: [girl], details: 'form 1 masked' })
})

test('a dash for the dead, nothing where nobody has asked', async () => {
  const [page] = await pages(supervisor, { layout: 'form', children: [girl] })
  expect(page).toMatch(/母亲—+/)
  expect(page).not.toContain('亡母')
  expect(page).toMatch(/外祖父外祖母/)
})

test('what was typed is never read as markup, and of a character without a shape stands its number', async () => {
  const [page] = await pages(supervisor, { layout: 'form', children: [girl] })
  expect(page).toContain('#panic("no")$x$*b*㐂〓(U+2FFFF)')
})

test('in clear after the own password, with whole addresses', async () => {
  const wish = { layout: 'form', identity: true, children: [girl] }
  const wrong = await officer.ask(exportChildren, { body: { purpose: PURPOSE, ...wish, password: 'wrong' } })
  expect(wrong.body.code).toBe('wrongPassword')
  const [page] = await pages(officer, { ...wish, password: PASSWORD })
  for (const words of [NUMBERS.girl, LONG, '13900001111', '身份信息未隐藏']) expect(page).toContain(words)
  expect(await lastEntry()).toMatchObject({ details: 'form 1 clear' })
})

test('a list prints one form a page, in its order, and those behind a figure likewise', async () => {
  const printed = await pages(officer, { layout: 'form', sort: 'birthDate' })
  expect(printed.map((page) => [NAME, '赵小远', '白小苗'].find((name) => page.includes(name)))).toEqual([
    NAME,
    '赵小远',
    '白小苗',
  ])
  const behind = await supervisor.ask(exportTableList, {
    body: { purpose: PURPOSE, table: 'left-behind-summary', column: 'male', layout: 'form' },
  })
  const [page, ...more] = await pagesOf(behind.body)
  expect([page!.includes('白小苗'), page!.includes('一格的儿童'), more.length]).toEqual([true, true, 0])
})

test('the roster across on A4, with its heads and number and name on every page', async () => {
  const printed = await pages(officer, { layout: 'roster', file: 'pdf', sort: 'birthDate' })
  expect(printed.length).toBeGreaterThan(2)
  for (const [i, page] of printed.entries()) {
    for (const words of ['抚顺县农村留守儿童花名册', '序号', NAME, '共3行', `${i + 1}/${printed.length}`])
      expect(page).toContain(words)
  }
  expect(printed.join()).toContain('父亲当前务工地点')
  expect(await pages(officer, { layout: 'list', file: 'pdf' })).toHaveLength(1)
})

test('a neighbour out of reach looks like no child, and an office’s own form is no PDF', async () => {
  const refused = async (who: Visitor, body: object) =>
    (await who.ask(exportChildren, { body: { purpose: PURPOSE, ...body } })).body.code
  expect(await refused(supervisor, { layout: 'form', children: [girl, far] })).toBe('childNotFound')
  expect(await refused(officer, { layout: 'form', children: [newId()] })).toBe('childNotFound')
  expect(await refused(officer, { layout: 'form', file: 'xlsx' })).toBe('invalidInput')
  expect(await refused(officer, { layout: 'template', file: 'pdf', template: 'AAAA' })).toBe('invalidInput')
  expect(await refused(await county.as('villageDirector'), { layout: 'form', children: [girl] })).toBe(
    'notAllowed',
  )
})

test('the form to fill by hand has every box and no name', async () => {
  const answer = await (await county.as('villageDirector')).ask(blankForm)
  lookAt(answer.body, 'blank')
  const [page, ...more] = await pagesOf(answer.body)
  expect(more).toEqual([])
  expect(page).toContain('填报日期：年月日')
  expect(page).toContain('☐男☐女')
  expect(page).not.toContain('☑')
})
