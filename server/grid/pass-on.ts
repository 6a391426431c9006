import { addDays, chinaDay } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import type { passResponsibilities } from '#domain/grid/grid-api.ts'
import { PLACE_RESPONSIBILITY } from '#domain/grid/responsibilities.ts'
import { CHILD_RESPONSIBILITY, type ChildResponsibility } from '#domain/grid/responsible-acts.ts'
import { Refusal } from '#domain/refusals.ts'
import { followingIds } from '../act/following-ids.ts'
import { recordActs } from '../act/record-acts.ts'
import { insertRows } from '../db/insert-rows.ts'
import { governs, mustFindCadre, type On } from './cadres.ts'
import { namingActs } from './children.ts'
import { INFINITY } from './places.ts'

type Wish = BodyOf<typeof passResponsibilities>
type Passed = { places: number; children: number }
type Place = { id: string; kind: number; place: string; group_no: string | null }

const COUNTY_GIVEN: readonly number[] = Object.values(PLACE_RESPONSIBILITY)
  .filter(({ given }) => given === 'county')
  .map(({ n }) => n)

/**
 * Hands what somebody answers for within the asker's reach to another: for good, so that his own ends; or for a time, so
 * that the stand-in runs out by itself and he answers again. All or what was chosen, in one transaction.
 */
export async function passOn(on: On, wish: Wish): Promise<Passed> {
  const { db, deps, actor } = on
  const county = deps.county.code
  const known = await db.one<Passed & { from_cadre: string }>(
    'select places, children, from_cadre from responsibility_passed where county = $1 and id = $2',
    [county, wish.id],
  )
  if (known) return { places: known.places, children: known.children }
  // Acts tell no day that is still to come; a hand-over for good is entered on its day.
  if (wish.day > chinaDay(deps.now())) throw new Refusal('invalidInput', { problem: 'day' })
  await Promise.all([mustFindCadre(on, wish.from), mustFindCadre(on, wish.to)])
  const places = await placesOf(on, wish)
  const children = await childrenOf(on, wish)
  await passPlaces(on, wish, places)
  for (const [kind, of] of children)
    await recordActs(
      on,
      namingActs(on, wish.id, {
        children: of,
        kind,
        cadre: wish.to,
        day: wish.day,
        lastDay: wish.lastDay,
      }),
    )
  const passed = {
    places: places.length,
    children: new Set([...children.values()].flat()).size,
  }
  await db.run(
    `insert into responsibility_passed (county, id, from_cadre, to_cadre, day, last_day, places, children, reason, written_by, written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      county,
      wish.id,
      wish.from,
      wish.to,
      wish.day,
      wish.lastDay ?? null,
      passed.places,
      passed.children,
      deps.vault.sealForCounty(wish.reason),
      actor.account,
      deps.now(),
    ],
  )
  return passed
}

/** What stands of his on the day, not as somebody's stand-in. */
async function placesOf({ db, deps, actor }: On, { from, day, only }: Wish): Promise<Place[]> {
  const rows = await db.rows<Place>(
    `select id, kind, place, group_no from responsibility
      where county = $1 and cadre = $2 and not stand_in and from_day <= $3 and until_day > $3 order by id for update`,
    [deps.county.code, from, day],
  )
  return rows.filter(
    ({ id, kind, place }) =>
      governs(actor, place) &&
      (actor.role === 'countyOfficer' || !COUNTY_GIVEN.includes(kind)) &&
      (!only || only.places.includes(id)),
  )
}

async function childrenOf({ db, deps }: On, { from, day, only }: Wish) {
  const rows = await db.rows<{ child: string; kind: number }>(
    `select child, kind from child_responsible
      where county = $1 and cadre = $2 and not stand_in and from_day <= $3 and until_day > $3 order by child`,
    [deps.county.code, from, day],
  )
  const wanted = rows.filter(({ child }) => !only || (only.children as string[]).includes(child))
  const kinds = Object.keys(CHILD_RESPONSIBILITY) as ChildResponsibility[]
  return new Map(
    kinds
      .map(
        (kind) =>
          [
            kind,
            wanted.filter((row) => row.kind === CHILD_RESPONSIBILITY[kind].n).map(({ child }) => child),
          ] as const,
      )
      .filter(([, children]) => children.length > 0),
  )
}

async function passPlaces(
  { db, deps, actor }: On,
  { id, to, day, lastDay }: Wish,
  places: readonly Place[],
): Promise<void> {
  if (places.length === 0) return
  const county = deps.county.code
  const now = deps.now()
  if (!lastDay)
    await db.run(
      `update responsibility set until_day = $3, ended_by = $4, ended_at = $5 where county = $1 and id = any($2::uuid[])`,
      [county, places.map((one) => one.id), day, actor.account, now],
    )
  const idOf = followingIds(id)
  await insertRows(
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
    places.map((one) => [
      county,
      idOf(one.id),
      one.kind,
      one.place,
      one.group_no,
      to,
      day,
      lastDay ? addDays(lastDay, 1) : INFINITY,
      lastDay !== undefined,
      actor.account,
      now,
    ]),
  )
}
