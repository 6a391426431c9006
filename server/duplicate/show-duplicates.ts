import type { z } from 'zod'
import { chinaDay } from '#domain/dates.ts'
import type {
  ComparedFact,
  DuplicateItem,
  DuplicateSides,
  listDuplicates,
} from '#domain/duplicate/duplicate-api.ts'
import { REASONS, type Reason } from '#domain/duplicate/likeness.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { ChildId } from '#domain/ids.ts'
import type { ToldFacts } from '#domain/import/compare-facts.ts'
import { matchFamily } from '#domain/import/match-family.ts'
import type { Change, KnownChild } from '#domain/import/plan-row.ts'
import { type RosterRow, textIn } from '#domain/import/roster-row.ts'
import { type ShowContext, showChange } from '#domain/import/show-change.ts'
import { type Language, Refusal } from '#domain/refusals.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'
import { knownChildren } from '../import/known-children.ts'
import type { StagedRow } from '../import/stage-import.ts'
import { standsFor } from './decide.ts'

type Showing = { db: Db; deps: Deps; language: Language }
type Found = {
  id: string
  import: string
  n: number
  child_like: string
  other_n: number | null
  score: number
  reasons: Reason[]
  decision: DuplicateItem['decision']
  batch: string | null
  decided_at: Date | null
  decided_by: string | null
  sealed: Buffer | null
  other_sealed: Buffer | null
  name: string | null
  reached: boolean
}

// The name of the child is null out of reach: then only the county sees the row at all.
const FOUND = `select d.id, d.import, d.n, d.child_like, d.other_n, d.score, d.reasons, d.decision, d.batch, d.decided_at,
    a.name as decided_by, r.sealed, o.sealed as other_sealed, c.name, c.id is not null as reached
  from duplicate d join import i on i.county = d.county and i.id = d.import
  join import_row r on r.county = d.county and r.import = d.import and r.n = d.n
  left join import_row o on o.county = d.county and o.import = d.import and o.n = d.other_n
  left join child c on c.county = d.county and c.id = d.child_like
  left join account a on a.id = d.decided_by
 where d.county = $1`

type Wanted = { import?: string; decided: boolean; page: number; size: number }

export async function showDuplicates(
  on: Showing,
  wanted: Wanted,
): Promise<z.output<typeof listDuplicates.result>> {
  const { db, deps } = on
  // Of previews only on their own page: nothing has come of them yet.
  const where = wanted.import
    ? 'and d.import = $2 and ($3 or d.decision is null)'
    : `and $2::uuid is null and i.status = 'committed' and (d.decision is not null) = $3`
  const values = [deps.county.code, wanted.import ?? null, wanted.decided]
  const [total, found] = await Promise.all([
    db.one<{ n: number }>(`select count(*) as n from (${FOUND} ${where}) f`, values),
    db.rows<Found>(`${FOUND} ${where} order by d.score desc, d.id limit $4 offset $5`, [
      ...values,
      wanted.size,
      (wanted.page - 1) * wanted.size,
    ]),
  ])
  const read = await rowReader(on, found)
  return { total: total!.n, duplicates: found.map((one) => item(one, read, on.language)) }
}

export async function showDuplicate(on: Showing, id: string): Promise<DuplicateSides> {
  const { db, deps, language } = on
  const found = await db.one<Found>(`${FOUND} and d.id = $2`, [deps.county.code, id])
  if (!found) throw new Refusal('notFound')
  const read = await rowReader(on, [found])
  const row = read.row(found.import, found.sealed)
  const other = await standsFor(on, found.import, found.child_like)
  const known =
    (await knownChildren({ db, deps, asOf: chinaDay(deps.now()) }, [other])).get(other) ??
    knownFrom(read.row(found.import, found.other_sealed))
  return {
    ...item(found, read, language),
    facts: row ? comparedFacts(row, known, { language, areaName: read.areaName }) : [],
  }
}

export async function showDecided(on: Showing, id: string): Promise<DuplicateItem> {
  const { facts: _, ...rest } = await showDuplicate(on, id)
  return rest
}

export const shownReasons = (reasons: readonly Reason[], language: Language) =>
  reasons.map((code) => ({ code, text: REASONS[code][language], points: REASONS[code].points }))

type Reader = Awaited<ReturnType<typeof rowReader>>

/** Rows that wait, opened with the keys of their imports. */
async function rowReader({ db, deps }: Showing, found: readonly Found[]) {
  const keys = await deps.keys.of(db, [...new Set(found.map((one) => one.import))])
  const names = await areaNames(deps.pool, db, deps.county.code)
  return {
    areaName: names.name,
    row(importId: string, sealed: Buffer | null): RosterRow | undefined {
      const key = keys.get(importId)
      return key && sealed
        ? (JSON.parse(deps.vault.open(key, sealed).toString()) as StagedRow).row
        : undefined
    },
  }
}

function item(found: Found, read: Reader, language: Language): DuplicateItem {
  const row = read.row(found.import, found.sealed)
  const other = read.row(found.import, found.other_sealed)
  return {
    id: found.id as DuplicateItem['id'],
    importId: found.import as DuplicateItem['importId'],
    ...(row?.place ?? { file: '', sheet: '', row: 0 }),
    other: other?.place ?? { childId: found.reached ? (found.child_like as ChildId) : null },
    name: (row && textIn(row.facts, 'name')) ?? null,
    otherName: found.name ?? (other && textIn(other.facts, 'name')) ?? null,
    village: row?.area ? read.areaName(row.area.slice(0, 12)) : null,
    score: found.score,
    reasons: shownReasons(found.reasons, language),
    decision: found.decision,
    carriedOut: found.batch !== null,
    decidedBy: found.decided_by,
    decidedAt: found.decided_at?.toISOString() ?? null,
  }
}

/** Both sides fact by fact: first what differs is not sorted out, since the order of the form is what people know. */
function comparedFacts(row: RosterRow, known: KnownChild | undefined, context: ShowContext): ComparedFact[] {
  const matched = matchFamily(row.family, known?.family ?? [])
  const told = new Set(matched.values())
  const changes: Change[] = [
    {
      of: null,
      key: 'area',
      from: known && { state: 'known', value: known.area },
      to: row.area ? { state: 'known', value: row.area } : undefined,
    },
    ...sides(null, row.facts, known?.facts ?? {}),
    ...row.family.flatMap((relative) =>
      sides(relative.relation, relative.facts, matched.get(relative)?.facts ?? {}),
    ),
    ...(known?.family ?? [])
      .filter((kin) => !told.has(kin))
      .flatMap((kin) => sides(kin.relation, {}, kin.facts ?? {})),
  ]
  return changes.map((change) => {
    const { key, label, from, to } = showChange(change, context)
    return { key, label, row: to, known: from }
  })
}

const sides = (of: Change['of'], told: FactEntries, known: ToldFacts): Change[] =>
  [...new Set([...Object.keys(told), ...Object.keys(known)])].map((key) => ({
    of,
    key,
    from: known[key],
    to: told[key],
  }))

/** An earlier row of the lists that has no file yet. */
const knownFrom = (row: RosterRow | undefined): KnownChild | undefined =>
  row && {
    id: '',
    area: row.area!,
    facts: row.facts,
    family: row.family.map(({ relation, carer, facts }) => ({ person: '', relation, carer, facts })),
  }
