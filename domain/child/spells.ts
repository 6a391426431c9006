import { AGREEMENT_KINDS } from '../agreement/agreement-acts.ts'
import { answerIn, bitOf, circumstanceBits } from '../circumstance/circumstances.ts'
import {
  bornOn,
  type ChildStory,
  childStory,
  daysOfRules,
  type Knowledge,
  knowledgeOn,
} from '../circumstance/knowledge.ts'
import type { PlainDate } from '../dates.ts'
import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import { CARER_KIND } from '../fact/code-lists.ts'
import { toColumn } from '../fact/columns.ts'
import { type AsOf, type KnownFacts, turningDays } from '../fact/fold-facts.ts'
import type { RelativeFactKey } from '../fact/relative-facts.ts'
import type { PolicyBook } from '../policy/policy.ts'
import { packCell } from '../table/cell.ts'

/** What tables count of a child, as small codes (columns of child_state). null is 未采集. */
export type ChildState = {
  place: string
  status: number
  birthDate: PlainDate | null
  sex: number | null
  hukouNature: number | null
  hukouRegistered: boolean | null
  health: number | null
  schooling: number | null
  boarding: boolean | null
  cause: number | null
  carerKind: number | null
  guardianship: number | null
  aid: number | null
  /** Circumstances by the rules, one bit each (circumstances.ts), without their ages; those that are not known. */
  circumstances: number
  unclear: number
  /** Circumstances that the offices' lists say; null is 未采集. */
  reported: number | null
}
export type Spell = ChildState & { from: PlainDate; until: PlainDate | null }

/** What tables group by, as one number. */
export const cellOf = (state: ChildState): number =>
  packCell({
    ...state,
    leftBehind: answerIn(state, 'leftBehind'),
    listed: state.reported === null || (state.reported & bitOf('leftBehind')) !== 0,
  })

/** Facts whose change may begin a new spell. */
export const STATE_FACTS: readonly ChildFactKey[] = [
  'birthDate',
  'birthMonth',
  'sex',
  'hukouNature',
  'hukouRegistered',
  'hukouCounty',
  'health',
  'disabilityGrade',
  'schooling',
  'boarding',
  'bothParentsAway',
  'oneAwayOtherIncapable',
  'incapableParent',
  'parentsUntraceable',
  'entrusted',
  'entrustReason',
  'guardianship',
  'improperCare',
  'aid',
  'reported',
]
/** The same of a parent. */
export const PARENT_STATE_FACTS: readonly RelativeFactKey[] = [
  'parentState',
  'termMonths',
  'supporting',
  'workPlace',
  'workOutside',
  'health',
  'disabilityGrade',
  'disabilityKinds',
]

const column = (facts: KnownFacts, key: ChildFactKey) => {
  const fact = facts[key]
  return fact?.state === 'known' ? toColumn(CHILD_FACTS[key], fact.value) : null
}

const bits = (codes: number[] | null): number | null =>
  codes?.reduce((sum, n) => sum | (1 << (n - 1)), 0) ?? null

/** 委托照料原因 (policy §2.4): the reason as recorded, else as the form's two yes/no questions say. */
function causeOf(facts: KnownFacts): number | null {
  const recorded = column(facts, 'entrustReason') as number | null
  if (recorded !== null) return recorded
  if (column(facts, 'bothParentsAway') === true) return 1
  return column(facts, 'oneAwayOtherIncapable') === true ? 2 : null
}

/** What tables count of a child on a day, as known now or at an instant. undefined before its file was opened. */
export function stateOn(story: ChildStory, book: PolicyBook, asOf: AsOf): ChildState | undefined {
  const knowledge = knowledgeOn(story, asOf)
  return knowledge && stateOf(knowledge, book)
}

function stateOf(knowledge: Knowledge, book: PolicyBook): ChildState {
  const { now, on } = knowledge
  const { yes, unclear } = circumstanceBits(knowledge, book.on(now.area, on))
  return {
    place: now.area,
    status: now.status === 'registered' ? 1 : 2,
    birthDate: bornOn(now.facts) ?? null,
    sex: column(now.facts, 'sex') as number | null,
    hukouNature: column(now.facts, 'hukouNature') as number | null,
    hukouRegistered: column(now.facts, 'hukouRegistered') as boolean | null,
    health: column(now.facts, 'health') as number | null,
    schooling: column(now.facts, 'schooling') as number | null,
    boarding: column(now.facts, 'boarding') as boolean | null,
    cause: causeOf(now.facts),
    carerKind: now.carerKind ? CARER_KIND[now.carerKind].n : null,
    guardianship: column(now.facts, 'guardianship') as number | null,
    aid: bits(column(now.facts, 'aid') as number[] | null),
    circumstances: yes,
    unclear,
    reported: bits(column(now.facts, 'reported') as number[] | null),
  }
}

const COUNTED_FACTS = { child: new Set<string>(STATE_FACTS), relative: new Set<string>(PARENT_STATE_FACTS) }
/** Acts that change nothing but the facts that they tell. */
const TELLS_FACTS: readonly string[] = [
  'fact.record',
  'evidence.add',
  'restricted.record',
  'service.record',
  'problem.close',
  'duty.postpone',
  'duty.remove',
  'duty.assign',
  'responsible.name',
  'responsible.end',
  'assessment.record',
  'risk.override',
  'need.record',
  'measure.end',
  ...AGREEMENT_KINDS,
  'campaign.answer',
]

/**
 * The dated spells of a child: equal neighbours are one. Some begin later than today, when a term of months runs out
 * or policy changes. Ages are left to the table, so birthdays need no spell.
 */
export function spellsOf(told: ChildStory, book: PolicyBook): Spell[] {
  const first = told.own[0]?.day
  if (first === undefined) return []
  // Folded once for each day on which anything that is counted may change: without the rest that takes a third.
  const story = childStory(told.own, told.relatives, COUNTED_FACTS)
  const persons = new Set(told.relatives.flatMap((act) => act.person ?? []))
  const days = new Set([
    ...told.own.flatMap((act) => (TELLS_FACTS.includes(act.kind) ? [] : [act.day])),
    ...turningDays(story.lessons),
    ...[...persons].flatMap((person) => turningDays(story.ofRelative(person))),
    ...daysOfRules(story, book, first),
  ])
  const spells: Spell[] = []
  for (const day of [...days].sort()) {
    const state = stateOn(story, book, { on: day })
    if (!state) continue
    const last = spells.at(-1)
    if (last && sameState(last, state)) continue
    if (last) last.until = day
    spells.push({ ...state, from: day, until: null })
  }
  return spells
}

const sameState = (a: ChildState, b: ChildState) =>
  (Object.keys(b) as (keyof ChildState)[]).every((key) => a[key] === b[key])
