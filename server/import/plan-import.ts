import { setImmediate as othersFirst } from 'node:timers/promises'
import type { PlainDate } from '#domain/dates.ts'
import { keepIdentity } from '#domain/duplicate/keep-identity.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import { type Duplicate, findDuplicates } from '#domain/import/find-duplicates.ts'
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
import type { RosterRow } from '#domain/import/roster-row.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { type LookAlike, lookAlikes } from '../duplicate/look-alikes.ts'
import { rowKey } from '../duplicate/row-key.ts'
import { importIds } from './import-ids.ts'
import { kinOfParents, knownChildren, peopleByNumber } from './known-children.ts'
import { recognise } from './match-children.ts'

/** `places`: of rows that are a part of an import, which of its rows they are, from 1. */
export type PlanInput = {
  importId: string
  asOf: PlainDate
  rows: readonly RosterRow[]
  places?: readonly number[]
  /** Of rows that somebody has decided on: whose file it is, null for a new one. Nothing is recognised or held then. */
  decided?: ReadonlyMap<RosterRow, string | null>
}
export type RowPlan = {
  n: number
  row: RosterRow
  planned: PlannedRow
  repeats?: Duplicate
  /** Whom a held row looks like. */
  like?: LookAlike[]
}

/** Rows planned between two looks at what other people want. */
const PARCEL = 100

/** What every row would do to the register as it stands. Writes nothing. */
export async function planImport(
  { db, deps, actor }: { db: Db; deps: Deps; actor: Actor },
  { importId, asOf, rows, places, decided }: PlanInput,
): Promise<RowPlan[]> {
  const on = { db, deps, actor, asOf }
  const accepted = rows.filter((row) => !isRejected(row.issues) && !decided?.has(row))
  const duplicates = findDuplicates(accepted)
  const first = accepted.filter((row) => !duplicates.has(row))
  const { matched, merged, unclear } = await recognise(on, first)
  for (const [row, child] of decided ?? [])
    if (child) {
      matched.set(row, child)
      merged.add(row)
    }
  addMeetingRows(duplicates, matched)
  const { held, waiting } = await toHold(
    on,
    first.filter((row) => !matched.has(row)),
    { importId, unclear },
  )

  const nameNew = importIds(deps.vault, importId)
  const byNumber = new Map<string, KnownPerson>()
  const families = new Map<string, KnownRelative[]>()
  const personOf = createPeople({ byNumber, kinOfParent: (person) => families.get(person) ?? [] }, nameNew)
  const told = new Map<string, FactEntries>()
  const plans: RowPlan[] = []
  for (let start = 0; start < rows.length; start += PARCEL) {
    const parcel = rows.slice(start, start + PARCEL).filter((row) => !duplicates.has(row) && !held.has(row))
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
      const like = waiting.has(row) ? undefined : held.get(row)
      const child = known.get(matched.get(row) ?? '')
      const plan = () =>
        planRow(child && merged.has(row) ? keepIdentity(row, child) : row, child, {
          personOf: (of, relative, which) => personOf(of, relative, `${n}/${which}`),
          told,
          newChild: () => nameNew(`child/${n}`),
        })
      const planned = repeats
        ? repeatedRow(row)
        : waiting.has(row)
          ? waitingRow(row)
          : like
            ? heldRow(row, nameNew(`child/${n}`))
            : plan()
      plans.push({ n, row, planned, repeats, like })
    }
    await othersFirst()
  }
  return plans
}

type Holding = { held: Map<RosterRow, LookAlike[]>; waiting: Set<RosterRow> }

/** Of rows that nobody is for certain, those that look like somebody; `waiting`: those that an earlier import holds. */
async function toHold(
  { db, deps, actor }: { db: Db; deps: Deps; actor: Actor },
  rows: readonly RosterRow[],
  {
    importId,
    unclear,
  }: { importId: string; unclear: ReadonlyMap<RosterRow, { child: string; reached: boolean }[]> },
): Promise<Holding> {
  const like = await lookAlikes(
    { db, deps },
    rows.filter((row) => !unclear.has(row)),
  )
  const own = await openedBy({ db, deps }, importId, [...like.values()].flat())
  const held: Holding['held'] = new Map()
  for (const row of rows) {
    const same = unclear
      .get(row)
      ?.map(({ child, reached }): LookAlike => ({ child, reached, score: 100, reasons: ['sameNumber'] }))
    const others = (same ?? like.get(row) ?? []).filter((one) => !('child' in one && own.has(one.child)))
    if (others.length > 0) held.set(row, others)
  }
  const keys = new Map([...held.keys()].map((row) => [rowKey(deps.vault, actor, row).toString('hex'), row]))
  const already = await db.rows<{ key: Buffer }>('select key from held_already($1, $2::bytea[], $3) as key', [
    deps.county.code,
    [...keys.keys()].map((key) => Buffer.from(key, 'hex')),
    importId,
  ])
  return { held, waiting: new Set(already.flatMap(({ key }) => keys.get(key.toString('hex')) ?? [])) }
}

/** Children whom this very import has opened: its own rows were compared with each other when it was planned. */
async function openedBy(
  { db, deps }: { db: Db; deps: Deps },
  importId: string,
  like: readonly LookAlike[],
): Promise<ReadonlySet<string>> {
  const children = like.flatMap((one) => ('child' in one ? [one.child] : []))
  if (children.length === 0) return new Set()
  const opened = await db.rows<{ child: string }>(
    `select child from act where county = $1 and child = any($2::uuid[]) and kind = 'child.open' and batch = $3`,
    [deps.county.code, children, importId],
  )
  return new Set(opened.map(({ child }) => child))
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
