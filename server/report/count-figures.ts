import { contains } from '#domain/area/area.ts'
import type { PlainDate } from '#domain/dates.ts'
import { BASE, ETHNICITY, type Figure, OVERALL_KEYS, SEX_KEYS } from '#domain/report/figure.ts'
import type { Counted } from '#domain/table/table-api.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { countedChildren } from '../table/counted-children.ts'
import { question } from '../table/question.ts'
import { readTable } from '../table/read-table.ts'
import { inColumn } from '../table/table-children.ts'

export type CountedFigure = Omit<Figure, 'n'> & { children: readonly string[] }
type Asking = { db: Db; deps: Deps; actor: Actor }
type Wish = { area: string; asOf: PlainDate; base: PlainDate; counted: Counted }

const TABLE = 'left-behind-summary'

/**
 * What a work report tells, each number with the children behind it: a figure is as long as its list, so that it can
 * be proved by reading it. The area's own total comes first.
 */
export async function countFigures({ db, deps, actor }: Asking, wish: Wish): Promise<CountedFigure[]> {
  const { area, asOf, base, counted } = wish
  const asked = { table: TABLE, area, asOf, counted } as const
  const names = await areaNames(deps.pool, db, deps.county.code)
  const of = question(deps, asked)
  const children = await countedChildren(db, deps, of)
  const { rows } = await readTable(db, deps, actor.reach, asked)
  const before = await countedChildren(db, deps, question(deps, { ...asked, asOf: base }))
  const ids = (some: readonly { child: string }[]) => some.map(({ child }) => child)

  const whole = {
    ...{ area, areaName: area === `${deps.county.code}000000` ? deps.county.name : names.name(area) },
    ...{ asOf, label: null, inRow: false },
  }
  const figure = (key: string, behind: readonly string[], more: Partial<CountedFigure> = {}) => ({
    ...{ key, ...whole, value: behind.length, children: behind },
    ...more,
  })
  const column = (key: string, some = children) => ids(some.filter(inColumn(of, key)))

  // Who is in none of the areas below stands in a row of the area itself.
  const below = rows.filter((row) => row.area !== area)
  const rowOf = (place: string) => below.find((row) => contains(row.area, place))?.area ?? area
  const byRow = Map.groupBy(children, ({ place }) => rowOf(place))
  return [
    ...OVERALL_KEYS.map((key) => figure(key, column(key))),
    figure(BASE, ids(before), { asOf: base }),
    ...(await byEthnicity(db, deps, ids(children))).map(({ label, behind }) =>
      figure(ETHNICITY, behind, { label }),
    ),
    ...rows.flatMap((row) =>
      ['total', ...SEX_KEYS].map((key) =>
        figure(key, column(key, byRow.get(row.area) ?? []), {
          ...{ area: row.area, areaName: row.name, inRow: true },
        }),
      ),
    ),
  ]
}

/** As it is registered now: an ethnicity has no history in the tables. */
const byEthnicity = (db: Db, deps: Deps, ids: readonly string[]) =>
  db.rows<{ label: string; behind: string[] }>(
    `select coalesce(ethnicity, '未采集') as label, array_agg(id order by name_pinyin, id) as behind
       from child where county = $1 and id = any($2::uuid[]) group by 1 order by count(*) desc, 1`,
    [deps.county.code, ids],
  )
