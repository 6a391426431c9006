import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { daysOfMonth } from '#domain/register/counters.ts'
import { listChildren } from '../child/list-children.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { figuresByArea, placesOf } from './figures-by-area.ts'
import { tableArea } from './table-area.ts'

type On = { db: Db; deps: Deps; actor: Actor }
export type AskedMonth = { month?: string; area?: string }

/** What is asked: a month, as it stands on its last day or today, and an area within reach. */
export function monthAsked({ deps, actor }: Omit<On, 'db'>, asked: AskedMonth) {
  const today = chinaDay(deps.now())
  const month = asked.month ?? today.slice(0, 7)
  if (month > today.slice(0, 7)) throw new Refusal('invalidInput', { problem: 'month' })
  const area = tableArea(actor, asked.area)
  const { first, next } = daysOfMonth(month)
  const on: PlainDate = next > today ? today : addDays(next, -1)
  return { month, area, first, next, on, ...placesOf(area) }
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
  on: On,
  { month, area, place, below, on: day }: MonthAsked,
  { members, values, keys: [all, hit, rest] }: Share<K>,
) {
  const n = values.length
  const found = await on.db.rows<{ place: string; everybody: number; hits: number }>(
    `select left(m.place, $${n + 2}) as place, count(*)::int as everybody, count(*) filter (where hit)::int as hits
       from (${members}) m where left(m.place, $${n + 3}) = $${n + 1} group by 1`,
    [...values, place, below, place.length],
  )
  const figures = await figuresByArea(on, area, found, (counted) => {
    const { everybody = 0, hits = 0 } = counted ?? {}
    return { [all]: everybody, [hit]: hits, [rest]: everybody - hits } as Record<K, number>
  })
  return { month, on: day, area, ...figures }
}

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
