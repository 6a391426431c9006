import type { StoredAct } from '../act/stored-act.ts'
import { lastOfMonth, type PlainDate } from '../dates.ts'
import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import { CARER_KIND } from '../fact/code-lists.ts'
import { toColumn } from '../fact/columns.ts'
import { type KnownFacts, turningDays } from '../fact/fold-facts.ts'
import { childLessons, childNow } from './child-now.ts'

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
}
export type Spell = ChildState & { from: PlainDate; until: PlainDate | null }

/** Facts whose change may begin a new spell. */
export const STATE_FACTS: readonly ChildFactKey[] = [
  'birthDate',
  'birthMonth',
  'sex',
  'hukouNature',
  'hukouRegistered',
  'health',
  'schooling',
  'boarding',
  'bothParentsAway',
  'oneAwayOtherIncapable',
  'entrusted',
  'entrustReason',
  'guardianship',
  'aid',
]

const column = (facts: KnownFacts, key: ChildFactKey) => {
  const fact = facts[key]
  return fact?.state === 'known' ? toColumn(CHILD_FACTS[key], fact.value) : null
}

/** For ages: of a month the last day, so that nobody is counted as older than he is. */
function bornOn(facts: KnownFacts): PlainDate | null {
  const month = column(facts, 'birthMonth') as string | null
  return (column(facts, 'birthDate') as string | null) ?? (month && lastOfMonth(month))
}

/** 委托照料原因 (policy §2.4): the reason as recorded, else as the form's two yes/no questions say. */
function causeOf(facts: KnownFacts): number | null {
  const recorded = column(facts, 'entrustReason') as number | null
  if (recorded !== null) return recorded
  if (column(facts, 'bothParentsAway') === true) return 1
  return column(facts, 'oneAwayOtherIncapable') === true ? 2 : null
}

function stateOn(acts: readonly StoredAct[], day: PlainDate): ChildState | undefined {
  const now = childNow(acts, { on: day })
  if (!now) return undefined
  const aid = column(now.facts, 'aid') as number[] | null
  return {
    place: now.area,
    status: now.status === 'registered' ? 1 : 2,
    birthDate: bornOn(now.facts),
    sex: column(now.facts, 'sex') as number | null,
    hukouNature: column(now.facts, 'hukouNature') as number | null,
    hukouRegistered: column(now.facts, 'hukouRegistered') as boolean | null,
    health: column(now.facts, 'health') as number | null,
    schooling: column(now.facts, 'schooling') as number | null,
    boarding: column(now.facts, 'boarding') as boolean | null,
    cause: causeOf(now.facts),
    carerKind: now.carerKind ? CARER_KIND[now.carerKind].n : null,
    guardianship: column(now.facts, 'guardianship') as number | null,
    aid: aid?.reduce((bits, n) => bits | (1 << (n - 1)), 0) ?? null,
  }
}

/** The dated spells of a child: equal neighbours are one. Ages are left to the table, so birthdays need no spell. */
export function spellsOf(acts: readonly StoredAct[]): Spell[] {
  const days = [...new Set([...acts.map((act) => act.day), ...turningDays(childLessons(acts))])].sort()
  const spells: Spell[] = []
  for (const day of days) {
    const state = stateOn(acts, day)
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
