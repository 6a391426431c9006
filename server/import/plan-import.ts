import { setImmediate as othersFirst } from 'node:timers/promises'
import type { PlainDate } from '#domain/dates.ts'
import { keepIdentity } from '#domain/duplicate/keep-identity.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import { createRepeats, type Duplicate } from '#domain/import/find-duplicates.ts'
import { isRejected } from '#domain/import/issues.ts'
import { type KnownPerson, type KnownRelative, numberOf } from '#domain/import/match-family.ts'
import { createPeople } from '#domain/import/people.ts'
import {
  heldRow,
  type KnownChild,
  type PlannedRow,
  planRow,
  repeatedRow,
  waitingRow,
} from '#domain/import/plan-row.ts'
import type { RosterRow, RowPlace } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { type LookAlike, seenRows } from '../duplicate/look-alikes.ts'
import { rowsToHold } from './hold-rows.ts'
import { importIds, type NameNew } from './import-ids.ts'
import { kinOfParents, knownChildren, peopleByNumber } from './known-children.ts'
import { recognise } from './match-children.ts'

export type RowPlan = {
  n: number
  row: RosterRow
  planned: PlannedRow
  repeats?: Duplicate
  /** Whom a held row looks like. */
  like?: LookAlike[]
}

type Planning = { db: Db; deps: Deps; actor: Actor }
type Which = { importId: string; asOf: PlainDate }
type Some = {
  rows: readonly RosterRow[]
  /** Which of the import's rows they are, from 1; left out: those that follow. */
  places?: readonly number[]
  /** Of rows that somebody has decided on: whose file it is, null for a new one. Nothing is recognised or held then. */
  decided?: ReadonlyMap<RosterRow, string | null>
}

/** What these rows would do to the register as it stands. Writes nothing. */
export const planImport = (on: Planning, { importId, asOf, ...some }: Which & Some): Promise<RowPlan[]> =>
  createPlanner(on, { importId, asOf }).plan(some)

/**
 * Plans the rows of an import, some thousands at a time. Between them it remembers of a row only what tells later ones
 * that they are the same child; relatives whom rows far apart share are one person by their ids, which follow from
 * their numbers.
 */
export function createPlanner(on: Planning, { importId, asOf }: Which) {
  const repeatsOf = createRepeats()
  const seen = seenRows()
  const metBy = new Map<string, RowPlace>()
  const nameNew = importIds(on.deps.vault, importId)
  let planned = 0

  /** What each row is: a repetition, a known child, held, waiting, or none of these. */
  async function identify(rows: readonly RosterRow[], { places, decided }: Numbered): Promise<Identified> {
    const repeats = new Map<RosterRow, Duplicate>()
    const first = rows.filter((row) => {
      if (isRejected(row.issues) || decided?.has(row)) return false
      const duplicate = repeatsOf(row)
      if (duplicate) repeats.set(row, duplicate)
      return !duplicate
    })
    const { matched, merged, unclear } = await recognise(on, first)
    for (const [row, child] of decided ?? [])
      if (child) {
        matched.set(row, child)
        merged.add(row)
      }
    // Two rows that are one child of the register, though they do not look it.
    for (const [row, child] of matched) {
      const of = metBy.get(child)
      if (of) repeats.set(row, { of, reason: 'sameChild' })
      else metBy.set(child, row.place)
    }
    const numberOfRow = new Map(rows.map((row, i) => [row, places[i]!]))
    const unknown = first
      .filter((row) => !matched.has(row))
      .map((row) => {
        const n = numberOfRow.get(row)!
        return { row, n, child: nameNew(`child/${n}`) }
      })
    return { repeats, matched, merged, ...(await rowsToHold(on, unknown, { importId, unclear, seen })) }
  }

  return {
    async plan({ rows, places, decided }: Some): Promise<RowPlan[]> {
      const numbers = places ?? rows.map((_, i) => planned + i + 1)
      planned += rows.length
      const identified = await identify(rows, { places: numbers, decided })
      return planRows({ ...on, asOf, nameNew }, rows, { ...identified, places: numbers })
    },
  }
}

type Numbered = { places: readonly number[]; decided?: Some['decided'] }
type Identified = {
  repeats: Map<RosterRow, Duplicate>
  matched: Map<RosterRow, string>
  merged: Set<RosterRow>
  held: Map<RosterRow, LookAlike[]>
  waiting: Set<RosterRow>
}

/** Rows planned between two looks at what other people want. */
const PARCEL = 100

async function planRows(
  on: Planning & { asOf: PlainDate; nameNew: NameNew },
  rows: readonly RosterRow[],
  { repeats, matched, merged, held, waiting, places }: Identified & { places: readonly number[] },
): Promise<RowPlan[]> {
  const { nameNew } = on
  const byNumber = new Map<string, KnownPerson>()
  const families = new Map<string, KnownRelative[]>()
  const personOf = createPeople({ byNumber, kinOfParent: (person) => families.get(person) ?? [] }, nameNew)
  const told = new Map<string, FactEntries>()
  const plans: RowPlan[] = []
  for (let start = 0; start < rows.length; start += PARCEL) {
    const parcel = rows.slice(start, start + PARCEL).filter((row) => !repeats.has(row) && !held.has(row))
    const known = await knownChildren(
      on,
      parcel.flatMap((row) => matched.get(row) ?? []),
    )
    const numbers = new Set(parcel.flatMap((row) => strangeNumbers(row, known.get(matched.get(row) ?? ''))))
    const found = await peopleByNumber(
      on,
      [...numbers].filter((number) => !byNumber.has(number)),
    )
    for (const [number, person] of found) byNumber.set(number, person)
    const unread = [...found.values()].map(({ person }) => person).filter((person) => !families.has(person))
    for (const [person, family] of await kinOfParents(on, unread)) families.set(person, family)

    for (const [i, row] of rows.slice(start, start + PARCEL).entries()) {
      const n = places[start + i]!
      const like = waiting.has(row) ? undefined : held.get(row)
      const child = known.get(matched.get(row) ?? '')
      const plan = (): PlannedRow => {
        if (repeats.has(row)) return repeatedRow(row)
        if (waiting.has(row)) return waitingRow(row)
        if (like) return heldRow(row, nameNew(`child/${n}`))
        return planRow(child && merged.has(row) ? keepIdentity(row, child) : row, child, {
          personOf: (of, relative, which) => personOf(of, relative, `${n}/${which}`),
          told,
          newChild: () => nameNew(`child/${n}`),
        })
      }
      plans.push({ n, row, planned: plan(), repeats: repeats.get(row), like })
    }
    await othersFirst()
  }
  return plans
}

/** Good numbers in the row of people whom the child's own family does not show. */
function strangeNumbers({ family }: RosterRow, child: KnownChild | undefined): string[] {
  const own = new Set(child?.family.map(({ facts }) => numberOf(facts)))
  return family.flatMap(({ facts }) => numberOf(facts) ?? []).filter((number) => !own.has(number))
}
