import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as api from '#domain/import/import-api.ts'
import { aFact, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { commitAndWait, emptyRegister } from '#testing/imports.ts'
import { NUMBERS, roster, upload } from '#testing/roster.ts'
import { inTransaction } from '../db/db.ts'
import { carryOut, letCommit } from './commit-import.ts'
import { createImportRunner } from './import-runner.ts'

const ASOF = '2024-09-30'
let county: TestApp
let officer: Visitor
beforeAll(async () => {
  county = await startTestApp()
  officer = await county.as('countyOfficer')
})
afterAll(() => county.close())
beforeEach(() => emptyRegister(county))

type Row = Parameters<typeof roster>[0][number]
const GIRL: Row = { 姓名: '安小禾', 出生日期: '2014-03-07', 公民身份证号码: NUMBERS.girl }
const BROTHER: Row = { 姓名: '安小苗', 性别: '男', 出生日期: '2017-06-18', 公民身份证号码: NUMBERS.boy }
const FATHER: Row = {
  父亲姓名: '安大山',
  父亲公民身份证号码: NUMBERS.father,
  父亲当前务工地点: '上海市',
  父亲联系电话: '13900001111',
}
const GRANDPARENTS: Row = { 祖父姓名: '安老山', 祖父出生日期: '1958-01-01', 祖母姓名: '—', 祖母出生日期: '—' }
const GUARDIAN: Row = { 委托监护人姓名: '安老山', 与被监护人关系: '祖父', 委托监护人联系电话: '13800002222' }

async function preview(rows: Row[], who = officer) {
  const answer = await who.ask(api.previewImport, { params: { asOf: ASOF }, ...upload(await roster(rows)) })
  return answer.body
}
const commit = (id: string, who = officer) => commitAndWait(who, id)
async function importRows(rows: Row[]) {
  const { body, status } = await commit((await preview(rows)).importId)
  expect(status).toBe(200)
  return body
}
const count = async (from: string) =>
  Number((await county.database.owner.query(`select count(*) as n from ${from}`)).rows[0].n)

test('a preview writes no child; the commit writes all of them, once', async () => {
  const seen = await preview([
    { ...GIRL, ...FATHER },
    { ...BROTHER, ...FATHER },
  ])
  expect(seen).toMatchObject({
    status: 'previewed',
    rows: 2,
    created: 2,
    updated: 0,
    refused: [],
    flagged: [],
    asOf: ASOF,
  })
  expect(seen.files[0]?.sheets[0]).toMatchObject({
    name: '花名册',
    headRow: 2,
    columns: { name: 'C', 'father.phones': 'J' },
  })
  expect(await count('child')).toBe(0)

  const done = await commit(seen.importId)
  expect(done.body).toMatchObject({ status: 'committed', created: 2 })
  expect(await count('child')).toBe(2)
  const acts = await count('act')
  expect((await commit(seen.importId)).body).toMatchObject({ status: 'committed', created: 2 })
  expect(await count('act')).toBe(acts)
  expect(await count('act_place')).toBe(acts)
})

test('the same roster again changes nothing, rows without a number included', async () => {
  const rows = [
    {
      ...GIRL,
      ...FATHER,
      ...GRANDPARENTS,
      ...GUARDIAN,
      救助帮扶情况: '享受低保、临时救助',
      身体情况: '健康',
    },
    { ...BROTHER, 公民身份证号码: null, ...FATHER, ...GRANDPARENTS, 有无委托其他监护人: '无' },
    { ...BROTHER, 姓名: '白某', 公民身份证号码: '110105201706180037' },
  ]
  expect(await importRows(rows)).toMatchObject({ created: 3 })
  const acts = await count('act')
  expect(await importRows(rows)).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
  expect(await count('act')).toBe(acts)
})

test('siblings share father and grandparents, one by number, the others through him', async () => {
  await importRows([
    { ...GIRL, ...FATHER, ...GRANDPARENTS, ...GUARDIAN },
    { ...BROTHER, ...FATHER, ...GRANDPARENTS, 委托监护人姓名: '白某', 与被监护人关系: '邻居' },
  ])
  expect(await count('kin')).toBe(7)
  expect(await count('(select distinct person from kin) p')).toBe(4)
  // A third child, in another list, of the same father.
  await importRows([{ 姓名: '安小粟', 出生日期: '2019-05-05', ...FATHER, ...GRANDPARENTS }])
  expect(await count('kin')).toBe(10)
  expect(await count('(select distinct person from kin) p')).toBe(4)
})

test('a change is shown old and new, masked, and reaches the file of a sibling', async () => {
  await importRows([
    { ...GIRL, ...FATHER },
    { ...BROTHER, ...FATHER },
  ])
  const seen = await preview([
    { ...GIRL, ...FATHER, 父亲当前务工地点: '天津市', 父亲联系电话: '13700003333', 就学情况: '小学' },
  ])
  expect(seen).toMatchObject({ created: 0, updated: 1 })
  const { body } = await officer.ask(api.importRows, { params: { import: seen.importId, outcome: 'update' } })
  expect(body.rows[0]).toMatchObject({
    outcome: 'update',
    name: '安小禾',
    village: expect.stringContaining('连刀村'),
  })
  expect(body.rows[0]?.changes).toEqual([
    { key: 'schooling', label: '就学情况', from: null, to: '小学' },
    { key: 'father.workPlace', label: '父亲 当前务工地点', from: '上海市', to: '天津市' },
    { key: 'father.phones', label: '父亲 联系电话', from: '139****1111', to: '137****3333' },
  ])
  await commit(seen.importId)
  const { rows } = await county.database.owner.query('select distinct work_place from kin')
  expect(rows).toEqual([{ work_place: '天津市' }])
})

test('another guardian takes the place of the one before', async () => {
  await importRows([{ ...GIRL, ...GRANDPARENTS, ...GUARDIAN }])
  const other = { 委托监护人姓名: '白某', 与被监护人关系: '邻居' }
  expect(await importRows([{ ...GIRL, ...GRANDPARENTS, ...other }])).toMatchObject({ updated: 1 })
  const { rows } = await county.database.owner.query('select name from kin where carer')
  expect(rows).toEqual([{ name: '白某' }])
  expect(await importRows([{ ...GIRL, ...GRANDPARENTS, ...other }])).toMatchObject({
    updated: 0,
    unchanged: 1,
  })
})

test('a child listed by another village moves there', async () => {
  await importRows([GIRL])
  expect(await importRows([{ ...GIRL, '村(居)': '养树村' }])).toMatchObject({ updated: 1 })
  const { rows } = await county.database.owner.query('select area_code from child')
  expect(rows).toEqual([{ area_code: '210421101216' }])
  expect(await importRows([{ ...GIRL, '村(居)': null }])).toMatchObject({ updated: 0, unchanged: 1 })
})

test('what is wrong with rows is told by code; what is refused or repeated is not written', async () => {
  const seen = await preview([
    GIRL,
    { ...GIRL, '村(居)': '养树村' },
    { ...BROTHER, 出生日期: '2004-01-01' },
    { 姓名: '白某', '村(居)': '某屯' },
    { 姓名: '白某', 出生日期: '2018-01-01' },
  ])
  expect(seen).toMatchObject({ rows: 5, created: 2, unchanged: 1 })
  const codes = (list: { row: number; code: string }[]) => list.map(({ row, code }) => [row, code])
  expect(codes(seen.refused)).toEqual([
    [5, 'age-18-plus'],
    [6, 'area-unknown'],
  ])
  expect(codes(seen.flagged)).toEqual([
    [4, 'duplicate-in-file'],
    [5, 'id-birth-mismatch'],
  ])
  expect(seen.duplicates).toEqual([
    {
      file: '名册.xlsx',
      sheet: '花名册',
      row: 4,
      other: { file: '名册.xlsx', sheet: '花名册', row: 3 },
      reasons: ['sameNumber'],
      id: null,
    },
  ])
  expect((await commit(seen.importId)).body).toMatchObject({ created: 2 })
  expect(await count('child')).toBe(2)
})

test('a township imports its own villages; others look like villages that do not exist', async () => {
  const supervisor = await county.as('townshipSupervisor')
  const seen = await preview([GIRL, { ...BROTHER, 乡镇: '后安镇', '村(居)': '四道村' }], supervisor)
  expect(seen).toMatchObject({ created: 1, refused: [{ row: 4, code: 'area-unknown' }] })
  const director = await county.as('villageDirector')
  expect(await preview([GIRL], director)).toMatchObject({ code: 'notAllowed' })
})

test('a row whose file has changed since the preview is left out and told', async () => {
  await importRows([{ ...GIRL, 就学情况: '小学' }])
  const seen = await preview([{ ...GIRL, 就学情况: '初中' }])
  const { rows } = await county.database.owner.query('select id from child')
  await record(
    county.deps,
    county.actor('countyOfficer'),
    aFact(rows[0].id, { schooling: 'juniorSecondary' }, { day: ASOF }),
  )
  expect((await commit(seen.importId)).body).toMatchObject({
    status: 'committed',
    updated: 0,
    outdated: 1,
  })
  expect(await preview([{ ...GIRL, 就学情况: '初中' }])).toMatchObject({ updated: 0, unchanged: 1 })
})

test('two imports of one child at the same moment open one file', async () => {
  const [one, other] = [await preview([GIRL]), await preview([GIRL])]
  const answers = await Promise.all([commit(one.importId), commit(other.importId)])
  expect(answers.map(({ body }) => [body.created, body.outdated]).sort()).toEqual([
    [0, 1],
    [1, 0],
  ])
  expect(await count('child')).toBe(1)
})

test('what cannot be written stops the import with its parcel unwritten; it goes on when that is mended, each row once', async () => {
  const seen = await preview([
    { ...GIRL, ...FATHER },
    { ...BROTHER, '村(居)': '养树村' },
  ])
  const end = (day: string | null) =>
    county.database.owner.query(`update area set until = $1 where code = '210421101216'`, [day])
  await end('2026-01-01')
  expect((await commit(seen.importId)).body).toMatchObject({
    status: 'stopped',
    problem: expect.stringContaining('区划'),
    progress: { total: 2, done: 0 },
  })
  expect([await count('child'), await count('act'), await count('kin'), await count('child_gram')]).toEqual([
    0, 0, 0, 0,
  ])
  await end(null)
  expect((await commit(seen.importId)).body).toMatchObject({ status: 'committed', created: 2 })
  expect(await count('child')).toBe(2)
})

test('a failure of the database stops the import where it is seen, and it goes on afterwards', async () => {
  const { owner } = county.database
  const seen = await preview([GIRL])
  await owner.query(
    `create function fail() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$`,
  )
  await owner.query('create trigger fail before insert on act execute function fail()')
  expect((await commit(seen.importId)).body).toMatchObject({
    status: 'stopped',
    problem: expect.stringContaining('系统管理员'),
    progress: { total: 1, done: 0 },
  })
  await owner.query('drop function fail cascade')
  expect((await commit(seen.importId)).body).toMatchObject({ status: 'committed', problem: null })
  expect(await count('child')).toBe(1)
})

test('given up, its rows cannot be read by anybody any more', async () => {
  const seen = await preview([GIRL])
  const params = { import: seen.importId }
  expect((await officer.ask(api.importRows, { params })).body.total).toBe(1)
  expect((await officer.ask(api.discardImport, { params })).status).toBe(200)
  expect((await officer.ask(api.importRows, { params })).body).toEqual({ total: 0, rows: [] })
  expect(await count('import_row where sealed is not null')).toBe(0)
  expect(await count(`person_key where person = '${seen.importId}' and wrapped is not null`)).toBe(0)
  expect((await commit(seen.importId)).body.code).toBe('importNotReady')
  expect((await officer.ask(api.listImports)).body.imports).toMatchObject([
    { status: 'discarded', created: 1, files: ['名册.xlsx'] },
  ])
})

test('a preview that nobody decided on is given up after two weeks, at the next start', async () => {
  const [old, fresh] = [await preview([GIRL]), await preview([BROTHER])]
  await county.database.owner.query(
    `update import set created_at = created_at - interval '15 days' where id = $1`,
    [old.importId],
  )
  await createImportRunner(county.deps, () => {}).resume()
  expect(await count(`import_row where import = '${old.importId}' and sealed is not null`)).toBe(0)
  expect(await count(`person_key where person = '${old.importId}' and wrapped is not null`)).toBe(0)
  expect((await commit(old.importId)).body.code).toBe('importNotReady')
  expect((await commit(fresh.importId)).body).toMatchObject({ created: 1 })
})

test('what a killed server left is taken up by the next one', async () => {
  const seen = await preview(
    // On days of their own, or they would look like each other.
    Array.from({ length: 450 }, (_, i) => ({
      姓名: `安小${String.fromCodePoint(0x4e00 + i)}`,
      出生日期: `20${10 + Math.floor(i / 336)}-${String(1 + (Math.floor(i / 28) % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
    })),
  )
  const actor = county.actor('countyOfficer')
  const { deps } = county
  await inTransaction(deps.pool, deps.county.code, actor.reach, (db) =>
    letCommit({ db, deps, actor }, seen.importId),
  )
  let looks = 0
  await carryOut({ deps, actor, importId: seen.importId }, () => looks++ >= 2)
  const halfway = await officer.ask(api.openImport, { params: { import: seen.importId } })
  const { done, total } = halfway.body.progress
  expect([halfway.body.status, total]).toEqual(['committing', 450])
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(450)
  expect(await count('child')).toBe(done)
  await county.database.owner.query('update import set account = $1', [county.accounts.countyOfficer])
  const runner = createImportRunner(deps, (problem) => expect.fail(String(problem)))
  await runner.resume()
  await expect.poll(() => count(`import where status = 'committed' and done = 450`)).toBe(1)
  expect(await count('child')).toBe(450)
})

test('a file that cannot be read is refused in words', async () => {
  const answer = await officer.ask(api.previewImport, upload(Buffer.from('not a workbook')))
  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'fileUnreadable', message: expect.stringContaining('名册.xlsx') },
  })
  expect((await officer.ask(api.previewImport, { body: { no: 'file' } })).status).toBe(400)
})
