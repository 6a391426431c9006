import { quarterOf, type VillageList } from '#domain/confirmation/confirmation-api.ts'
import { chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { inReach } from '../act/reach.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

type On = { db: Db; deps: Deps; actor: Actor }

/** Who is on the lists now, as a digest: it tells whether a list is another one, and not whom it names. */
const LISTS = `select area_code, count(*)::integer as children,
    sha256(convert_to(string_agg(id::text, ',' order by id), 'UTF8')) as list
  from child where county = $1 and status = 1`
const NOBODY = `sha256('')`

/** Every village in reach: whether its director has said in this quarter that the list is complete, and whether it still is that list. */
export async function coverage(
  { db, deps, actor }: On,
  wished?: string,
): Promise<{ quarter: string; confirmed: number; villages: VillageList[] }> {
  const quarter = wished ?? quarterOf(chinaDay(deps.now()))
  const [names, rows] = await Promise.all([
    areaNames(deps.pool, db, deps.county.code),
    db.rows<{
      area: string
      children: number
      confirmed: number | null
      at: Date | null
      by: string | null
      changed: boolean | null
    }>(
      `select coalesce(l.area_code, f.area_code) as area, coalesce(l.children, 0) as children, f.children as confirmed,
              f.confirmed_at as at, n.name as by, f.list <> coalesce(l.list, ${NOBODY}) as changed
         from (${LISTS} group by area_code) l
         full join (select * from list_confirmation where county = $1 and quarter = $2) f on f.area_code = l.area_code
         left join account n on n.id = f.account`,
      [deps.county.code, quarter],
    ),
  ])
  const known = new Map(rows.map((row) => [row.area, row]))
  const villages = names.all
    .filter(
      ({ code, level, until }) => level === 5 && (!until || known.has(code)) && inReach(actor.reach, code),
    )
    .map(({ code, shortName }): VillageList => {
      const row = known.get(code)
      return {
        area: code,
        village: shortName,
        township: names.township(code),
        children: row?.children ?? 0,
        confirmation: row?.at
          ? {
              at: row.at.toISOString(),
              by: row.by ?? '',
              children: row.confirmed!,
              changed: row.changed!,
            }
          : null,
      }
    })
  const order = ({ confirmation }: VillageList) => (confirmation ? (confirmation.changed ? 1 : 2) : 0)
  return {
    quarter,
    confirmed: villages.filter(({ confirmation }) => confirmation).length,
    villages: villages.sort((a, b) => order(a) - order(b) || (a.area < b.area ? -1 : 1)),
  }
}

/** Said again, it replaces what was said before. */
export async function confirm(
  { db, deps, actor }: On,
  { area, children }: { area: string; children: number },
): Promise<{ quarter: string; at: string }> {
  if (!inReach(actor.reach, area)) throw new Refusal('areaNotFound')
  const now = deps.now()
  const quarter = quarterOf(chinaDay(now))
  const list = await db.one<{ children: number; list: Buffer }>(
    `${LISTS} and area_code = $2 group by area_code`,
    [deps.county.code, area],
  )
  if ((list?.children ?? 0) !== children) throw new Refusal('listChanged')
  await db.run(
    `insert into list_confirmation (county, area_code, quarter, children, list, account, confirmed_at)
     values ($1, $2, $3, $4, coalesce($5, ${NOBODY}), $6, $7)
     on conflict (county, area_code, quarter) do update set children = excluded.children, list = excluded.list,
       account = excluded.account, confirmed_at = excluded.confirmed_at`,
    [deps.county.code, area, quarter, children, list?.list ?? null, actor.account, now],
  )
  return { quarter, at: now.toISOString() }
}
