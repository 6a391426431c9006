import { readFileSync } from 'node:fs'
import PizZip from 'pizzip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '#domain/report/report-api.ts'
import { readTable } from '#domain/table/table-api.ts'
import { aChild, act, aFact, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId } from '#testing/county.ts'
import { paragraphsOf } from './word-text.ts'

let county: TestApp
let officer: Visitor
let supervisor: Visitor
const [first, second, late] = [newId(), newId(), newId()]

beforeAll(async () => {
  county = await startTestApp()
  officer = await county.as('countyOfficer')
  supervisor = await county.as('townshipSupervisor')
  const child = (name: string, facts: object = {}, more: object = {}) =>
    aChild({ day: '2025-01-10', facts: { name, ethnicity: '满族', ...facts }, ...more })
  await record(
    county.deps,
    county.actor('countyOfficer'),
    child('安小禾', {}, { child: first }),
    child('白小苗', { sex: 'male' }, { child: second, area: NEIGHBOUR }),
    child('赵小远', { sex: 'male', ethnicity: '汉族', schooling: 'droppedOut' }, { area: ELSEWHERE }),
    child('孙小满', {}, { area: ELSEWHERE, day: '2026-05-20' }),
  )
})
afterAll(() => county.close())

const WISH = { title: '农村留守儿童工作情况', asOf: '2026-05-31', base: '2025-05-31' }
const make = async (who: Visitor, wish: object = {}) => {
  county.forward(1)
  const answer = await who.ask(api.makeReport, { body: { ...WISH, ...wish } })
  return { ...answer, id: answer.body.id }
}
const texts = (file: unknown) => paragraphsOf(Buffer.from(file as Uint8Array)).map(({ text }) => text)
const read = async (who: Visitor, report: string) =>
  texts((await who.ask(api.reportFile, { params: { report } })).body)
const opened = async (who: Visitor, report: string) =>
  (await who.ask(api.openReport, { params: { report } })).body
const put = (name: string, content: Buffer | null) => {
  county.forward(1)
  return officer.ask(api.replaceTemplate, { body: { name, content: content?.toString('base64') ?? null } })
}

/** A Word document that says these paragraphs. */
function word(...paragraphs: string[]): Buffer {
  const zip = new PizZip(readFileSync('data/templates/work-report.docx'))
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')
  zip.file('word/document.xml', `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`)
  return zip.generate({ type: 'nodebuffer' })
}

test('a wish sent twice under one id is one report', async () => {
  const id = newId()
  expect((await make(officer, { id })).id).toBe(id)
  expect((await make(officer, { id })).id).toBe(id)
  const { reports } = (await officer.ask(api.listReports)).body
  expect(reports.filter((one) => one.id === id)).toHaveLength(1)
  expect((await opened(officer, id)).figures[0]).toMatchObject({ key: 'total', value: 4 })
})

test('the report says what the table counts, by township, and how many more than a year ago', async () => {
  const { id } = await make(officer)
  const said = (await read(officer, id)).join('\n')
  expect(said).toContain('截至2026年5月31日，抚顺县登记在册农村留守儿童共4人，分布在2个乡镇（街道）')
  expect(said).toContain('男童2人，女童2人；民族构成为满族3人、汉族1人')
  expect(said).toContain('辍学儿童1人')
  expect(said).toContain('比上年同期（2025年5月31日）的3人增加1人，上升33.33%')
  const { figures } = await opened(officer, id)
  const { body: table } = await officer.ask(readTable, {
    params: { table: 'left-behind-summary', asOf: WISH.asOf },
  })
  for (const { key, area, inRow, value } of figures.filter(({ key }) => key in table.total))
    expect(value, `${key} ${area}`).toBe(
      (inRow ? table.rows.find((row) => row.area === area)!.values : table.total)[key],
    )
})

test('what is learnt later changes neither the numbers nor the children behind them', async () => {
  const { id } = await make(officer)
  const before = [await opened(officer, id), await read(officer, id)]
  await record(
    county.deps,
    county.actor('countyOfficer'),
    aFact(first, { sex: 'male', ethnicity: '回族' }, { day: '2025-01-10' }),
    aChild({ child: late, day: '2025-03-01', facts: { name: '钱小迟', sex: 'male' } }),
  )
  expect([await opened(officer, id), await read(officer, id)]).toEqual(before)
  const { n } = (before[0] as Awaited<ReturnType<typeof opened>>).figures.find(({ key }) => key === 'total')!
  const behind = await officer.ask(api.reportChildren, { params: { report: id, figure: n } })
  expect(behind.body.rows.map(({ name }) => name)).not.toContain('钱小迟')
  expect(behind.body).toMatchObject({ shown: 4, figure: { value: 4 } })
  const again = await opened(officer, (await make(officer)).id)
  expect(again.figures.find(({ key, inRow }) => key === 'total' && !inRow)!.value).toBe(5)
})

test('of a figure only those still in reach are named; the number stands', async () => {
  const { id } = await make(supervisor, { title: '石文镇工作情况' })
  expect((await read(supervisor, id)).join('\n')).toContain(
    '石文镇登记在册农村留守儿童共3人，分布在2个村（社区）',
  )
  await record(
    county.deps,
    county.actor('countyOfficer'),
    act('child.move', second, { day: '2026-05-31', area: ELSEWHERE, reason: '随祖母迁居' }),
  )
  const behind = await supervisor.ask(api.reportChildren, { params: { report: id, figure: 0 } })
  expect(behind.body).toMatchObject({ figure: { value: 3 }, shown: 2 })
  expect(behind.body.rows.map(({ name }) => name)).not.toContain('白小苗')
  await record(
    county.deps,
    county.actor('countyOfficer'),
    act('child.move', second, { day: '2026-05-31', area: NEIGHBOUR, reason: '迁回' }),
  )
})

