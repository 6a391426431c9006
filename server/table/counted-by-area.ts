import { listChildren } from '../child/list-children.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { figuresByArea, placesOf } from './figures-by-area.ts'

type On = { db: Db; deps: Deps; actor: Actor }

/** Several counters of the same children: `members` is a `with` list whose last part is `m`, with child and place. */
export type Counted<K extends string> = {
  area: string
  members: string
  values: readonly unknown[]
  /** Who stands behind a counter, as a condition on `m`. */
  means: Record<K, string>
}

/** By the areas one level below, and the area as a whole. */
export async function countedByArea<K extends string>(on: On, { area, members, values, means }: Counted<K>) {
  const { place, below } = placesOf(area)
  const keys = Object.keys(means) as K[]
  const n = values.length
  const counted = keys.map((key) => `count(*) filter (where ${means[key]})::int as "${key}"`)
  const found = await on.db.rows<{ place: string } & Record<string, unknown>>(
    `${members} select left(m.place, $${n + 1}) as place, ${counted.join(', ')} from m
      where left(m.place, $${n + 3}) = $${n + 2} group by 1`,
    [...values, below, place, place.length],
  )
  return figuresByArea(
    on,
    area,
    found,
    (row) => Object.fromEntries(keys.map((key) => [key, row?.[key] ?? 0])) as Record<K, number>,
  )
}

/** The children behind one of its figures, as they are now. */
export async function childrenCounted<K extends string>(
  { db, deps }: On,
  { area, members, values, means }: Counted<K>,
  { counter, page, size }: { counter: K; page: number; size: number },
) {
  const { place } = placesOf(area)
  const n = values.length
  const found = await db.rows<{ child: string; total: number }>(
    `${members} select m.child, count(*) over ()::int as total from m join child c on c.county = $1 and c.id = m.child
      where left(m.place, $${n + 2}) = $${n + 1} and ${means[counter]}
      order by c.name_pinyin, c.id limit $${n + 3} offset $${n + 4}`,
    [...values, place, place.length, size, (page - 1) * size],
  )
  const { rows } = await listChildren(
    db,
    deps,
    { status: 'registered', where: {}, columns: [], sort: 'name', page: 1, size },
    found.map(({ child }) => child),
  )
  return { total: found[0]?.total ?? 0, rows }
}
