import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as api from '#domain/import/import-api.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { commitAndWait, emptyRegister } from '#testing/imports.ts'
import { NUMBERS, roster, upload } from '#testing/roster.ts'
import { eraseIdentity } from '../act/erase.ts'
import { inTransaction, type ReachSetting } from '../db/db.ts'

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

async function preview(rows: Row[], { who = officer, name = '名册.xlsx' } = {}) {
  const answer = await who.ask(api.previewImport, {
    params: { asOf: ASOF },
    ...upload(await roster(rows), name),
  })
  return answer.body
}
const commit = async (id: string, who = officer) => (await commitAndWait(who, id)).body
const inTable = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await county.database.owner.query<T>(sql, values)).rows

describe('the uploaded files', () => {
  test('wait sealed with the preview, and end with it', async () => {
    const { importId } = await preview([GIRL], { name: '安小禾的名册.xlsx' })
    const [kept] = await inTable<Record<'name' | 'content' | 'columns' | 'heads', Buffer>>(
      'select name, content, columns, heads from import_file',
    )
    for (const sealed of Object.values(kept!)) {
      expect(sealed.length).toBeGreaterThan(20)
      expect(sealed.toString()).not.toMatch(/安小禾|花名册|xl.worksheets|ignored/)
    }
    await officer.ask(api.discardImport, { params: { import: importId } })
    expect(await inTable('select from import_file')).toEqual([])
  })

  test('are gone when everything is written; of refused rows only the heads stay', async () => {
    await commit((await preview([GIRL])).importId)
    expect(await inTable('select from import_file')).toEqual([])
    const { importId } = await preview([{ ...GIRL, 乡镇: '某镇', '村(居)': '某屯' }])
    await commit(importId)
    expect(await inTable('select content, columns from import_file')).toEqual([
      { content: null, columns: null },
    ])
    await officer.ask(api.undoImport, { params: { import: importId } })
    await expect.poll(() => inTable('select from import_file')).toEqual([])
  })
})

describe('nobody else', () => {
  test('sees files or layouts of another township, and nobody without a reach', async () => {
    const supervisor = await county.as('townshipSupervisor')
    const { importId } = await preview([GIRL], { who: supervisor })
    const [layout] = (await columnsOf(importId, supervisor)).layouts
    await remap(importId, { [layout!.layout]: mappingOf(layout!) }, supervisor)
    const seenBy = (reach: ReachSetting) =>
      inTransaction(county.deps.pool, county.deps.county.code, reach, async (db) =>
        Promise.all(
          ['import_file', 'column_layout'].map(
            async (table) => (await db.rows(`select from ${table}`)).length,
          ),
        ),
      )
    expect(await seenBy(county.actor('townshipSupervisor').reach)).toEqual([1, 1])
    expect(await seenBy({ role: 'tonghu_app' })).toEqual([0, 0])
    const elsewhere = { role: 'tonghu_area', lo: '210421102000', hi: '210421103000' } as const
    expect(await seenBy(elsewhere)).toEqual([0, 0])
  })

  test('reads a file that speaks of a child who was erased meanwhile', async () => {
    await commit((await preview([GIRL])).importId)
    const { importId } = await preview([{ ...GIRL, 就学情况: '小学' }])
    const [child] = await inTable<{ id: string }>('select id from child')
    await inTransaction(
      county.deps.pool,
      county.deps.county.code,
      county.actor('countyOfficer').reach,
      (db) => eraseIdentity({ db, deps: county.deps, actor: county.actor('countyOfficer') }, child!.id),
    )
    expect(await inTable('select content, columns from import_file')).toEqual([
      { content: null, columns: null },
    ])
    expect((await columnsOf(importId)).layouts).toEqual([])
    expect((await remap(importId, {})).body.code).toBe('importNotReady')
  })
})

/** Heads of which 孩子姓名 is known, 家长 and 打工的地方 are not, and 电话 may be anybody's. */
const odd = (row: Row = {}): Row => ({
  ...GIRL,
  家长: '安大山',
  打工的地方: '上海市',
  电话: '13900001111',
  ...row,
})
const columnsOf = async (importId: string, who = officer) =>
  (await who.ask(api.importColumns, { params: { import: importId } })).body
const shown = (layout: api.ReadLayout) =>
  Object.fromEntries(layout.columns.map(({ head, target, sureness }) => [head, [target, sureness]]))
const mappingOf = (layout: api.ReadLayout, said: Record<string, string> = {}) =>
  Object.fromEntries(layout.columns.map(({ key, target }) => [key, said[key] ?? target]))
const CORRECTED = { 家长: 'father.name', 打工的地方: 'father.workPlace', 电话: 'father.phones' }
const remap = (importId: string, layouts: Record<string, Record<string, string> | null>, who = officer) =>
  who.ask(api.remapImport, { params: { import: importId }, body: { layouts } })

