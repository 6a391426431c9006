import { expect, test } from 'vitest'
import { CHILD_FACTS } from '../fact/child-facts.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import { findTable } from './find-table.ts'
import { KNOWN_HEADS, mapColumns, readHead, targetName } from './map-columns.ts'

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
])('%s is %s', (head, target) => {
  const read = readHead(head)
  expect(read && targetName(read.target)).toBe(target)
})

test.each(['户编号', '原系统身份证号', '填表说明', '父母'])('%s means nothing known', (head) => {
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
  const table = findTable(
    sheet(['某县花名册'], ['填报单位:', '2024年'], ['姓名', '性别', '出生日期'], ['甲', '男', '2015-01-01']),
    KNOWN_HEADS,
  )
  expect(table?.headRows).toEqual([3])
  expect(table?.rows.map(({ row }) => row)).toEqual([4])
})

test.each([
  ['a sentence that lists heads', sheet(['姓名、性别、出生日期、身份证号码为必填项'])],
  ['a list of something else', sheet(['户编号', '数量', '单价'])],
  ['a list without children’s names', sheet(['性别', '民族', '出生日期', '备注'])],
])('%s is no table', (_, other) => {
  expect(findTable(other, KNOWN_HEADS)).toBeUndefined()
})
