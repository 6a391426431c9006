import { CHILD_FACTS } from '../fact/child-facts.ts'
import { CARER_KIND, type CarerKind, CIRCUMSTANCE, RELATION, type Relation } from '../fact/code-lists.ts'
import type { FactDef } from '../fact/fact.ts'
import { RELATIVE_FACTS, type RelativeFactKey } from '../fact/relative-facts.ts'
import type { Told, ToldFacts } from '../import/compare-facts.ts'
import type { Slot } from '../import/head-words.ts'
import type { RawCell } from '../import/raw-sheet.ts'
import type { ExportColumn, Tells } from './columns.ts'

export type ExportedRelative = { relation: Relation; carer: boolean; facts: ToldFacts }

/** A child as far as the columns ask, masked already where it must be. */
export type ExportedChild = {
  township: string | null
  village: string | null
  /** Number of the 村民小组. */
  group: number | null
  age: number | null
  circumstances: readonly (keyof typeof CIRCUMSTANCE)[]
  carerKind: CarerKind | null
  facts: ToldFacts
  family: readonly ExportedRelative[]
}

/** The cells of one child's row. What is 未采集 is blank, what does not apply a dash, as rosters are read. */
export function tellRow(columns: readonly ExportColumn[], child: ExportedChild, n: number): RawCell[] {
  const tellsOf = (name: string) => columns.some(({ tells }) => 'key' in tells && tells.key === name)
  const apart = { grade: tellsOf('disabilityGrade'), parentState: tellsOf('parentState') }
  return columns.flatMap(({ head, tells, span = 1 }) => {
    const cell = tellCell(tells, child, { n, head, apart })
    const isId = 'key' in tells && tells.key === 'idNumber'
    return isId && span > 1 ? oneSignEach(cell, span) : [cell, ...Array<null>(span - 1).fill(null)]
  })
}

/** `apart`: what has a column of its own and need not stand in another one's. */
type Telling = { n: number; head: string; apart: { grade: boolean; parentState: boolean } }

function tellCell(tells: Tells, child: ExportedChild, { n, head, apart }: Telling): RawCell {
  switch (tells.of) {
    case 'number':
      return n
    case 'child':
      if (tells.key === 'disabilityKinds' && !apart.grade) return tellDisability(child.facts, head)
      return tellFact(CHILD_FACTS[tells.key], child.facts[tells.key], head)
    case 'relative':
      return tellRelative(relativeIn(child, tells.slot), tells.key, { head, apart })
    case 'place':
      return tells.part === 'group' ? child.group && `${child.group}组` : child[tells.part]
    case 'relation': {
      const carer = relativeIn(child, 'guardian')
      return carer ? RELATION[carer.relation].zh : null
    }
    case 'age':
      return child.age
    case 'carerKind':
      return child.carerKind && CARER_KIND[child.carerKind].zh
    case 'circumstances':
      return child.circumstances.map((key) => CIRCUMSTANCE[key].zh).join('、') || null
    case 'phones':
      return tellRelative(relativeIn(child, 'guardian'), 'phones', { head, apart })
    case 'workPlaces':
      return bothWorkPlaces(child, { head, apart })
    case 'birthPart':
      return birthPart(child.facts.birthDate, tells.part)
    case 'tick':
      return isTicked(child.facts[tells.key], tells.code) ? '√' : null
    default:
      return null
  }
}

const relativeIn = ({ family }: ExportedChild, slot: Slot) =>
  family.find(({ relation, carer }) => (slot === 'guardian' ? carer : relation === slot))

/** A fact as an office writes it. */
export function tellFact({ type }: FactDef, told: Told | undefined, head: string): RawCell {
  if (told?.state === 'notApplicable') return '—'
  // Of somebody whose identity was destroyed it is known that there was something.
  if (told?.state !== 'known' || told.value === undefined) return null
  const { value } = told
  switch (type.kind) {
    case 'date':
      return { day: value as string }
    case 'yesNo':
      return head.startsWith('有无') ? (value ? '有' : '无') : value ? '是' : '否'
    case 'code':
      return type.list[value as string]?.zh ?? null
    case 'codes':
      return (value as string[]).map((key) => type.list[key]?.zh).join('、') || '无'
    case 'phones':
      return (value as string[]).join('、')
    default:
      return value as string | number
  }
}

/** 肢体、智力一级: without a column for the grade it stands behind the kinds, as on the form. */
export function tellDisability(facts: ToldFacts, head: string): RawCell {
  const kinds = tellFact(CHILD_FACTS.disabilityKinds, facts.disabilityKinds, head)
  const grade = tellFact(CHILD_FACTS.disabilityGrade, facts.disabilityGrade, head)
  return typeof grade === 'string' && facts.disabilityGrade?.state === 'known'
    ? `${facts.disabilityKinds?.state === 'known' && kinds !== '无' ? kinds : ''}${grade}`
    : kinds
}

function tellRelative(
  relative: ExportedRelative | undefined,
  key: RelativeFactKey,
  { head, apart }: Pick<Telling, 'head' | 'apart'>,
): RawCell {
  if (!relative) return null
  const { facts, relation } = relative
  const isParent = relation === 'father' || relation === 'mother'
  const state = facts.parentState
  // 在家, 死亡: rosters say it in the column of the place of work.
  const saysState =
    key === 'workPlace' &&
    isParent &&
    !apart.parentState &&
    state?.state === 'known' &&
    state.value !== undefined
  if (saysState && (state.value !== 'awayForWork' || facts.workPlace?.state !== 'known'))
    return tellFact(RELATIVE_FACTS.parentState, state, head)
  return tellFact(RELATIVE_FACTS[key], facts[key], head)
}

function bothWorkPlaces(child: ExportedChild, telling: Pick<Telling, 'head' | 'apart'>): RawCell {
  const of = (slot: 'father' | 'mother') => tellRelative(relativeIn(child, slot), 'workPlace', telling)
  const places = [
    ['父', of('father')],
    ['母', of('mother')],
  ].filter(([, place]) => place !== null && place !== '—')
  return places.map((one) => one.join(':')).join(' ') || null
}

function birthPart(birth: Told | undefined, part: 'year' | 'month' | 'day'): RawCell {
  if (birth?.state !== 'known' || typeof birth.value !== 'string') return null
  const [year, month, day] = birth.value.split('-').map(Number)
  return { year, month, day }[part] ?? null
}

function isTicked(told: Told | undefined, code: string): boolean {
  if (told?.state !== 'known') return false
  const { value } = told
  if (typeof value === 'boolean') return value === (code === 'yes')
  return Array.isArray(value) ? value.includes(code) : value === code
}

/** An ID number with one digit a cell. */
function oneSignEach(cell: RawCell, span: number): RawCell[] {
  const signs = typeof cell === 'string' && cell !== '—' && [...cell].length <= span ? [...cell] : [cell]
  return Array.from({ length: span }, (_, i) => signs[i] ?? null)
}
