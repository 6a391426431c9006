import { levelOf } from '#domain/area/area.ts'
import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { daysOfMonth } from '#domain/register/counters.ts'
import { areaNames } from '../area/area-names.ts'
import { listChildren } from '../child/list-children.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { rowsInReach, tableArea } from './table-area.ts'

type On = { db: Db; deps: Deps; actor: Actor }
export type AskedMonth = { month?: string; area?: string }

/** Digits by which places of a level are told apart. */
const DIGITS: Record<number, number> = { 3: 6, 4: 9 }

/** What is asked: a month, as it stands on its last day or today, and an area within reach. */
export function monthAsked({ deps, actor }: Omit<On, 'db'>, asked: AskedMonth) {
  const today = chinaDay(deps.now())
  const month = asked.month ?? today.slice(0, 7)
  if (month > today.slice(0, 7)) throw new Refusal('invalidInput', { problem: 'month' })
  const area = tableArea(actor, asked.area)
  const { first, next } = daysOfMonth(month)
  const on: PlainDate = next > today ? today : addDays(next, -1)
  return { month, area, first, next, on, place: area.slice(0, DIGITS[levelOf(area)] ?? 12) }
}
type MonthAsked = ReturnType<typeof monthAsked>

/** Which children are counted at all, and which of them are a hit; `keys` name all, the hits and the rest. */
export type Share<K extends string> = {
  /** Selects child, place and hit. */
  members: string
  values: readonly unknown[]
  keys: readonly [all: K, hit: K, rest: K]
}

/** By the areas one level below, and the area as a whole. */
export async function shareByArea<K extends string>(
  { db, deps, actor }: On,
  { month, area, place, on }: MonthAsked,
  { members, values, keys }: Share<K>,
) {
  const isVillage = place.length === 12
  const below = isVillage ? 12 : place.length + 3
  const n = values.length
  const [names, found] = await Promise.all([
    areaNames(deps.pool, db, deps.county.code),
    db.rows<{ place: string; everybody: number; hits: number }>(
      `select left(m.place, $${n + 2}) as place, count(*)::int as everybody, count(*) filter (where hit)::int as hits
         from (${members}) m where left(m.place, $${n + 3}) = $${n + 1} group by 1`,
      [...values, place, below, place.length],
    ),
  ])
  const counted = new Map(found.map((row) => [row.place.padEnd(12, '0'), row]))
  const valuesOf = (code: string) => {
    const { everybody = 0, hits = 0 } = counted.get(code) ?? {}
    return sum(keys, everybody, hits)
  }
  const listed = names.all
    .filter((one) => (isVillage ? one.code === area : one.parent === area && !one.until))
    .map(({ code }) => code)
  const others = [...counted.keys()].filter((code) => !listed.includes(code)).sort()
  const rows = rowsInReach(
    actor,
    [...listed, ...others].map((code) => ({ area: code, name: names.name(code), values: valuesOf(code) })),
  )
  const [all, hit] = keys
  const total = rows.reduce(
    (before, row) => sum(keys, before[all] + row.values[all], before[hit] + row.values[hit]),
    sum(keys, 0, 0),
  )
  return { month, on, area, rows, total }
}

const sum = <K extends string>([all, hit, rest]: Share<K>['keys'], everybody: number, hits: number) =>
  ({ [all]: everybody, [hit]: hits, [rest]: everybody - hits }) as Record<K, number>

/** The children behind one of its figures, as they are now. */
export async function childrenOfShare<K extends string>(
  { db, deps }: On,
  { place }: MonthAsked,
  { members, values, keys }: Share<K>,
  { counter, page, size }: { counter: K; page: number; size: number },
) {
  const n = values.length
  // The page is cut where the names are: sending a whole county's ids to and fro takes most of a second.
  const found = await db.rows<{ child: string; total: number }>(
    `select m.child, count(*) over ()::int as total from (${members}) m join child c on c.county = $1 and c.id = m.child
      where left(m.place, $${n + 2}) = $${n + 1} and ($${n + 3}::boolean is null or hit = $${n + 3})
      order by c.name_pinyin, c.id limit $${n + 4} offset $${n + 5}`,
    [
      ...values,
      place,
      place.length,
      counter === keys[0] ? null : counter === keys[1],
      size,
      (page - 1) * size,
    ],
  )
  const { rows } = await listChildren(
    db,
    deps,
    { status: 'registered', where: {}, columns: [], sort: 'name', page: 1, size },
    found.map(({ child }) => child),
  )
  return { total: found[0]?.total ?? 0, rows }
}
