import type { NewAct } from '#domain/act/act.ts'
import { addDays, chinaDay } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import type { ChildHeld, nameResponsible } from '#domain/grid/grid-api.ts'
import { CHILD_RESPONSIBILITY, type ChildResponsibility } from '#domain/grid/responsible-acts.ts'
import { Refusal } from '#domain/refusals.ts'
import { followingIds } from '../act/following-ids.ts'
import { recordActs } from '../act/record-acts.ts'
import { CADRE, type CadreRow, mustFindCadre, type On, showCadre } from './cadres.ts'
import { heldOn, INFINITY, staffOf } from './places.ts'

type Row = CadreRow & {
  act: string
  kind: number
  from_day: string
  until_day: string
  stand_in: boolean
}

const kindOf = (n: number) =>
  (Object.keys(CHILD_RESPONSIBILITY) as ChildResponsibility[]).find(
    (key) => CHILD_RESPONSIBILITY[key].n === n,
  )!

/** 责任链: who answers for the places in which the child is, and for the child itself, those before them too. */
export async function responsibleForChild(on: On, child: string) {
  const { db, deps } = on
  const county = deps.county.code
  const today = chinaDay(deps.now())
  const found = await db.one<{ area_code: string; group_no: string | null }>(
    'select area_code, group_no from child where county = $1 and id = $2',
    [county, child],
  )
  if (!found) throw new Refusal('childNotFound')
  const village = found.area_code
  const places = [`${county}000000`, `${village.slice(0, 9)}000`, village]
  const [held, staff, rows] = await Promise.all([
    heldOn(on, today, (place) => places.includes(place)),
    staffOf(on, (place) => places.includes(place)),
    db.rows<Row>(
      `select ${CADRE}, r.id as act, r.kind, r.from_day, r.until_day::text, r.stand_in
         from child_responsible r join cadre c on c.county = r.county and c.id = r.cadre
        where r.county = $1 and r.child = $2 order by r.kind, r.until_day desc, r.from_day desc, r.id`,
      [county, child],
    ),
  ])
  return {
    // Of groups only that of the child.
    held: held.filter(({ group }) => group === null || group === found.group_no),
    staff,
    own: rows.map(
      (row): ChildHeld => ({
        id: row.act as ChildHeld['id'],
        kind: kindOf(row.kind),
        cadre: showCadre(deps, row),
        from: row.from_day,
        lastDay: row.until_day === INFINITY ? null : addDays(row.until_day, -1),
        standIn: row.stand_in,
        holds: row.from_day <= today && row.until_day > today,
      }),
    ),
  }
}

type Naming = {
  children: readonly string[]
  kind: ChildResponsibility
  cadre: string
  day: string
  lastDay?: string | undefined
}

/** The acts by which somebody is named for children; their ids follow from the request. */
export function namingActs(
  on: On,
  request: string,
  { children, kind, cadre, day, lastDay }: Naming,
): NewAct[] {
  const idOf = followingIds(request)
  const now = on.deps.now()
  return children.map((child) => ({
    id: idOf(child, kind, cadre, day, lastDay ?? null),
    kind: 'responsible.name',
    child,
    writtenAt: now.toISOString(),
    body: { day, kind, cadre, ...(lastDay && { until: lastDay }), words: {} },
  })) as unknown as NewAct[]
}

export async function nameFor(on: On, wish: BodyOf<typeof nameResponsible>): Promise<number> {
  await mustFindCadre(on, wish.cadre)
  const children = [...new Set(wish.children)]
  await recordActs(on, namingActs(on, wish.id, { ...wish, children }))
  return children.length
}
