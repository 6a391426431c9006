import { expect, test } from 'vitest'
import { CHILD_FACTS } from '../fact/child-facts.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import { ColumnMapping } from './column-mapping.ts'
import { findTables } from './find-table.ts'
import { headReader, mapColumns } from './map-columns.ts'
import { readHead } from './read-head.ts'
import { targetName, targetOf } from './target.ts'

test.each([
  ['姓 名', 'name'],
  ['出 生\n年月日', 'birthDate'],
  ['出生日期(年-月-日)', 'birthDate'],
  ['村（居）', 'village'],
  ['乡(镇)', 'township'],
  ['父母一方外出，另一方无监护能力', 'oneAwayOtherIncapable'],
  ['父亲当前务工地点', 'father.workPlace'],
  ['父亲的电话', 'father.phones'],
  ['母亲情况/姓名', 'mother.name'],
  ['爷爷姓名', 'paternalGrandfather.name'],
  ['外祖父出生日期', 'maternalGrandfather.birthDate'],
  ['外婆', 'maternalGrandmother.name'],
  ['委托监护人公民身份证号码', 'guardian.idNumber'],
  ['监护人与儿童关系', 'guardian.relation'],
  ['与被监护人关系', 'guardian.relation'],
  ['序号', 'ignored'],
  ['儿童信息/姓名', 'name'],
  ['父亲情况/务工地点', 'father.workPlace'],
  ['实际监护人/与儿童关系', 'guardian.relation'],
  ['监护人信息/联系方式', 'guardian.phones'],
  ['家庭成员情况/母亲/手机', 'mother.phones'],
  ['联系方式', 'contact.phones'],
  ['年龄(周岁)', 'age'],
  ['父母打工地', 'parents.workPlace'],
  ['健康状况/残疾', 'health=disabled'],
  ['是否寄宿/否', 'boarding=no'],
])('%s is %s', (head, target) => {
  const read = readHead(head)
  expect(read && targetName(read.target)).toBe(target)
})

test.each([
  '户编号',
  '原系统身份证号',
  '填表说明',
  '父母',
  '班主任/姓名',
  '村级联系人/电话',
  '父亲/民族',
  '',
])('%s means nothing known', (head) => {
  expect(readHead(head)).toBeUndefined()
})

test('every label of the catalogue is read as the fact that it names', () => {
  for (const [key, { zh }] of Object.entries(CHILD_FACTS))
    expect(readHead(zh)).toMatchObject({ confidence: 1, target: { key } })
  for (const [key, { zh }] of Object.entries(RELATIVE_FACTS))
    expect(readHead(`母亲${zh}`)).toMatchObject({ confidence: 1, target: { slot: 'mother', key } })
})

test('of two columns for one fact the surer is read, and the other told', () => {
  const { mapped, unmapped } = mapColumns([
    { column: 0, text: '身份证号' },
    { column: 3, text: '公民身份证号码' },
    { column: 4, text: '编码' },
  ])
  expect(mapped.map(({ column, confidence }) => [column, confidence])).toEqual([[3, 1]])
  expect(unmapped.map(({ text }) => text)).toEqual(['身份证号', '编码'])
})

const sheet = (...rows: (string | null)[][]) => ({
  name: '花名册',
  hidden: false,
  rows: rows.map((cells, i) => ({ row: i + 1, cells })),
})

test('heads stand under titles; rows follow', () => {
  const [table] = findTables(
    sheet(['某县花名册'], ['填报单位:', '2024年'], ['姓名', '性别', '出生日期'], ['甲', '男', '2015-01-01']),
    headReader(),
  )
  expect(table?.headRows).toEqual([3])
  expect(table?.rows.map(({ row }) => row)).toEqual([4])
})

test.each([
  ['a sentence that lists heads', sheet(['姓名、性别、出生日期、身份证号码为必填项'])],
  ['a list of something else', sheet(['户编号', '数量', '单价'])],
  ['a list without children’s names', sheet(['性别', '民族', '出生日期', '备注'])],
])('%s is no table', (_, other) => {
  expect(findTables(other, headReader())).toEqual([])
})

test('every target has a name by which it is found again', () => {
  for (const head of [
    '姓名',
    '父亲/务工地点',
    '健康状况/残疾',
    '是否寄宿/是',
    '村',
    '与儿童关系',
    '年龄',
    '联系方式',
  ]) {
    const { target } = readHead(head)!
    expect(targetOf(targetName(target))).toEqual(target)
  }
})

const HEADS = ['姓名', '代码', '父亲/务工地点', '民族'].map((text, column) => ({ text, column }))
const mapped = (mapping: ColumnMapping) =>
  Object.fromEntries(
    mapColumns(HEADS, { read: headReader(ColumnMapping.parse(mapping)) }).mapped.map(({ column, target }) => [
      column,
      targetName(target),
    ]),
  )

test('what an officer says of a column stands, by its head, the last part of it or its letters', () => {
  expect(mapped({})).toEqual({ 0: 'name', 2: 'father.workPlace', 3: 'ethnicity' })
  expect(mapped({ 代码: 'idNumber', 务工地点: 'mother.workPlace', D: 'ignored' })).toEqual({
    0: 'name',
    1: 'idNumber',
    2: 'mother.workPlace',
  })
  expect(mapped({ B: 'name' })).toEqual({ 1: 'name', 2: 'father.workPlace', 3: 'ethnicity' })
})

test('a mapping to what does not exist is refused', () => {
  expect(ColumnMapping.safeParse({ 代码: 'father.hobby' }).success).toBe(false)
})

test('heads that only the mapping knows make a table', () => {
  const other = sheet(['甲', '乙', '丙'], ['安某', '女', '2015-01-01'])
  expect(findTables(other, headReader())).toEqual([])
  expect(findTables(other, headReader({ 甲: 'name', 乙: 'sex', 丙: 'birthDate' }))).toHaveLength(1)
})

test('of two equal columns the one that is not hidden is read', () => {
  const twice = [0, 1].map((column) => ({ column, text: '身份证号' }))
  expect(mapColumns(twice, { hidden: [0] }).mapped.map(({ column }) => column)).toEqual([1])
})

test('an ID number may have one digit in each of eighteen columns that share no head', () => {
  const span = (next: number) =>
    mapColumns([
      { column: 0, text: '身份证号' },
      { column: next, text: '性别' },
    ]).mapped[0]?.span
  expect([span(18), span(17), span(1)]).toEqual([18, undefined, undefined])
})
