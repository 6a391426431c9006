import { addDays, bornBy, chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { daysOfMonth } from '#domain/register/counters.ts'
import type { VisitCounter } from '#domain/service/service-api.ts'
import { SERVICES } from '#domain/service/services.ts'
import { listChildren } from '../child/list-children.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { figuresByArea, placesOf } from '../table/figures-by-area.ts'
import { tableArea } from '../table/table-area.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Asked = { month?: string; area?: string }
type Values = Record<VisitCounter, number>

const VISITS = Object.values(SERVICES)
  .filter(({ visit }) => visit)
  .map(({ n }) => n)

/** Minors in the register on a day, and whether somebody saw them on a visit between two days. */
const MEMBERS = `select s.child, s.place, v.child is not null as visited
  from child_state s
  left join (select distinct child from service where county = $1 and day >= $2 and day < $3 and child_seen
              and service = any($4::smallint[])) v on v.child = s.child
 where s.county = $1 and s.from_day <= $5 and s.until_day > $5 and s.status = 1
   and (s.birth_date is null or s.birth_date > $6)`

function question({ deps, actor }: Omit<On, 'db'>, asked: Asked) {
  const today = chinaDay(deps.now())
  const month = asked.month ?? today.slice(0, 7)
  if (month > today.slice(0, 7)) throw new Refusal('invalidInput', { problem: 'month' })
  const area = tableArea(actor, asked.area)
  const { first, next } = daysOfMonth(month)
  const on = next > today ? today : addDays(next, -1)
  const adult = bornBy(on, deps.policy.book().on(area, on).minorAge.value)
  const { place } = placesOf(area)
  return { month, area, on, place, values: [deps.county.code, first, next, VISITS, on, adult] }
}

/** By the areas one level below, and the area as a whole. */
export async function coverageOf(on: On, wished: Asked) {
  const { db } = on
  const { month, area, place, values, on: day } = question(on, wished)
  const found = await db.rows<{ place: string; children: number; visited: number }>(
    `select left(m.place, $8) as place, count(*)::int as children, count(*) filter (where visited)::int as visited
       from (${MEMBERS}) m where left(m.place, $9) = $7 group by 1`,
    [...values, place, placesOf(area).below, place.length],
  )
  const { rows, total } = await figuresByArea(on, area, found, (counted): Values => {
    const { children = 0, visited = 0 } = counted ?? {}
    return { children, visited, notVisited: children - visited }
  })
  return { month, on: day, area, rows, total }
}

/** The children behind one of its figures, as they are now. */
export async function visitedChildren(
  on: On,
  { counter, page, size, ...wished }: Asked & { counter: VisitCounter; page: number; size: number },
) {
  const { db, deps } = on
  const { place, values } = question(on, wished)
  // The page is cut where the names are: sending a whole county's ids to and fro takes most of a second.
  const members = await db.rows<{ child: string; total: number }>(
    `select m.child, count(*) over ()::int as total from (${MEMBERS}) m join child c on c.county = $1 and c.id = m.child
      where left(m.place, $8) = $7 and ($9::boolean is null or visited = $9)
      order by c.name_pinyin, c.id limit $10 offset $11`,
    [
      ...values,
      place,
      place.length,
      counter === 'children' ? null : counter === 'visited',
      size,
      (page - 1) * size,
    ],
  )
  const { rows } = await listChildren(
    db,
    deps,
    { status: 'registered', where: {}, columns: [], sort: 'name', page: 1, size },
    members.map(({ child }) => child),
  )
  return { total: members[0]?.total ?? 0, rows }
}
