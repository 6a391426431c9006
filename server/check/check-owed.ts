import { DUTIES } from '#domain/duty/duty-acts.ts'
import type { Db } from '../db/db.ts'
import type { Deps } from '../deps.ts'

/**
 * Whoever was drawn and has not been checked since: the child was met, or something was found that does not agree. A
 * check counts for every draw that was made before it. `d` is the row that was drawn.
 */
export const NOT_CHECKED = `not exists (select from service k where k.county = d.county and k.child = d.child and k.day >= d.drawn_on
  and k.deviations is not null and (k.child_seen or cardinality(k.deviations) > 0))`

/** As duties; by county, area and day ($1 to $4). Whoever was drawn twice is checked once, by the earlier day. */
export const CHECKS_OWED = `select d.child, ${DUTIES.check.n}::smallint, min(d.draw::text), min(d.due), min(d.tier), '{}'::text[], null::date, false,
      null::uuid, null::uuid, null::date, ''
      from check_drawn d join child c on c.county = d.county and c.id = d.child and c.status = 1
     where d.county = $1 and d.area_code >= $2 and d.area_code < $3 and d.drawn_on <= $4 and ${NOT_CHECKED}`

/** Whether a random check of a child is due, drawn on that day or before. */
export const checkOwed = async (
  { db, deps }: { db: Db; deps: Pick<Deps, 'county'> },
  child: string,
  day: string,
): Promise<boolean> =>
  (await db.one(
    `select from check_drawn d where d.county = $1 and d.child = $2 and d.drawn_on <= $3 and ${NOT_CHECKED} limit 1`,
    [deps.county.code, child, day],
  )) !== undefined
