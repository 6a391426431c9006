import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import { CHILD_HEADS, PLAIN_HEADS, RELATIVE_HEADS, SLOT_WORDS, type Slot } from './head-words.ts'
import { parseCode } from './parse-codes.ts'
import { bare } from './spelling.ts'
import { type BirthPart, codesOf, type Target } from './target.ts'

/** `confidence` 1 is the official label, 0.9 a spelling of the catalogue, less is a guess to be looked at. */
export type Guess = { target: Target; confidence: number }

/** 出生日期(年-月-日) still means the birth date, a little less surely. */
const REMARK = /[(（[【][^)）\]】]*[)）\]】]/g
const WITHOUT_REMARK = 0.8
/** Under a group of which nothing is known. */
const UNDER_ANYTHING = 0.5
/** 电话 alone, which may be anybody's. */
const OWNERLESS = 0.6

/** What a head most likely means; undefined when the catalogue has no word for it. */
export function readHead(head: string): Guess | undefined {
  const whole = readPath(head)
  if (whole) return whole
  const plain = head.replace(REMARK, '')
  const rest = plain === head ? undefined : readPath(plain)
  return rest && { ...rest, confidence: rest.confidence * WITHOUT_REMARK }
}

function readPath(head: string): Guess | undefined {
  const whole = guess(bare(head))
  if (whole || !head.includes('/')) return whole
  const path = head.split('/').map(bare).filter(Boolean)
  const leaf = path.at(-1) ?? ''
  const groups = path.slice(0, -1)
  return (
    ofSlot(groups, leaf) ?? ofTick(groups, leaf) ?? ofBirthPart(groups, leaf) ?? underGroups(groups, leaf)
  )
}

/** 父亲/务工地点: a group of a relative speaks of him and of nobody else. */
function ofSlot(groups: string[], leaf: string): Guess | undefined | null {
  const slot = groups.map(slotCalled).findLast((found) => found !== undefined)
  if (!slot) return undefined
  return ofRelative(leaf) ?? factOf(slot, leaf) ?? NOTHING
}
const NOTHING = null

/** 健康状况/残疾: one column for each answer. 家庭/父亲 is none: a code must be told of under its own fact. */
function ofTick(groups: string[], leaf: string): Guess | undefined {
  const key = groups.map((group) => CHILD_HEADS.get(group)?.of).findLast((found) => found !== undefined)
  const list = key && codesOf(CHILD_FACTS[key])
  const code = list && parseCode(list, leaf)
  return key && code ? { target: { of: 'tick', key, code }, confidence: 0.9 } : undefined
}

const BIRTH_PART = new Map<string, BirthPart>([
  ['年', 'year'],
  ['月', 'month'],
  ['日', 'day'],
])

/** 出生日期/年, 月, 日: one column for each part. */
function ofBirthPart(groups: string[], leaf: string): Guess | undefined {
  const part = BIRTH_PART.get(leaf)
  const isBirth = groups.some((group) => CHILD_HEADS.get(group)?.of === 'birthDate')
  return part && isBirth ? { target: { of: 'birthPart', part }, confidence: 0.9 } : undefined
}

/** Groups that only sort the columns of a child. */
const SORTING =
  /^(?:留守|困境|农村|儿童|学生|孩子|人员|本人|个人|家庭|成员|基本|户籍|居住|所在|健康|身体|就学|教育|学校|监护|救助|帮扶|其他)*(?:的)?(?:情况|信息|资料|状况|内容|地)?$/
/** Facts that everybody has, so that under another's group (班主任/姓名) they are not the child's. */
const ANYBODYS: readonly ChildFactKey[] = ['name', 'sex', 'ethnicity', 'birthDate', 'idNumber']

function underGroups(groups: string[], leaf: string): Guess | undefined {
  const found = guess(leaf)
  if (!found || groups.every((group) => SORTING.test(group))) return found
  const { target } = found
  const isAnybodys =
    target.of === 'phones' || target.of === 'age' || (target.of === 'child' && ANYBODYS.includes(target.key))
  return isAnybodys ? undefined : { target, confidence: found.confidence * UNDER_ANYTHING }
}

function guess(word: string): Guess | undefined {
  const plain = PLAIN_HEADS.get(word)
  if (plain) return { target: plain, confidence: plain.of === 'phones' ? OWNERLESS : 1 }
  const child = CHILD_HEADS.get(word)
  if (child) return { target: { of: 'child', key: child.of }, confidence: child.sure }
  return ofRelative(word)
}

/** Words between the relative and the fact that say nothing: 父亲的电话, 母亲情况/姓名. */
const FILLING = /^(?:的|基本)?(?:情况|信息)?/

/** The relative whom a group of heads is about: 父亲情况, 监护人信息. */
const slotCalled = (group: string): Slot | undefined =>
  SLOT_WORDS.find(
    ({ word }) => group.startsWith(word) && group.slice(word.length).replace(FILLING, '') === '',
  )?.slot

function ofRelative(word: string): Guess | undefined {
  for (const { word: start, slot } of SLOT_WORDS) {
    if (!word.startsWith(start)) continue
    const rest = word.slice(start.length).replace(FILLING, '')
    if (rest === '') return { target: { of: 'relative', slot, key: 'name' }, confidence: 0.7 }
    const found = factOf(slot, rest)
    if (found) return found
  }
  return undefined
}

function factOf(slot: Slot, word: string): Guess | undefined {
  if (slot === 'guardian' && PLAIN_HEADS.get(word)?.of === 'relation')
    return { target: { of: 'relation' }, confidence: 0.9 }
  const fact = RELATIVE_HEADS.get(word)
  return fact && { target: { of: 'relative', slot, key: fact.of }, confidence: fact.sure }
}
