import type { PlainDate } from '../dates.ts'
import { bornBy } from '../dates.ts'
import {
  AID,
  CARER_KIND,
  type CodeList,
  ENTRUST_REASON,
  HEALTH,
  HUKOU_NATURE,
  SCHOOLING,
} from '../fact/code-lists.ts'
import { type CellFacts, unpackCell } from './cell.ts'

/** A child as the table sees it. */
export type Cell = CellFacts & { band: number | null }
/** Children who are alike in everything that the table counts, and how many they are. */
export type Group = { band: number | null; cell: number; n: number }

type Column = { key: string; zh: string; en: string; group?: string; counts: (cell: Cell) => boolean }

/**
 * Who is counted: in the register on the day, not yet sixteen on it; 16 and 17 are outside the definition (国发〔2016〕13号).
 * listed: as the lists say. computed: as the rule says, without those who live with their father or mother at home.
 */
export const DEFINITIONS = {
  computed: 'left-behind-under-16/2016-13',
  listed: 'registered-under-16/2016-13',
} as const
export type Counted = keyof typeof DEFINITIONS

export const isCounted = (counted: Counted, { carerKind }: Pick<CellFacts, 'carerKind'>): boolean =>
  counted === 'listed' || carerKind !== CARER_KIND.parentAtHome.n

/** Birth dates that divide the age bands on a day; born later means younger. */
export const bandLimits = (asOf: PlainDate) => ({
  six: bornBy(asOf, 6),
  fourteen: bornBy(asOf, 14),
  sixteen: bornBy(asOf, 16),
})

const NOT_COLLECTED = { zh: '未采集', en: 'Not collected' }
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)

const dimension = (
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
  { key: `${prefix}NotCollected`, ...NOT_COLLECTED, group, counts: (cell) => of(cell) === null },
]

const band = (key: string, zh: string, en: string, n: number): Column[] => [
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
const GRADES = [
  { key: 'guardianshipGood', zh: '较好', en: 'Good', kinds: [5] },
  { key: 'guardianshipFair', zh: '一般', en: 'Fair', kinds: [4] },
  { key: 'guardianshipPoor', zh: '差', en: 'Poor', kinds: [1, 2, 3] },
]

/** Columns of the 汇总表 of policy §2.4. Every column has its own predicate, none is a difference. */
export const SUMMARY_COLUMNS: readonly Column[] = [
  { key: 'total', zh: '数量', en: 'Total', counts: () => true },
  { key: 'male', zh: '男', en: 'Male', group: '性别', counts: (c) => c.sex === 1 },
  { key: 'female', zh: '女', en: 'Female', group: '性别', counts: (c) => c.sex === 2 },
  { key: 'sexNotCollected', ...NOT_COLLECTED, group: '性别', counts: (c) => c.sex === null },
  ...band('age0to5', '0–5岁', 'Age 0–5', 0),
  ...band('age6to13', '6–13岁', 'Age 6–13', 6),
  ...band('age14to15', '14–15岁', 'Age 14–15', 14),
  { key: 'ageNotCollected', ...NOT_COLLECTED, group: '年龄段', counts: (c) => c.band === null },
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
  { key: 'boardingNotCollected', ...NOT_COLLECTED, group: '寄宿', counts: (c) => c.boarding === null },
  ...dimension('委托照料原因', 'cause', ENTRUST_REASON, (c) => c.cause),
  ...dimension('实际监护', 'carer', CARER_KIND, (c) => c.carerKind),
  ...GRADES.map(({ key, zh, en, kinds }) => ({
    key,
    zh,
    en,
    group: '监护情况',
    counts: (c: Cell) => c.guardianship !== null && kinds.includes(c.guardianship),
  })),
  {
    key: 'guardianshipNotCollected',
    ...NOT_COLLECTED,
    group: '监护情况',
    counts: (c) => c.guardianship === null,
  },
  ...Object.entries(AID).map(([key, { n, zh, en }]) => ({
    key: `aid${capital(key)}`,
    zh,
    en,
    group: '救助措施(可多选)',
    counts: (c: Cell) => c.aid !== null && (c.aid & (1 << (n - 1))) !== 0,
  })),
  { key: 'aidNone', zh: '无', en: 'None', group: '救助措施(可多选)', counts: (c) => c.aid === 0 },
  { key: 'aidNotCollected', ...NOT_COLLECTED, group: '救助措施(可多选)', counts: (c) => c.aid === null },
]

/** 勾稽: the members of each dimension add up to the total. Aid is multi-choice and does not. */
export const SUMMARY_CHECKS: readonly { rule: string; parts: readonly string[] }[] = [
  ['性别', ['male', 'female', 'sexNotCollected']],
  ['年龄段', ['age0to5', 'age6to13', 'age14to15', 'ageNotCollected']],
  ...['教育情况', '户籍性质', '健康状况', '寄宿', '委托照料原因', '实际监护', '监护情况'].map(
    (group) => [group, SUMMARY_COLUMNS.filter((c) => c.group === group).map((c) => c.key)] as const,
  ),
].map(([group, parts]) => ({ rule: `数量 = ${group as string}各项之和`, parts: parts as readonly string[] }))

export type Values = Record<string, number>

// A county has some thousand different cells, and each counts in a dozen of the columns: asked once.
const columnsOfCell = new Map<string, number[]>()

function countingColumns(band: number | null, cell: number): number[] {
  const name = `${band} ${cell}`
  const known = columnsOfCell.get(name)
  if (known) return known
  const facts = { ...unpackCell(cell), band }
  const columns = SUMMARY_COLUMNS.flatMap(({ counts }, i) => (counts(facts) ? i : []))
  columnsOfCell.set(name, columns)
  return columns
}

/** How many are counted in each of SUMMARY_COLUMNS, in their order. */
export type Counts = number[]
export const noCounts = (): Counts => SUMMARY_COLUMNS.map(() => 0)

/** Adds children who are alike in everything that the table counts. */
export function addGroup(counts: Counts, { band, cell, n }: Group): void {
  for (const column of countingColumns(band, cell)) counts[column]! += n
}

export function addCounts(counts: Counts, more: Counts): void {
  for (const [column, n] of more.entries()) counts[column]! += n
}

export const valuesOf = (counts: Counts): Values =>
  Object.fromEntries(SUMMARY_COLUMNS.map(({ key }, i) => [key, counts[i]!]))
