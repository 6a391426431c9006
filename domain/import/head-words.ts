import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import { RELATION, type Relation } from '../fact/code-lists.ts'
import type { FactDef } from '../fact/fact.ts'
import { RELATIVE_FACTS, type RelativeFactKey } from '../fact/relative-facts.ts'
import { REASON } from './outcomes.ts'
import { bare } from './spelling.ts'

/** Whom a column is about, besides the child: the six of the form, and the guardian, whose relation the row says. */
export const LISTED_RELATIONS = [
  'father',
  'mother',
  'paternalGrandfather',
  'paternalGrandmother',
  'maternalGrandfather',
  'maternalGrandmother',
] as const satisfies readonly Relation[]
export type Slot = (typeof LISTED_RELATIONS)[number] | 'guardian'

/** Heads that are no fact: where the child is, how the guardian is related, and what needs no place. */
const PLACE = {
  township: [
    '乡镇',
    '乡',
    '镇',
    '乡镇街道',
    '街道',
    '所在乡镇',
    '所属乡镇',
    '乡镇名称',
    '所在乡镇街道',
    '所在街道',
  ],
  village: ['村居', '村', '村社区', '社区', '行政村', '所在村', '村名', '村委会', '村居委会', '所属村居'],
  group: ['组', '村组', '村民小组', '小组', '村民组', '组别'],
} as const
export type PlacePart = keyof typeof PLACE
const GUARDIAN_RELATION = [
  '关系',
  '与被监护人关系',
  '与儿童关系',
  '与儿童的关系',
  '与留守儿童关系',
  '与孩子关系',
  '与学生关系',
  '与被监护儿童关系',
  '监护人与儿童关系',
  '委托监护人与儿童关系',
]
/** 年龄 stands where birth dates are not known, or beside them. */
const AGE = ['年龄', '周岁', '实足年龄', '岁数']
/** One column for both parents: 长春, 父:大连 母:青岛. */
const WORK_PLACES = [
  '父母打工地',
  '父母务工地',
  '父母务工地点',
  '父母打工地点',
  '父母外出地点',
  '父母外出务工地点',
  '父母务工地址',
  '父母工作地',
]
/** Whose number it is the head does not say: the carer's, since that is whom one calls. */
const PHONES = ['联系方式', '联系电话', '电话', '手机', '手机号', '手机号码', '电话号码']
const IGNORED = ['序号', '编号', '序', 'no', ...Object.values(REASON).map(bare)]
const GUARDIAN = ['委托监护人', '受委托监护人', '监护人', '实际监护人', '委托照护人', '受委托人', '照护人']

type HeadWords<T> = Map<string, { of: T; sure: number }>

/** The official label is surest, then the other spellings; bare() makes brackets and spaces indifferent. */
function wordsOf<K extends string>(catalogue: Record<K, FactDef>): HeadWords<K> {
  const words: HeadWords<K> = new Map()
  for (const [key, { zh, heads }] of Object.entries(catalogue) as [K, FactDef][]) {
    for (const head of heads ?? []) words.set(bare(head), { of: key, sure: 0.9 })
    words.set(bare(zh), { of: key, sure: 1 })
  }
  return words
}
export const CHILD_HEADS: HeadWords<ChildFactKey> = wordsOf(CHILD_FACTS)
export const RELATIVE_HEADS: HeadWords<RelativeFactKey> = wordsOf(RELATIVE_FACTS)

/** How relatives are called at the beginning of a head, longest first: 外祖父 before 祖父, 父亲 before 父. */
export const SLOT_WORDS: { word: string; slot: Slot }[] = [
  ...LISTED_RELATIONS.flatMap((slot) =>
    [RELATION[slot].zh, ...RELATION[slot].says].map((word) => ({ word: bare(word), slot })),
  ),
  ...GUARDIAN.map((word) => ({ word, slot: 'guardian' as const })),
].sort((a, b) => b.word.length - a.word.length)

type Plain =
  | { of: 'place'; part: PlacePart }
  | { of: 'relation' }
  | { of: 'age' }
  | { of: 'workPlaces' }
  | { of: 'phones' }
  | { of: 'ignored' }
export const PLAIN_HEADS: Map<string, Plain> = new Map<string, Plain>([
  ...Object.entries(PLACE).flatMap(([part, heads]) =>
    heads.map((head) => [head, { of: 'place', part: part as PlacePart }] as const),
  ),
  ...GUARDIAN_RELATION.map((head) => [head, { of: 'relation' }] as const),
  ...AGE.map((head) => [head, { of: 'age' }] as const),
  ...WORK_PLACES.map((head) => [head, { of: 'workPlaces' }] as const),
  ...PHONES.map((head) => [head, { of: 'phones' }] as const),
  ...IGNORED.map((head) => [head, { of: 'ignored' }] as const),
])