describe('columns', () => {
  test('are proposed with samples, masked, and told how surely', async () => {
    const { importId } = await preview([odd(), { ...odd({ 姓名: '安小苗' }), 编码: '110105201403070024' }])
    const { layouts, targets } = await columnsOf(importId)
    expect(layouts).toHaveLength(1)
    expect(layouts[0]).toMatchObject({
      tables: [{ file: '名册.xlsx', sheet: '花名册', headRows: [2] }],
      said: null,
    })
    expect(shown(layouts[0]!)).toMatchObject({
      姓名: ['name', 'exact'],
      公民身份证号码: ['idNumber', 'exact'],
      家长: ['ignored', 'none'],
      打工的地方: ['ignored', 'none'],
      电话: ['contact.phones', 'guess'],
    })
    const samples = Object.fromEntries(layouts[0]!.columns.map((one) => [one.head, one.samples]))
    expect(samples).toMatchObject({
      姓名: ['安小禾', '安小苗'],
      公民身份证号码: ['110105************'],
      编码: ['110105************'],
      电话: ['139****1111'],
    })
    expect(targets.find(({ name }) => name === 'father.workPlace')).toEqual({
      name: 'father.workPlace',
      label: '父亲 当前务工地点',
      group: '父亲',
    })
  })

  test('are corrected: the files are read again, and one preview takes the place of the other', async () => {
    const before = await preview([odd()])
    const [layout] = (await columnsOf(before.importId)).layouts
    const { body } = await remap(before.importId, { [layout!.layout]: mappingOf(layout!, CORRECTED) })
    expect(body).toMatchObject({ status: 'previewed', created: 1, asOf: ASOF })
    expect(body.importId).not.toBe(before.importId)
    expect(body.files[0]?.sheets[0]?.columns).toMatchObject({ 'father.name': 'G', 'father.phones': 'I' })
    expect(await inTable('select status from import order by status')).toEqual([
      { status: 'discarded' },
      { status: 'previewed' },
    ])
    expect((await remap(before.importId, {})).body.code).toBe('importNotReady')

    expect((await commit(body.importId)).created).toBe(1)
    expect(await inTable('select name, work_place from kin')).toEqual([
      { name: '安大山', work_place: '上海市' },
    ])
  })

  test('that were corrected are known the next time, in other files of these heads too', async () => {
    const first = await preview([odd()])
    const [layout] = (await columnsOf(first.importId)).layouts
    await remap(first.importId, { [layout!.layout]: mappingOf(layout!, CORRECTED) })
    const next = await preview([odd({ 姓名: '安小苗' })], { name: '下月.xlsx' })
    const [again] = (await columnsOf(next.importId)).layouts
    expect(again).toMatchObject({ layout: layout!.layout, said: { by: '县经办人' } })
    expect(shown(again!)).toMatchObject({ 家长: ['father.name', 'said'], 姓名: ['name', 'said'] })

    const other = await preview([{ ...odd(), 备用: '无' }])
    expect((await columnsOf(other.importId)).layouts[0]).toMatchObject({ said: null })

    const [stored] = await inTable<{ mapping: Buffer }>('select mapping from column_layout')
    expect(stored!.mapping.toString()).not.toMatch(/家长|father/)
  })

  test('are forgotten when that is wished, and only of the own office', async () => {
    const first = await preview([odd()])
    const [layout] = (await columnsOf(first.importId)).layouts
    const corrected = await remap(first.importId, {
      [layout!.layout]: mappingOf(layout!, CORRECTED),
    })
    const supervisor = await county.as('townshipSupervisor')
    const theirs = await preview([odd()], { who: supervisor })
    expect((await columnsOf(theirs.importId, supervisor)).layouts[0]).toMatchObject({ said: null })

    const { body } = await remap(corrected.body.importId, { [layout!.layout]: null })
    const [again] = (await columnsOf(body.importId)).layouts
    expect(again).toMatchObject({ said: null })
    expect(shown(again!)).toMatchObject({ 家长: ['ignored', 'none'] })
    expect(await inTable('select from column_layout')).toEqual([])
  })

  test('that cannot be read so leave everything as it was', async () => {
    const { importId } = await preview([odd()])
    const [layout] = (await columnsOf(importId)).layouts
    const twice = mappingOf(layout!, { 家长: 'name' })
    for (const wrong of [{ [layout!.layout]: twice }, { ab: {} }, { [layout!.layout]: { 家长: 'nonsense' } }])
      expect((await remap(importId, wrong)).body.code).toBe('invalidInput')
    const { owner } = county.database
    await owner.query(
      `create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`,
    )
    await owner.query('create trigger fail before insert on import_file execute function fail()')
    expect((await remap(importId, { [layout!.layout]: mappingOf(layout!, CORRECTED) })).status).toBe(500)
    await owner.query('drop function fail cascade')
    expect(await inTable('select from column_layout')).toEqual([])
    expect(await inTable('select status from import')).toEqual([{ status: 'previewed' }])
    expect((await commit(importId)).created).toBe(1)
  })
})
