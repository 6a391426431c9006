import { setImmediate as othersFirst } from 'node:timers/promises'
import type { PlainDate } from '#domain/dates.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import { type Duplicate, findDuplicates } from '#domain/import/find-duplicates.ts'
import { isRejected } from '#domain/import/issues.ts'
import { type KnownPerson, type KnownRelative, numberOf } from '#domain/import/match-family.ts'
import { createPeople } from '#domain/import/people.ts'
import { type KnownChild, type PlannedRow, planRow, repeatedRow } from '#domain/import/plan-row.ts'
import type { RosterRow } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { importIds } from './import-ids.ts'
import { kinOfParents, knownChildren, peopleByNumber } from './known-children.ts'
import { matchChildren } from './match-children.ts'

/** `places`: of rows that are a part of an import, which of its rows they are, from 1. */
export type PlanInput = {
  importId: string
  asOf: PlainDate
  rows: readonly RosterRow[]
  places?: readonly number[]
}
export type RowPlan = { n: number; row: RosterRow; planned: PlannedRow; repeats?: Duplicate }

/** Rows planned between two looks at what other people want. */
const PARCEL = 100

/** What every row would do to the register as it stands. Writes nothing. */
export async function planImport(
  { db, deps }: { db: Db; deps: Deps },
  { importId, asOf, rows, places }: PlanInput,
): Promise<RowPlan[]> {
  const on = { db, deps, asOf }
  const accepted = rows.filter((row) => !isRejected(row.issues))
  const duplicates = findDuplicates(accepted)
  const matched = await matchChildren(
    on,
    accepted.filter((row) => !duplicates.has(row)),
  )
  addMeetingRows(duplicates, matched)

  const nameNew = importIds(deps.vault, importId)
  const byNumber = new Map<string, KnownPerson>()
  const families = new Map<string, KnownRelative[]>()
  const personOf = createPeople({ byNumber, kinOfParent: (person) => families.get(person) ?? [] }, nameNew)
  const told = new Map<string, FactEntries>()
  const plans: RowPlan[] = []
  for (let start = 0; start < rows.length; start += PARCEL) {
    const parcel = rows.slice(start, start + PARCEL).filter((row) => !duplicates.has(row))
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
      const n = places?.[start + i] ?? start + i + 1
      const repeats = duplicates.get(row)
      const planned = repeats
        ? repeatedRow(row)
        : planRow(row, known.get(matched.get(row) ?? ''), {
            personOf: (of, relative, which) => personOf(of, relative, `${n}/${which}`),
            told,
            newChild: () => nameNew(`child/${n}`),
          })
      plans.push({ n, row, planned, repeats })
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

/** Two rows that are one child of the register, though they do not look it. */
function addMeetingRows(duplicates: Map<RosterRow, Duplicate>, matched: Map<RosterRow, string>): void {
  const first = new Map<string, RosterRow>()
  for (const [row, child] of matched) {
    const earlier = first.get(child)
    if (earlier) duplicates.set(row, { of: earlier, reason: 'sameChild' })
    else first.set(child, row)
  }
}
