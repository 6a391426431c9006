import type { PlainDate } from '#domain/dates.ts'
import { BASE, ETHNICITY, type Figure, OVERALL_KEYS, SEX_KEYS } from '#domain/report/figure.ts'
import type { Counted } from '#domain/table/table-api.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { childrenInCell, leftBehindSummary } from '../table/summary-query.ts'

export type CountedFigure = Omit<Figure, 'n'> & { children: readonly string[] }
type Asking = { db: Db; deps: Deps; actor: Actor }
type Wish = { area: string; asOf: PlainDate; base: PlainDate; counted: Counted }

/**
 * What a work report tells, each number with the children behind it: a figure is as long as its list, so that it can
 * be proved by reading it. The area's own total comes first.
 */
export async function countFigures({ db, deps, actor }: Asking, wish: Wish): Promise<CountedFigure[]> {
  const { area, asOf, base, counted } = wish
  const names = await areaNames(deps.pool, db, deps.county.code)
  const areaName = area === `${deps.county.code}000000` ? deps.county.name : names.name(area)
  const behind = (column: string, of: Partial<Wish> = {}) =>
    childrenInCell(db, deps, { area, asOf, counted, ...of, column })
  const figure = (
    key: string,
    children: readonly string[],
    more: Partial<CountedFigure> = {},
  ): CountedFigure => ({
    ...{ key, area, areaName, inRow: false, asOf, label: null, value: children.length, children },
    ...more,
  })

  const overall = new Map<string, string[]>()
  for (const key of OVERALL_KEYS) overall.set(key, await behind(key))
  const { rows } = await leftBehindSummary(db, deps, actor.reach, { area, asOf, counted })
  const placed = new Set<string>()
  const below: CountedFigure[] = []
  // The row of the area itself holds those who are in none of the others, and comes last.
  for (const row of rows.toSorted((a, b) => Number(a.area === area) - Number(b.area === area))) {
    const all =
      row.area === area
        ? overall.get('total')!.filter((id) => !placed.has(id))
        : await behind('total', { area: row.area })
    for (const id of all) placed.add(id)
    const inRow = new Set(all)
    const place = { area: row.area, areaName: row.name, inRow: true }
    below.push(figure('total', all, place))
    for (const key of SEX_KEYS)
      below.push(
        figure(
          key,
          overall.get(key)!.filter((id) => inRow.has(id)),
          place,
        ),
      )
  }
  return [
    ...OVERALL_KEYS.map((key) => figure(key, overall.get(key)!)),
    figure(BASE, await behind('total', { asOf: base }), { asOf: base }),
    ...(await byEthnicity(db, deps, overall.get('total')!)).map(({ label, children }) =>
      figure(ETHNICITY, children, { label }),
    ),
    ...below,
  ]
}

/** As it is registered now: an ethnicity has no history in the tables. */
const byEthnicity = (db: Db, deps: Deps, ids: readonly string[]) =>
  db.rows<{ label: string; children: string[] }>(
    `select coalesce(ethnicity, '未采集') as label, array_agg(id order by name_pinyin, id) as children
       from child where county = $1 and id = any($2::uuid[]) group by 1 order by count(*) desc, 1`,
    [deps.county.code, ids],
  )