test('a township sees its own reports, the county all; others see none', async () => {
  const { id: ofCounty } = await make(officer, { title: '全县情况' })
  const { id: ofTownship } = await make(supervisor, { title: '本镇情况' })
  const titles = async (who: Visitor) =>
    (await who.ask(api.listReports)).body.reports.map(({ title }) => title)
  expect(await titles(officer)).toEqual(expect.arrayContaining(['全县情况', '本镇情况']))
  expect(await titles(supervisor)).not.toContain('全县情况')
  const neighbour = await supervisor.ask(api.openReport, { params: { report: ofCounty } })
  const nothing = await supervisor.ask(api.openReport, { params: { report: newId() } })
  expect(neighbour.body).toEqual(nothing.body)
  expect((await officer.ask(api.openReport, { params: { report: ofTownship } })).status).toBe(200)
  const director = await county.as('villageDirector')
  expect((await director.ask(api.listReports)).body.code).toBe('notAllowed')
})

test('for the public small numbers are withheld, and only the county can do it', async () => {
  const { id } = await make(officer, { isPublic: true })
  const said = (await read(officer, id)).join('\n')
  expect(said).toContain('少于5人')
  expect(said).toContain('男童*人')
  const { figures } = await opened(officer, id)
  expect(figures.find(({ key }) => key === 'male')).toMatchObject({ hidden: true })
  expect((await make(supervisor, { isPublic: true })).body.code).toBe('notAllowed')
})

test('nothing with a child’s name is made public, and the refusal does not repeat it', async () => {
  const refused = async () => {
    const { body } = await make(officer, { isPublic: true })
    expect(JSON.stringify(body)).not.toContain('安小禾')
    return body.message
  }
  expect((await make(officer, { isPublic: true, title: '看望安小禾' })).body.message).toContain('标题')
  await put('有名字.docx', word('{标题}', '走访了安小禾同学。', '{儿童总数}'))
  expect(await refused()).toContain('模板正文第2段')
  await county.deps.audit.flush()
  const { rows } = await county.database.owner.query(
    `select details, status, outcome from audit where endpoint = 'makeReport' order by txid desc limit 1`,
  )
  expect(rows[0]).toMatchObject({ outcome: 'refused', status: 409 })
  expect(JSON.stringify(rows)).not.toContain('安小禾')
  expect((await make(officer)).status).toBe(200)
  await put('自带', null)
})

test('the county’s own template; what it does not know it names with its place', async () => {
  const wrong = await put('本县.docx', word('{标题}', '共{儿童总数}人，其中{困境儿童}人', '{人数}'))
  expect(wrong.body.problems).toEqual([
    {
      problem: 'unknown',
      tag: '困境儿童',
      part: 'body',
      paragraph: 2,
      text: '共{儿童总数}人，其中{困境儿童}人',
    },
    { problem: 'unknown', tag: '人数', part: 'body', paragraph: 3, text: '{人数}' },
  ])
  expect((await put('本县.docx', word('共{儿童总数人'))).body.problems[0]).toMatchObject({
    problem: 'unclosed',
    paragraph: 1,
  })
  expect((await put('x.docx', word('{#分地区}{名称}'))).body.problems[0]).toMatchObject({
    problem: 'unclosed',
  })
  expect((await put('x.docx', word('{@标题}'))).body.problems[0]).toMatchObject({ problem: 'unknown' })
  expect((await put('x.docx', Buffer.from('PK no')))!.body.problems).toEqual([{ problem: 'notWord' }])
  expect((await officer.ask(api.reportTemplate)).body.name).toBeNull()

  expect(
    (await put('本县.docx', word('{title}：{ total }人', '{#分地区}{名称}{人数}；{/分地区}'))).body.problems,
  ).toEqual([])
  expect((await officer.ask(api.reportTemplate)).body).toMatchObject({
    name: '本县.docx',
    addedBy: '县经办人',
  })
  const { id } = await make(officer, { title: '<b>{儿童总数}' })
  const own = await read(officer, id)
  expect(own[0]).toMatch(/^<b>\{儿童总数\}：\d人$/)
  expect(own[1]).toMatch(/石文镇\d；/)
  const current = await supervisor.ask(api.reportTemplateFile)
  expect(texts(current.body).slice(0, 2)).toEqual([
    '{title}：{ total }人',
    '{#分地区}{名称}{人数}；{/分地区}',
  ])
  await put('自带', null)
  expect(await read(officer, id)).toEqual(own)
  expect((await officer.ask(api.reportTemplate)).body.name).toBeNull()
  const theirs = await supervisor.ask(api.replaceTemplate, { body: { name: 'x', content: null } })
  expect(theirs.body.code).toBe('notAllowed')
})

test('a day to come and a base after the day are no report', async () => {
  expect((await make(officer, { asOf: '2027-01-01' })).body.code).toBe('invalidInput')
  expect((await make(officer, { base: '2026-06-30' })).body.code).toBe('invalidInput')
})
