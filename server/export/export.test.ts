import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken } from '#domain/account/account-api.ts'
import { readAudit } from '#domain/audit/audit-api.ts'
import { exportChildren, exportTableList } from '#domain/export/export-api.ts'
import type { RawCell, RawRow } from '#domain/import/raw-sheet.ts'
import { aChild, aRelative, record } from '#testing/acts.ts'
import { PASSWORD, startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId } from '#testing/county.ts'
import { NUMBERS, roster } from '#testing/roster.ts'
import { readSheets } from '../import/read-sheets.ts'

let county: TestApp
let officer: Visitor
let supervisor: Visitor
const girl = newId()
const father = newId()
const PURPOSE = '上报第二季度花名册'

beforeAll(async () => {
  county = await startTestApp()
  officer = await county.as('countyOfficer')
  supervisor = await county.as('townshipSupervisor')
  const family = [{ person: father, relation: 'father' }]
  await record(
    county.deps,
    county.actor('countyOfficer'),
    aChild({ child: girl, facts: { name: '=1+1', idNumber: NUMBERS.girl, birthDate: '2014-03-07' }, family }),
    aRelative(girl, father, { name: '安大山', phones: ['13900001111'], idNumber: NUMBERS.father }),
    aChild({ area: NEIGHBOUR, facts: { name: '白小苗', birthDate: '2017-06-18', sex: 'male' } }),
    aChild({ area: ELSEWHERE, facts: { name: '赵小远' } }),
  )
})
afterAll(() => county.close())

async function exported(who: Visitor, body: object) {
  const answer = await who.ask(exportChildren, { body: { purpose: PURPOSE, ...body } })
  expect(answer.status).toBe(200)
  const [sheet] = await readSheets(answer.body as unknown as Buffer)
  const { rows } = sheet!
  return { rows, heads: texts(rows[2]), file: answer.body as unknown as Buffer, headers: answer.headers }
}
const texts = (row: RawRow | undefined) => row?.cells.map(String) ?? []
const column = (
  { rows, heads }: { rows: RawRow[]; heads: string[] },
  head: string,
): (RawCell | undefined)[] => rows.slice(3).map(({ cells }) => cells[heads.indexOf(head)] ?? null)
const lastEntry = async () => {
  await county.deps.audit.flush()
  const { rows } = await county.database.owner.query(
    `select outcome, status, account, children, details, reason from audit where endpoint = 'exportChildren' order by txid desc limit 1`,
  )
  return { ...rows[0], reason: rows[0].reason && county.deps.vault.openForCounty(rows[0].reason).toString() }
}

test('the list as it is filtered and sorted, in reach and masked; who, why and how many are in the file and in the log', async () => {
  county.forward(1)
  const list = await exported(supervisor, { sort: '-birthDate', columns: ['idNumber', 'father.phones'] })
  expect(texts(list.rows[0])).toEqual(['抚顺县石文镇儿童名单'])
  expect(texts(list.rows[1])[0]).toMatch(
    /未成年人.*不得外传.*导出人：镇儿童督导员（石文镇 儿童督导员）.*2026-06-01 10:01.*共 2 行.*已隐藏.*用途：上报第二季度花名册/,
  )
  expect(column(list, '序号')).toEqual([1, 2])
  expect(column(list, '姓名')).toEqual(['白小苗', '=1+1'])
  expect(column(list, '公民身份证号码')).toEqual([null, '110105************'])
  expect(column(list, '父亲联系电话')).toEqual([null, '139****1111'])
  expect(list.headers['content-disposition']).toContain(
    encodeURIComponent('抚顺县石文镇儿童名单2026-06-01.xlsx'),
  )
  expect(await lastEntry()).toMatchObject({
    outcome: 'answered',
    account: county.accounts.townshipSupervisor,
    children: expect.arrayContaining([girl]),
    details: 'list 2 masked',
    reason: PURPOSE,
  })
  const found = await exported(supervisor, { q: '白小苗' })
  expect(column(found, '姓名')).toEqual(['白小苗'])
  expect(column(await exported(officer, { where: { sex: ['male'] } }), '姓名')).toEqual(['白小苗'])
})

