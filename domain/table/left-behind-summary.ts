import { AID, ENTRUST_REASON, HEALTH, HUKOU_NATURE, SCHOOLING } from '../fact/code-lists.ts'
import { band, dimension, GRADES, GUARDIANS, notCollected } from './columns.ts'
import type { Cell, Check, Column, TableDef } from './table-def.ts'

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)

/** Columns of the 汇总表 of policy §2.4. Every column has its own predicate, none is a difference. */
const COLUMNS: readonly Column[] = [
  { key: 'total', zh: '数量', en: 'Total', counts: () => true },
  { key: 'male', zh: '男', en: 'Male', group: '性别', counts: (c) => c.sex === 1 },
  { key: 'female', zh: '女', en: 'Female', group: '性别', counts: (c) => c.sex === 2 },
  notCollected('sexNotCollected', '性别', (c) => c.sex),
  ...band('age0to5', '0–5岁', 'Age 0–5', 0),
  ...band('age6to13', '6–13岁', 'Age 6–13', 6),
  ...band('age14to15', '14–15岁', 'Age 14–15', 14),
  notCollected('ageNotCollected', '年龄段', (c) => c.band),
  ...dimension('教育情况', 'schooling', SCHOOLING, (c) => c.schooling),
  ...dimension('户籍性质', 'hukou', HUKOU_NATURE, (c) => c.hukouNature),
  ...dimension('健康状况', 'health', HEALTH, (c) => c.health),
  { key: 'boarding', zh: '寄宿生', en: 'Boards', group: '寄宿', counts: (c) => c.boarding === true },
  {
    key: 'notBoarding',
    zh: '非寄宿生',
    en: 'Does not board',
    group: '寄宿',
    counts: (c) => c.boarding === false,
  },
  notCollected('boardingNotCollected', '寄宿', (c) => c.boarding),
  ...dimension('委托照料原因', 'cause', ENTRUST_REASON, (c) => c.cause),
  ...GUARDIANS,
  notCollected('guardianNotCollected', '实际监护', (c) => c.carerKind),
  ...GRADES,
  notCollected('guardianshipNotCollected', '监护情况', (c) => c.guardianship),
  {
    key: 'confirmed',
    zh: '情况清楚',
    en: 'Known by the rule',
    group: '认定',
    counts: (c) => c.leftBehind === true,
  },
  {
    key: 'contradicted',
    zh: '与规定不符',
    en: 'Against the rule',
    group: '认定',
    counts: (c) => c.leftBehind === false,
  },
  notCollected('unclear', '认定', (c) => c.leftBehind),
  ...Object.entries(AID).map(([key, { n, zh, en }]) => ({
    key: `aid${capital(key)}`,
    zh,
    en,
    group: '救助措施(可多选)',
    counts: (c: Cell) => c.aid !== null && (c.aid & (1 << (n - 1))) !== 0,
  })),
  { key: 'aidNone', zh: '无', en: 'None', group: '救助措施(可多选)', counts: (c) => c.aid === 0 },
  notCollected('aidNotCollected', '救助措施(可多选)', (c) => c.aid),
]

const inGroup = (group: string) => COLUMNS.filter((column) => column.group === group).map(({ key }) => key)
const BANDS = ['age0to5', 'age6to13', 'age14to15', 'ageNotCollected']

/** 勾稽: the members of each dimension add up to the total. Aid is multi-choice and does not. */
const CHECKS: readonly Check[] = (
  [
    ['性别', inGroup('性别'), ['sex']],
    ['年龄段', BANDS, ['birthDate']],
    ['教育情况', inGroup('教育情况'), ['schooling']],
    ['户籍性质', inGroup('户籍性质'), ['hukouNature']],
    ['健康状况', inGroup('健康状况'), ['health']],
    ['寄宿', inGroup('寄宿'), ['boarding']],
    ['委托照料原因', inGroup('委托照料原因'), ['entrustReason']],
    ['实际监护', inGroup('实际监护'), ['entrusted']],
    ['监护情况', inGroup('监护情况'), ['guardianship']],
    ['认定', inGroup('认定'), []],
  ] as const
).map(([group, parts, facts]) => ({ rule: `数量 = ${group}各项之和`, whole: ['total'], parts, facts }))

/** 农村留守儿童基本情况汇总表 of the national system (policy §2.4, columns confirmed). */
export const LEFT_BEHIND_SUMMARY: TableDef = {
  zh: '农村留守儿童基本情况汇总表',
  en: 'Summary of left-behind children',
  columns: COLUMNS,
  checks: CHECKS,
}
