import { type CellValue, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as api from '#domain/import/import-api.ts'
import type { RawCell } from '#domain/import/raw-sheet.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { commitAndWait, emptyRegister } from '#testing/imports.ts'
import { NUMBERS, roster, upload } from '#testing/roster.ts'
import { createImportRunner } from './import-runner.ts'
import { readSheets } from './read-sheets.ts'

let county: TestApp
let officer: Visitor
beforeAll(async () => {
  county = await startTestApp()
  officer = await county.as('countyOfficer')
})
afterAll(() => county.close())
beforeEach(() => emptyRegister(county))

const preview = async (bytes: Uint8Array, name = '名册.xlsx') =>
  (await officer.ask(api.previewImport, { params: { asOf: '2024-09-30' }, ...upload(bytes, name) })).body
const commit = async (id: string) => (await commitAndWait(officer, id)).body
const params = (id: string) => ({ params: { import: id } })
const refused = (id: string) => officer.ask(api.exportRefusedRows, params(id))
const rowsIn = async (bytes: unknown) => {
  const [sheet] = await readSheets(bytes as Uint8Array)
  return { name: sheet!.name, merges: sheet!.merges, rows: sheet!.rows.map(({ cells }) => cells) }
}
const logged = async (endpoint: string) => {
  await county.deps.audit.flush()
  const { rows } = await county.database.owner.query(
    'select outcome, details from audit where endpoint = $1 order by txid desc limit 1',
    [endpoint],
  )
  return rows[0]
}

const HEADS: CellValue[][] = [
  ['某村留守儿童名单'],
  ['序号', '姓名', '性别', '儿童信息', null, '父亲', null, '备注'],
  [null, null, null, '出生日期', '身份证号', '姓名', '电话', null],
]
const MERGES = [
  { startRow: 1, startCol: 3, endRow: 1, endCol: 4 },
  { startRow: 1, startCol: 5, endRow: 1, endCol: 6 },
]
/** The second row says 同上 of its father; the third has no name and a remark like a formula. */
const ROWS: CellValue[][] = [
  [1, '安小禾', '女', new Date('2014-03-07'), NUMBERS.girl, '安大山', 13900001111, null],
  [2, null, '男', new Date('2017-06-18'), NUMBERS.boy, '同上', '同上', '=1+1'],
  [3, '安小苗', '女', '2019.5.5', null, '安大山', null, null],
]
const book = (name: string, rows = ROWS) =>
  writeXlsx({ sheets: [{ name, rows: [...HEADS, ...rows], merges: MERGES }] })

test('refused rows come back under their heads with the reason; mended, they are accepted', async () => {
  const { importId, ...seen } = await preview(await book('连刀村'), '石文镇.xlsx')
  expect(seen).toMatchObject({ created: 2, refusedKept: true, refused: [{ row: 5, code: 'name-missing' }] })
  const { body, headers } = await refused(importId)
  expect(decodeURIComponent(String(headers['content-disposition']))).toContain('石文镇-拒收.xlsx')
  expect(await logged('exportRefusedRows')).toEqual({ outcome: 'answered', details: 'refused 1 clear' })

  const file = await rowsIn(body)
  expect(file.name).toBe('连刀村')
  const [title, note, ...rest] = file.rows
  expect([title, note?.length]).toEqual([['石文镇'], 1])
  expect(rest[0]).toEqual(['某村留守儿童名单'])
  expect(rest[1]).toEqual(['序号', '姓名', '性别', '儿童信息', null, '父亲', null, '备注', '拒收原因'])
  expect(rest[2]?.slice(0, 7)).toEqual([null, null, null, '出生日期', '身份证号', '姓名', '电话'])
  // What 同上 meant is told, numbers are text, nothing is a formula.
  const handed: RawCell[] = [
    2,
    null,
    '男',
    { day: '2017-06-18' },
    NUMBERS.boy,
    '安大山',
    '13900001111',
    '=1+1',
  ]
  expect(rest.slice(3)).toEqual([[...handed, '原第5行: 没有姓名']])

  const unmended = await preview(body as unknown as Uint8Array, '石文镇-拒收.xlsx')
  expect(unmended).toMatchObject({ rows: 1, created: 0, refused: [{ code: 'name-missing' }] })
  const mended = await writeXlsx({
    sheets: [
      {
        name: file.name,
        rows: file.rows.map((cells) =>
          cells.map((cell, at) =>
            cell === null && at === 1 && cells[0] === 2
              ? '安小谷'
              : typeof cell === 'object' && cell
                ? new Date(cell.day)
                : cell,
          ),
        ),
        merges: file.merges?.map(({ top, bottom, left, right }) => ({
          startRow: top - 1,
          endRow: bottom - 1,
          startCol: left,
          endCol: right,
        })),
      },
    ],
  })
  expect((await commit(importId)).created).toBe(2)
  const again = await preview(mended, '石文镇-拒收.xlsx')
  expect(again).toMatchObject({ rows: 1, created: 1, refused: [] })
  expect((await commit(again.importId)).created).toBe(1)
  const { rows } = await county.database.owner.query('select name, birth_date from child order by birth_date')
  expect(rows.map(({ name }) => name)).toEqual(['安小禾', '安小谷', '安小苗'])
  const father = await county.database.owner.query(
    `select k.name from kin k join child c on c.county = k.county and c.id = k.child where c.name = '安小谷'`,
  )
  expect(father.rows).toEqual([{ name: '安大山' }])
})

test('they are handed back to whoever uploaded them, and to nobody else', async () => {
  const supervisor = await county.as('townshipSupervisor')
  const given = await supervisor.ask(api.previewImport, {
    params: { asOf: '2024-09-30' },
    ...upload(await book('连刀村'), '石文镇.xlsx'),
  })
  expect(given.body).toMatchObject({ own: true, refusedKept: true })
  const { importId } = given.body
  expect((await officer.ask(api.openImport, params(importId))).body).toMatchObject({ own: false })
  expect(await refused(importId)).toMatchObject({ status: 403, body: { code: 'notYourImport' } })
  const again = await officer.ask(api.remapImport, { ...params(importId), body: { layouts: {} } })
  expect(again.body.code).toBe('notYourImport')
  expect((await supervisor.ask(api.exportRefusedRows, params(importId))).status).toBe(200)
})

test('what was said of columns holds for the rows that came back', async () => {
  const rows = [
    { 姓名: '安小禾', 出生日期: '2014-03-07', 家长: '安大山' },
    { 姓名: '安小苗', 出生日期: '2004-03-07', 家长: '安大山' },
  ]
  const first = await preview(await roster(rows))
  const [layout] = (await officer.ask(api.importColumns, params(first.importId))).body.layouts
  const mapping = Object.fromEntries(
    layout!.columns.map(({ key, target }) => [key, key === '家长' ? 'father.name' : target]),
  )
  const { body } = await officer.ask(api.remapImport, {
    ...params(first.importId),
    body: { layouts: { [layout!.layout]: mapping } },
  })
  const file = (await refused(body.importId)).body as unknown as Uint8Array
  const back = await preview(file)
  const [again] = (await officer.ask(api.importColumns, params(back.importId))).body.layouts
  expect(again).toMatchObject({ layout: layout!.layout, said: { by: '县经办人' } })
  expect(again!.columns.at(-1)).toMatchObject({ head: '拒收原因', target: 'ignored', sureness: 'exact' })
  expect(back.files[0]?.sheets[0]?.columns).toHaveProperty(['father.name'])
})

test('they can be fetched for two weeks after everything else is written, and are destroyed then', async () => {
  const { importId } = await preview(await book('连刀村'), '石文镇.xlsx')
  expect(await commit(importId)).toMatchObject({ status: 'committed', refusedKept: true })
  expect((await refused(importId)).status).toBe(200)
  const { owner } = county.database
  const left = await owner.query('select outcome from import_row where sealed is not null')
  expect(left.rows).toEqual([{ outcome: 'refused' }])

  await owner.query(`update import set committed_at = created_at - interval '15 days'`)
  const runner = createImportRunner(county.deps, () => {})
  await runner.resume()
  await runner.stop()
  expect((await refused(importId)).body.code).toBe('importNotReady')
  expect((await officer.ask(api.openImport, params(importId))).body.refusedKept).toBe(false)
  const key = await owner.query('select wrapped from person_key where person = $1', [importId])
  expect(key.rows).toEqual([{ wrapped: null }])
})

test('tables side by side and forms come back as sheets of their own', async () => {
  const heads = ['姓名', '性别', '出生日期', '乡镇', '村(居)']
  const child = (name: string | null, year = 2015, village = '连刀村') => [
    name,
    '女',
    `${year}-01-01`,
    '石文镇',
    village,
  ]
  const beside = await writeXlsx({
    sheets: [
      {
        name: '两栏',
        rows: [
          [...heads, ...heads],
          [...child('安一'), ...child('安二', 2001)],
          [...child('安三', 2000), ...child('安四')],
        ],
      },
    ],
  })
  const { importId, ...seen } = await preview(beside)
  expect(seen).toMatchObject({ created: 2, refused: [{}, {}] })
  const sheets = await readSheets((await refused(importId)).body as unknown as Uint8Array)
  expect(sheets.map(({ name, rows }) => [name, rows.at(-1)?.cells.filter((cell) => cell !== null)])).toEqual([
    ['两栏', [...child('安三', 2000), expect.stringContaining('原第3行')]],
    ['两栏 2', [...child('安二', 2001), expect.stringContaining('原第2行')]],
  ])

  const form = await writeXlsx({
    sheets: [
      {
        name: '登记表',
        rows: [
          ['留守儿童登记表'],
          ['姓名', '安六', '性别', '女'],
          ['出生日期', '2001-01-01', '民族', '汉族'],
          ['户籍所在地', '石文镇连刀村', '就学情况', '小学'],
          ['身体情况', '健康', '学校', '石文镇中心小学'],
        ],
      },
    ],
  })
  const one = await preview(form)
  expect(one).toMatchObject({ rows: 1, refused: [{ code: 'age-18-plus' }] })
  const { rows } = await rowsIn((await refused(one.importId)).body)
  const [words, values] = rows.slice(-2)
  expect(words?.slice(0, 3)).toEqual(['姓名', '性别', '出生日期'])
  expect(words?.at(-1)).toBe('拒收原因')
  expect(values?.slice(0, 3)).toEqual(['安六', '女', '2001-01-01'])
  const again = await preview((await refused(one.importId)).body as unknown as Uint8Array)
  expect(again).toMatchObject({ rows: 1, refused: [{ code: 'age-18-plus' }] })
})

test('a group of rows is downloaded as the page shows it, masked, and is in the log with their number', async () => {
  const { importId } = await preview(
    await roster([
      { 姓名: '安小禾', 出生日期: '2014-03-07', 公民身份证号码: NUMBERS.girl, 父亲姓名: '=1+1' },
      { 姓名: '安小苗', 出生日期: '2008-01-01' },
      { 姓名: '安小粟', 出生日期: '2004-01-01' },
    ]),
  )
  const group = (more: object) => officer.ask(api.importRows, { params: { import: importId, ...more } })
  expect((await group({ flagged: 'yes' })).body.rows.map(({ name }) => name)).toEqual(['安小苗'])
  expect((await group({ outcome: 'refused', flagged: 'yes' })).body.total).toBe(0)

  const all = await officer.ask(api.exportImportRows, { params: { import: importId, outcome: 'create' } })
  const { rows } = await rowsIn(all.body)
  expect(rows[1]?.[0]).toContain('共 2 行')
  expect(rows[2]).toEqual(['文件与工作表', '行', '姓名', '结果', '村(居)', '内容(原 → 新)', '问题与提醒'])
  expect(rows[3]).toEqual([
    '名册.xlsx · 花名册',
    3,
    '安小禾',
    '新建',
    expect.stringContaining('连刀村'),
    expect.any(String),
  ])
  expect(rows[3]?.[5]).toMatch(/公民身份证号码: 110105\*{12}\n/)
  expect(await logged('exportImportRows')).toEqual({ outcome: 'answered', details: 'create 2 masked' })
  const flagged = await officer.ask(api.exportImportRows, {
    params: { import: importId, flagged: 'yes' },
    headers: { 'accept-language': 'en' },
  })
  expect((await rowsIn(flagged.body)).rows.slice(2).map((cells) => cells[3])).toEqual(['Outcome', 'New file'])
})
