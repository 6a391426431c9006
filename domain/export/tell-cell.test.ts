import { expect, test } from 'vitest'
import type { Told } from '../import/compare-facts.ts'
import { columnsOf, listColumns, rosterColumns } from './columns.ts'
import { type ExportedChild, tellRow } from './tell-cell.ts'

const known = (value: Told['value']): Told => ({ state: 'known', value })
const child: ExportedChild = {
  township: '石文镇',
  village: '连刀村',
  group: 3,
  age: 11,
  circumstances: ['leftBehind'],
  carerKind: 'grandparents',
  facts: {
    name: known('李小禾'),
    birthDate: known('2015-03-04'),
    boarding: known(false),
    entrusted: known(true),
    aid: known([]),
    income: known(['wages', 'stateAid']),
    disabilityKinds: known(['physical', 'intellectual']),
    disabilityGrade: known('grade1'),
    health: { state: 'notApplicable' },
    note: known(undefined),
  },
  family: [
    {
      relation: 'father',
      carer: false,
      facts: { parentState: known('imprisoned'), workPlace: known('上海市') },
    },
    {
      relation: 'mother',
      carer: false,
      facts: { parentState: known('awayForWork'), workPlace: known('大连市') },
    },
    {
      relation: 'paternalUncle',
      carer: true,
      facts: { name: known('李二'), phones: known(['139****1111', '024-1']) },
    },
  ],
}
const told = (...heads: string[]) => tellRow(columnsOf(heads), child, 7)

test('facts as an office writes them', () => {
  expect(told('序号', '姓名', '出生日期', '是否学校寄宿', '有无委托其他监护人')).toEqual([
    7,
    '李小禾',
    { day: '2015-03-04' },
    '否',
    '有',
  ])
  expect(told('姓名', '家庭经济来源', '救助帮扶情况', '身体情况', '就学情况', '备注')).toEqual([
    '李小禾',
    '打工收入、政府救助',
    '无',
    '—',
    null,
    null,
  ])
})

test('the grade stands behind the kinds unless it has a column of its own', () => {
  expect(told('残疾类别及等级')).toEqual(['肢体、智力一级'])
  expect(told('残疾类别', '残疾等级')).toEqual(['肢体、智力', '一级'])
})

test('a parent who is not away for work is told in the column of his place of work', () => {
  expect(told('父亲当前务工地点', '母亲当前务工地点')).toEqual(['服刑在押', '大连市'])
  expect(told('父亲当前务工地点', '父亲状态')).toEqual(['上海市', '服刑在押'])
  expect(told('姓名', '父母务工地')).toEqual(['李小禾', '父:服刑在押 母:大连市'])
})

test('the carer stands in the columns of the guardian, whoever it is', () => {
  expect(told('委托监护人姓名', '委托监护人联系电话', '与被监护人关系', '乡镇', '组')).toEqual([
    '李二',
    '139****1111、024-1',
    '叔父',
    '石文镇',
    '3组',
  ])
})

test('columns that are ticked or hold a part', () => {
  expect(told('救助帮扶情况/享受低保', '家庭经济来源/打工收入', '出生日期/年', '出生日期/月')).toEqual([
    null,
    '√',
    2015,
    3,
  ])
})

test('the roster has a meaning for each of its heads, and so has the list', () => {
  expect(rosterColumns().filter(({ tells }) => tells.of === 'nothing')).toEqual([])
  expect(rosterColumns()).toHaveLength(49)
  const list = listColumns(['sex', 'father.workPlace', 'carer.phones'])
  expect(list.slice(-3).map(({ head }) => head)).toEqual(['性别', '父亲当前务工地点', '照护人联系电话'])
  expect(tellRow(list, child, 1).slice(2, 9)).toEqual([
    11,
    '石文镇',
    '连刀村',
    '李二',
    '叔父',
    '祖父母、外祖父母',
    '农村留守儿童',
  ])
})