test('in clear only after the own password, and never by a program', async () => {
  const body = { purpose: PURPOSE, identity: true }
  expect((await officer.ask(exportChildren, { body })).body.code).toBe('invalidInput')
  const wrong = await officer.ask(exportChildren, { body: { ...body, password: 'wrong' } })
  expect(wrong.body.code).toBe('wrongPassword')
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', children: [], reason: PURPOSE })
  const list = await exported(officer, { identity: true, password: PASSWORD, layout: 'roster', q: '安大山' })
  expect(column(list, '公民身份证号码')).toEqual([NUMBERS.girl])
  expect(column(list, '父亲公民身份证号码')).toEqual([NUMBERS.father])
  expect(column(list, '父亲联系电话')).toEqual(['13900001111'])
  expect(texts(list.rows[1])[0]).toContain('未隐藏')
  expect(await lastEntry()).toMatchObject({ children: [girl], details: 'roster 1 clear' })
  const security = await county.as('securityAdmin')
  const { body: log } = await security.ask(readAudit, { params: { account: county.accounts.countyOfficer } })
  expect(log.entries.find(({ details }) => details === 'roster 1 clear')).toMatchObject({
    children: 1,
    reason: PURPOSE,
    endpoint: exportChildren.name,
  })
  const { body: made } = await officer.ask(createToken, {
    body: { label: '抄送', days: 7, password: PASSWORD },
  })
  const program = county.visitor({ authorization: `Bearer ${made.token}` })
  const asked = { purpose: PURPOSE, identity: true, password: PASSWORD }
  expect((await program.ask(exportChildren, { body: asked })).body.code).toBe('notAllowed')
  expect((await program.ask(exportChildren, { body: { purpose: PURPOSE } })).status).toBe(200)
})

test('the children behind a figure, in reach', async () => {
  const body = { purpose: PURPOSE, table: 'left-behind-summary', column: 'total' }
  const answer = await supervisor.ask(exportTableList, { body })
  const [sheet] = await readSheets(answer.body as unknown as Buffer)
  expect(texts(sheet!.rows[1])[0]).toMatch(/共 2 行.*2026-06-01 统计表“.+”一格的儿童.*用途/)
  expect(sheet!.rows.slice(3).map(({ cells }) => cells[1])).toEqual(
    expect.arrayContaining(['白小苗', '=1+1']),
  )
  const elsewhere = { ...body, area: ELSEWHERE }
  expect((await supervisor.ask(exportTableList, { body: elsewhere })).body.code).toBe('areaNotFound')
  const unknown = { ...body, column: 'nothing' }
  expect((await supervisor.ask(exportTableList, { body: unknown })).body.code).toBe('invalidInput')
})

test('no purpose, no export', async () => {
  for (const purpose of [undefined, ' ', 'x'])
    expect((await officer.ask(exportChildren, { body: { purpose } })).body.code).toBe('invalidInput')
})

const base64 = (file: Uint8Array) => Buffer.from(file).toString('base64')
const inForm = (template: string, more: object = {}) =>
  exported(officer, { layout: 'template', template, where: { sex: ['male'] }, ...more })

test('an office gets its own form back, filled; whoever stood in it is passed over', async () => {
  const form = await roster([{ 身份证号: null, 学校意见: null, 父亲电话: null, 民族: '示例' }])
  const filled = await inForm(base64(form))
  expect(filled.heads).toEqual(['乡镇', '村(居)', '姓名', '性别', '身份证号', '学校意见', '父亲电话', '民族'])
  expect(filled.rows).toHaveLength(4)
  expect(filled.rows[3]?.cells).toEqual(['石文镇', '养树村', '白小苗', '男'])
})

test('an empty form with heads in two rows keeps them', async () => {
  const form = await writeXlsx({
    sheets: [
      {
        name: '表',
        rows: [
          ['某县登记表'],
          ['序号', '姓名', '父亲情况', null, '备注'],
          [null, null, '姓名', '电话', null],
        ],
        merges: [
          { startRow: 1, endRow: 2, startCol: 0, endCol: 0 },
          { startRow: 1, endRow: 2, startCol: 1, endCol: 1 },
          { startRow: 1, endRow: 1, startCol: 2, endCol: 3 },
          { startRow: 1, endRow: 2, startCol: 4, endCol: 4 },
        ],
      },
    ],
  })
  const { rows } = await inForm(base64(form), { where: {}, q: '安大山' })
  expect(rows.slice(2).map(({ cells }) => cells.filter((cell) => cell !== null))).toEqual([
    ['序号', '姓名', '父亲情况', '备注'],
    ['姓名', '电话'],
    [1, '=1+1', '安大山', '139****1111'],
  ])
})

test('a template without heads, or without a template', async () => {
  const ask = async (template?: string) =>
    (await officer.ask(exportChildren, { body: { layout: 'template', purpose: PURPOSE, template } })).body
      .code
  expect(await ask(base64(Buffer.from('没有表头')))).toBe('fileUnreadable')
  expect(await ask()).toBe('invalidInput')
})
