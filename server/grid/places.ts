import { ROLES, type Role } from '#domain/access/roles.ts'
import { contains, levelOf } from '#domain/area/area.ts'
import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import type { giveResponsibility, PlaceHeld } from '#domain/grid/grid-api.ts'
import { PLACE_RESPONSIBILITY, type PlaceResponsibility } from '#domain/grid/responsibilities.ts'
import { Refusal } from '#domain/refusals.ts'
import { followingIds } from '../act/following-ids.ts'
import { insertRows } from '../db/insert-rows.ts'
import { CADRE, type CadreRow, mustFindCadre, mustGovern, type On, showCadre } from './cadres.ts'

type Row = CadreRow & {
  held: string
  kind: number
  of_place: string
  group_no: string | null
  from_day: string
  until_day: string
  stand_in: boolean
}

export const INFINITY = 'infinity'
const lastOf = (until: string): PlainDate | null => (until === INFINITY ? null : addDays(until, -1))

const kindOf = (n: number) =>
  (Object.keys(PLACE_RESPONSIBILITY) as PlaceResponsibility[]).find(
    (key) => PLACE_RESPONSIBILITY[key].n === n,
  )!

/** Who answers on a day for places that `wanted` says. A stand-in comes before whom he stands in for. */
export async function heldOn(
  { db, deps }: Pick<On, 'db' | 'deps'>,
  on: PlainDate,
  wanted: (place: string) => boolean,
): Promise<PlaceHeld[]> {
  const rows = await db.rows<Row>(
    `select ${CADRE}, r.id as held, r.kind, r.place as of_place, r.group_no, r.from_day, r.until_day::text, r.stand_in
       from responsibility r join cadre c on c.county = r.county and c.id = r.cadre
      where r.county = $1 and r.from_day <= $2 and r.until_day > $2
      order by r.place, r.group_no nulls first, r.kind, r.stand_in desc, r.from_day, r.id`,
    [deps.county.code, on],
  )
  return rows
    .filter(({ of_place }) => wanted(of_place))
    .map((row) => ({
      id: row.held,
      kind: kindOf(row.kind),
      place: row.of_place,
      group: row.group_no,
      cadre: showCadre(deps, row),
      from: row.from_day,
      lastDay: lastOf(row.until_day),
      standIn: row.stand_in,
    }))
}

type StaffRow = { id: string; name: string; role: Role; area: string | null; villages: string[] | null }

/** Directors and supervisors by account, with those who stand in today. */
export async function staffOf({ db, deps }: Pick<On, 'db' | 'deps'>, wanted: (place: string) => boolean) {
  const county = deps.county.code
  const [rows, lent] = await Promise.all([
    db.rows<StaffRow>(
      `select id, name, role, area_code as area, villages from account
        where county = $1 and status = 'active' and role in ('villageDirector', 'townshipSupervisor') order by role, name, id`,
      [county],
    ),
    db.rows<{ account: string; village: string }>(
      'select account, village from stand_in where county = $1 and from_day <= $2 and until_day > $2',
      [county, chinaDay(deps.now())],
    ),
  ])
  return rows.flatMap(({ id, name, role, area, villages }) => {
    const own = ROLES[role].reach === 'village' ? (villages ?? []) : area ? [area] : []
    const others = lent.filter((one) => one.account === id && !own.includes(one.village))
    return [
      ...own.filter(wanted).map((place) => ({ name, role, place, standIn: false })),
      ...others
        .filter(({ village }) => wanted(village))
        .map(({ village: place }) => ({ name, role, place, standIn: true })),
    ]
  })
}

/** What lies in an area and above it. */
export const around = (area: string) => (place: string) => contains(area, place) || contains(place, area)

/** Says who answers for places. The next of a kind comes into the place of the one before, but where several may be. */
export async function give(on: On, wish: BodyOf<typeof giveResponsibility>): Promise<number> {
  const { db, deps, actor } = on
  const county = deps.county.code
  const { kind, cadre, from, lastDay } = wish
  const { n, levels, given } = PLACE_RESPONSIBILITY[kind]
  if (given === 'county' && actor.role !== 'countyOfficer') throw new Refusal('notAllowed')
  await mustFindCadre(on, cadre)
  const codes = [...new Set(wish.places.map(({ area }) => area))]
  for (const area of codes) {
    mustGovern(actor, area.slice(0, 12))
    if (!(levels as readonly number[]).includes(levelOf(area))) throw new Refusal('areaNotFound')
  }
  const standing = await db.one<{ n: number }>(
    'select count(*)::int as n from area where code = any($1) and left(code, 6) = $2 and until is null',
    [codes, county],
  )
  if (standing?.n !== codes.length) throw new Refusal('areaNotFound')
  const now = deps.now()
  const idOf = followingIds(wish.id)
  return insertRows(
    db,
    'responsibility',
    [
      'county',
      'id',
      'kind',
      'place',
      'group_no',
      'cadre',
      'from_day',
      'until_day',
      'stand_in',
      'written_by',
      'written_at',
    ],
    codes.map((area) => [
      county,
      idOf(area),
      n,
      area.slice(0, 12),
      area.slice(12) || null,
      cadre,
      from,
      lastDay ? addDays(lastDay, 1) : INFINITY,
      lastDay !== undefined,
      actor.account,
      now,
    ]),
    'on conflict (county, id) do nothing',
  )
}

/** Ended from a day on; again, it stays as it was ended. */
export async function endHeld(on: On, id: string, day: PlainDate): Promise<boolean> {
  const { db, deps, actor } = on
  const county = deps.county.code
  const row = await db.one<{ place: string; kind: number; from_day: string }>(
    'select place, kind, from_day from responsibility where county = $1 and id = $2 for update',
    [county, id],
  )
  if (!row) throw new Refusal('notFound')
  mustGovern(actor, row.place)
  if (PLACE_RESPONSIBILITY[kindOf(row.kind)].given === 'county' && actor.role !== 'countyOfficer')
    throw new Refusal('notAllowed')
  const written = await db.run(
    `update responsibility set until_day = greatest(from_day, $3::date), ended_by = $4, ended_at = $5
      where county = $1 and id = $2 and until_day > $3`,
    [county, id, day, actor.account, deps.now()],
  )
  return written > 0
}
