import type { CodeList } from '../fact/code-lists.ts'
import type { Cell, Column } from './table-def.ts'

const NOT_COLLECTED = { zh: '未采集', en: 'Not collected' }
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)

export const notCollected = (key: string, group: string, of: (cell: Cell) => unknown): Column => ({
  key,
  ...NOT_COLLECTED,
  group,
  counts: (cell) => of(cell) === null,
})

/** A column for each code of a list, and one for what is not known. */
export const dimension = (
  group: string,
  prefix: string,
  list: CodeList,
  of: (cell: Cell) => number | null,
): Column[] => [
  ...Object.entries(list).map(([key, { n, zh, en }]) => ({
    key: `${prefix}${capital(key)}`,
    zh,
    en,
    group,
    counts: (cell: Cell) => of(cell) === n,
  })),
  notCollected(`${prefix}NotCollected`, group, of),
]

/** An age band with its boys and girls. The limits stand in counted.ts. */
export const band = (key: string, zh: string, en: string, n: number): Column[] => [
  { key, zh, en, group: '年龄段', counts: (cell) => cell.band === n },
  {
    key: `${key}Male`,
    zh: `${zh} 男`,
    en: `${en} male`,
    group: '年龄段',
    counts: (cell) => cell.band === n && cell.sex === 1,
  },
  {
    key: `${key}Female`,
    zh: `${zh} 女`,
    en: `${en} female`,
    group: '年龄段',
    counts: (cell) => cell.band === n && cell.sex === 2,
  },
]

/** Three grades of the national form; the first three kinds of 监护类型 are 差 (policy §2.1). */
export const GRADES: readonly Column[] = [
  { key: 'guardianshipGood', zh: '较好', en: 'Good', kinds: [5] },
  { key: 'guardianshipFair', zh: '一般', en: 'Fair', kinds: [4] },
  { key: 'guardianshipPoor', zh: '差', en: 'Poor', kinds: [1, 2, 3] },
].map(({ kinds, ...column }) => ({
  ...column,
  group: '监护情况',
  counts: (cell) => cell.guardianship !== null && kinds.includes(cell.guardianship),
}))

/** 实际监护, with the words of policy §2.3. */
export const GUARDIANS: readonly Column[] = [
  { key: 'guardianGrandparents', zh: '祖父母、外祖父母', en: 'Grandparents', n: 1 },
  { key: 'guardianRelatives', zh: '亲戚朋友', en: 'Relatives or friends', n: 2 },
  {
    key: 'guardianOneParentIncapable',
    zh: '一方外出另一方无监护能力',
    en: 'One away, the other incapable',
    n: 3,
  },
  { key: 'guardianNone', zh: '无人监护', en: 'Nobody', n: 4 },
  { key: 'guardianParentHome', zh: '父或母在家', en: 'A parent at home', n: 5 },
].map(({ n, ...column }) => ({ ...column, group: '实际监护', counts: (cell) => cell.carerKind === n }))
