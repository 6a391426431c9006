import type { AreaCode } from '../area/area.ts'
import type { Relation } from '../fact/code-lists.ts'
import type { FactEntries } from '../fact/fact.ts'
import { changedFacts, sameFact, type Told, type ToldFacts } from './compare-facts.ts'
import { type Issue, isRejected } from './issues.ts'
import { areDifferent, type KnownPerson, type KnownRelative, matchFamily } from './match-family.ts'
import { type RosterRelative, type RosterRow, valueIn } from './roster-row.ts'

/** A child of the register as it was known on the day of the list. */
export type KnownChild = {
  id: string
  area: AreaCode
  /** Came where it is after the day of the list, which cannot know of it. */
  stays?: boolean
  facts: ToldFacts
  family: KnownRelative[]
}

/** Old and new of one thing. `of` is the relative; the keys 'area' and 'carer' are no facts. */
export type Change = { of: Relation | null; key: string; from?: Told; to?: Told }

/** What is to be written about one relative. `isNew` to this family; `carer` only where that changes. */
export type PlannedRelative = {
  person: string
  relation: Relation
  isNew: boolean
  carer?: boolean
  facts: FactEntries
}

/**
 * held: looks like a child who is known, and waits for a person to decide. outdated: looked over, and left out since its
 * file has changed meanwhile.
 */
export type Outcome = 'create' | 'update' | 'unchanged' | 'refused' | 'held' | 'outdated'
export type PlannedRow = {
  outcome: Outcome
  /** Null for a row that is refused or that repeats another one; of a held one the child that it would open. */
  child: string | null
  /** The village to which the child moves. */
  movesTo?: AreaCode
  facts: FactEntries
  relatives: PlannedRelative[]
  changes: Change[]
  issues: Issue[]
}

export type PlanContext = {
  personOf(row: RosterRow, relative: RosterRelative, n: string): KnownPerson
  /** What rows before this one told of a person: of shared relatives the first row decides. */
  told: Map<string, FactEntries>
  /** Names a child that is not in the register. */
  newChild: () => string
}

const NOTHING = { child: null, facts: {}, relatives: [], changes: [] }

export const repeatedRow = (row: RosterRow): PlannedRow => ({
  ...NOTHING,
  outcome: 'unchanged',
  issues: [...row.issues, { code: 'duplicate-in-file', field: 'idNumber' }],
})

/** A row that waits: what it would write is planned when it is decided, against the register as it is then. */
export const heldRow = (row: RosterRow, child: string): PlannedRow => ({
  ...NOTHING,
  child,
  outcome: 'held',
  issues: row.issues,
})

/** A row that waits already, from an earlier import. */
export const waitingRow = (row: RosterRow): PlannedRow => ({
  ...NOTHING,
  outcome: 'unchanged',
  issues: [...row.issues, { code: 'held-already', field: null }],
})

/** What one row would do: create a child, update a known one, nothing, or be refused. */
export function planRow(row: RosterRow, known: KnownChild | undefined, context: PlanContext): PlannedRow {
  if (isRejected(row.issues)) return { ...NOTHING, outcome: 'refused', issues: row.issues }
  const facts = known ? changedFacts(row.facts, known.facts) : row.facts
  const changes = Object.entries(facts).map(
    ([key, to]): Change => ({ of: null, key, from: known?.facts[key], to }),
  )
  const movesTo = known && movesInto(known, row.area!)
  if (movesTo) changes.push({ of: null, key: 'area', from: code(known.area), to: code(movesTo) })
  const family = planFamily(row, known, context)
  changes.push(...family.changes)
  const outcome = known ? (changes.length > 0 ? 'update' : 'unchanged') : 'create'
  const child = known?.id ?? context.newChild()
  return {
    outcome,
    child,
    movesTo,
    facts,
    relatives: family.relatives,
    changes,
    issues: [...row.issues, ...family.issues],
  }
}

const code = (area: AreaCode): Told => ({ state: 'known', value: area })

/** A list that says no more than the township moves nobody out of a village. */
const movesInto = ({ area, stays }: KnownChild, told: AreaCode): AreaCode | undefined =>
  stays || told.endsWith('000') || told.slice(0, 12) === area.slice(0, 12) ? undefined : told

type PlannedFamily = Pick<PlannedRow, 'relatives' | 'changes' | 'issues'>

function planFamily(row: RosterRow, known: KnownChild | undefined, context: PlanContext): PlannedFamily {
  const planned: PlannedFamily = { relatives: [], changes: [], issues: [] }
  const matched = matchFamily(row.family, known?.family ?? [])
  for (const [i, relative] of row.family.entries()) {
    const kin = matched.get(relative)
    if (kin && areDifferent(kin.facts, relative.facts)) {
      planned.issues.push({ code: 'relative-mismatch', field: `${relative.relation}.idNumber` })
      continue
    }
    const person = kin ?? context.personOf(row, relative, String(i))
    const { facts, conflicts } = factsToRecord(relative, person, context.told)
    planned.issues.push(
      ...conflicts.map((key): Issue => ({ code: 'relative-mismatch', field: `${relative.relation}.${key}` })),
    )
    const becomesCarer = relative.carer && !kin?.carer && !kin?.alsoCarer
    planned.changes.push(
      ...Object.entries(facts).map(
        ([key, to]): Change => ({ of: relative.relation, key, from: person.facts?.[key], to }),
      ),
    )
    if (becomesCarer) {
      const before = known?.family.find(({ carer }) => carer)
      planned.changes.push({
        of: relative.relation,
        key: 'carer',
        from: before?.facts?.name,
        to: relative.facts.name,
      })
    }
    if (kin && !becomesCarer && Object.keys(facts).length === 0) continue
    add(planned.relatives, {
      person: person.person,
      relation: kin?.relation ?? relative.relation,
      isNew: !kin,
      ...(becomesCarer && { carer: true }),
      facts,
    })
  }
  const before = known?.family.find(({ carer }) => carer)
  if (before && valueIn(row.facts, 'entrusted') === false && !row.family.some(({ carer }) => carer)) {
    planned.changes.push({ of: before.relation, key: 'carer', from: before.facts?.name })
    add(planned.relatives, { ...before, isNew: false, carer: false, facts: {} })
  }
  return planned
}

/** Two rows of the form may be one person: the grandmother, and the guardian of another spelling but one number. */
function add(relatives: PlannedRelative[], relative: PlannedRelative): void {
  const before = relatives.find(({ person }) => person === relative.person)
  if (!before) relatives.push(relative)
  else {
    before.facts = { ...relative.facts, ...before.facts }
    before.carer = relative.carer ?? before.carer
  }
}

/** New facts of a person. Of somebody whose identity was destroyed nothing is recorded any more. */
function factsToRecord(
  { facts }: RosterRelative,
  { person, facts: known }: KnownPerson,
  told: Map<string, FactEntries>,
): { facts: FactEntries; conflicts: string[] } {
  const before = told.get(person) ?? {}
  const conflicts = Object.keys(facts).filter((key) => before[key] && !sameFact(facts[key]!, before[key]))
  told.set(person, { ...facts, ...before })
  if (!known) return { facts: {}, conflicts: [] }
  const first = Object.fromEntries(Object.entries(facts).filter(([key]) => !before[key]))
  return { facts: changedFacts(first, known), conflicts }
}
