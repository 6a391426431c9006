import {
  type CodeList,
  DISABILITY_GRADE,
  DISABILITY_KIND,
  RELATION,
  type Relation,
} from '../fact/code-lists.ts'
import { bare } from './spelling.ts'

const wordsByList = new WeakMap<CodeList, Map<string, string>>()

function wordsOf(list: CodeList): Map<string, string> {
  const made = wordsByList.get(list)
  if (made) return made
  const words = new Map<string, string>()
  for (const [key, { zh, en, says }] of Object.entries(list))
    for (const word of [...(says ?? []), key, en, zh]) words.set(bare(word), key)
  wordsByList.set(list, words)
  return words
}

/** The code that a text means: the official label, its English, or another spelling of the list. */
export const parseCode = (list: CodeList, text: string): string | undefined => wordsOf(list).get(bare(text))

const BETWEEN = /[、,;/\s]+|(?<=.)和(?=.)/

/** Several codes in a cell, in the order of the list. One word that the list does not know makes it unreadable. */
export function parseCodes(list: CodeList, text: string): string[] | undefined {
  const whole = parseCode(list, text)
  if (whole) return [whole]
  const codes = text
    .normalize('NFKC')
    .split(BETWEEN)
    .flatMap((part) => (part ? [parseCode(list, part)] : []))
  if (codes.length === 0 || codes.includes(undefined)) return undefined
  return Object.keys(list).filter((key) => codes.includes(key))
}

/** 大姑, 二叔, 老舅: which of the brothers and sisters says nothing. Not 二爷, who is no grandfather. */
const NUMBERED = /^[大二三四五六七八小老幺](?=[姑叔伯舅姨婶哥姐弟妹])/

/** How somebody is related, also as people say it. */
export const parseRelation = (text: string): Relation | undefined =>
  (parseCode(RELATION, text) ?? parseCode(RELATION, bare(text).replace(NUMBERED, ''))) as Relation | undefined

const BOX = /[□☐○〇◻]/
const TICKED = /[☑✔√✓■☒◼]\s*([^\s□☐○〇◻☑✔√✓■☒◼]+)/g

/** ☑健康 □残疾: the answers that are ticked of those printed; undefined where nothing is to be ticked. */
export function tickedIn(text: string): string[] | undefined {
  if (!BOX.test(text) && !/[☑☒■]/.test(text)) return undefined
  return [...text.matchAll(TICKED)].map(([, answer]) => answer!)
}

const LEGEND = /([1-9])\s*[.、:：=－-]?\s*(\p{Script=Han}+)/gu

/** 身体情况(1健康 2残疾 3患病): what the numbers in such a column mean. */
export function legendIn(head: string): Map<string, string> | undefined {
  const found = [...head.matchAll(LEGEND)].map(([, digit, word]) => [digit!, word!] as const)
  return found.length >= 2 ? new Map(found) : undefined
}

const YES = new Set(['是', '有', '对', '√', '✓', '✔', 'y', 'yes', 'true', '1'])
const NO = new Set(['否', '无', '没有', '不是', '没', '×', '✗', 'x', 'n', 'no', 'false', '0'])

export function parseYesNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : undefined
}

const namedIn = (list: CodeList, text: string) =>
  Object.entries(list).flatMap(([key, { zh, says }]) =>
    [zh, ...(says ?? [])].some((word) => text.includes(word)) ? [key] : [],
  )

/** 言语二级, 肢体、智力一级, 残疾三级: kinds and grade in one cell, either may be missing. */
export function parseDisability(text: string): { kinds: string[]; grade?: string } | undefined {
  const kinds = namedIn(DISABILITY_KIND, text)
  const [grade, ...more] = namedIn(DISABILITY_GRADE, text)
  return (kinds.length === 0 && !grade) || more.length > 0 ? undefined : { kinds, grade }
}
