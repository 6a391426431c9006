import { bornBy } from '#domain/dates.ts'
import type { VisitCounter } from '#domain/service/service-api.ts'
import { SERVICES } from '#domain/service/services.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import {
  type AskedMonth,
  childrenOfShare,
  monthAsked,
  type Share,
  shareByArea,
} from '../table/share-by-area.ts'

type On = { db: Db; deps: Deps; actor: Actor }

const VISITS = Object.values(SERVICES)
  .filter(({ visit }) => visit)
  .map(({ n }) => n)

/** Minors in the register on a day, and whether somebody saw them between two days on a visit that was not returned. */
const MEMBERS = `select s.child, s.place, v.child is not null as hit
  from child_state s
  left join (select distinct child from service where county = $1 and day >= $2 and day < $3 and child_seen and not returned
              and service = any($4::smallint[])) v on v.child = s.child
 where s.county = $1 and s.from_day <= $5 and s.until_day > $5 and s.status = 1
   and (s.birth_date is null or s.birth_date > $6)`

function visited(
  { deps }: On,
  { area, first, next, on }: ReturnType<typeof monthAsked>,
): Share<VisitCounter> {
  const adult = bornBy(on, deps.policy.book().on(area, on).minorAge.value)
  return {
    members: MEMBERS,
    values: [deps.county.code, first, next, VISITS, on, adult],
    keys: ['children', 'visited', 'notVisited'],
  }
}

/** By the areas one level below, and the area as a whole. */
export function coverageOf(on: On, wished: AskedMonth) {
  const asked = monthAsked(on, wished)
  return shareByArea(on, asked, visited(on, asked))
}

/** The children behind one of its figures, as they are now. */
export function visitedChildren(
  on: On,
  wished: AskedMonth & { counter: VisitCounter; page: number; size: number },
) {
  const asked = monthAsked(on, wished)
  return childrenOfShare(on, asked, visited(on, asked), wished)
}
