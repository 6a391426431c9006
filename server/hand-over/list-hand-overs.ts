import { may } from '#domain/access/access.ts'
import type { Role } from '#domain/access/roles.ts'
import { contains } from '#domain/area/area.ts'
import { chinaDay, daysBetween } from '#domain/dates.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { fromColumn } from '#domain/fact/columns.ts'
import { type Direction, RECEIVE_WITHIN_DAYS, type WaitingHandOver } from '#domain/hand-over/hand-over-api.ts'
import { areaNames, placeName } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

type Found = {
  hand_over: string
  child: string
  area_code: string
  handed_to: string
  handed_on: string
  handed_back_on: string | null
  asked_by: string | null
  asked_role: string
  name: string | null
  sex: number | null
  birth_year: number | null
  reached: boolean
  receivable: boolean
}

/** A director cannot receive her own child back that is handed to her township. */
const mayReceive = ({ role, reach }: Actor, { area_code, handed_to, receivable }: Found): boolean =>
  receivable &&
  may(role, 'child.claim') &&
  (reach.role !== 'tonghu_village' ||
    reach.villages.some((village) => village !== area_code && contains(handed_to, village)))

/** Children who wait to be received, as far as the asker may know of them, oldest first. */
export async function handOversInSight(
  { db, deps, actor }: { db: Db; deps: Deps; actor: Actor },
  direction: Direction,
): Promise<WaitingHandOver[]> {
  const names = await areaNames(deps.pool, db, deps.county.code)
  const today = chinaDay(deps.now())
  const found = await db.rows<Found>('select * from hand_overs_in_sight($1)', [deps.county.code])
  const shown = found.map((row): WaitingHandOver => {
    const waitingDays = daysBetween(row.handed_on, today)
    return {
      id: row.hand_over as WaitingHandOver['id'],
      child: row.child as WaitingHandOver['child'],
      name: row.name,
      sex: (fromColumn(CHILD_FACTS.sex, row.sex) as WaitingHandOver['sex'] | undefined) ?? null,
      birthYear: row.birth_year,
      from: { code: row.area_code, name: placeName(names, row.area_code) },
      to: { code: row.handed_to, name: placeName(names, row.handed_to) },
      askedOn: row.handed_on,
      backOn: row.handed_back_on,
      askedBy: { name: row.asked_by ?? '', role: row.asked_role as Role },
      waitingDays,
      overdue: !row.handed_back_on && waitingDays > RECEIVE_WITHIN_DAYS,
      mine: row.reached,
      mayReceive: mayReceive(actor, row),
    }
  })
  if (direction === 'incoming') return shown.filter((one) => one.mayReceive)
  return direction === 'outgoing' ? shown.filter((one) => one.mine) : shown
}
