import { levelOf } from '#domain/area/area.ts'
import { chinaDay } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import {
  COUNTER_CHECKS,
  type Counter,
  type CounterValues,
  daysOfMonth,
  holds,
  noCounters,
} from '#domain/register/counters.ts'
import type { RegisterCounts } from '#domain/register/register-api.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { rowsInReach, tableArea } from '../table/table-area.ts'

export type Asking = { db: Db; deps: Deps; actor: Actor }
export type Asked = { month?: string; area?: string }

/** Digits by which places of a level are told apart. */
const DIGITS: Record<number, number> = { 3: 6, 4: 9, 5: 12 }

export function question({ deps, actor }: Asking, asked: Asked) {
  const thisMonth = chinaDay(deps.now()).slice(0, 7)
  const month = asked.month ?? thisMonth
  if (month > thisMonth) throw new Refusal('invalidInput', { problem: 'month' })
  const area = tableArea(actor, asked.area)
  const digits = DIGITS[levelOf(area)] ?? 12
  return { month, area, digits, place: area.slice(0, digits), ...daysOfMonth(month) }
}

type Count = { place: string; counter: Counter; n: number }

async function countersBy(
  { db, deps }: Asking,
  { first, next }: ReturnType<typeof question>,
  digits: number,
) {
  const found = await db.rows<Count>('select * from register_counts($1, $2, $3, $4)', [
    deps.county.code,
    first,
    next,
    digits,
  ])
  const places = new Map<string, CounterValues>()
  for (const { place, counter, n } of found) {
    const values = places.get(place) ?? noCounters()
    values[counter] = n
    places.set(place, values)
  }
  return places
}

/** What the counter of one area says. */
export const countersOf = async (on: Asking, asked: ReturnType<typeof question>): Promise<CounterValues> =>
  (await countersBy(on, asked, asked.digits)).get(asked.place) ?? noCounters()

/** An area, and the areas one level below it: a move between two of them concerns them and not the area. */
export async function registerCounts(on: Asking, wished: Asked): Promise<RegisterCounts> {
  const { db, deps, actor } = on
  const asked = question(on, wished)
  const { month, area, place } = asked
  const below = levelOf(area) >= 5 ? 12 : asked.digits + 3
  const [names, rows, all] = await Promise.all([
    areaNames(deps.pool, db, deps.county.code),
    countersBy(on, asked, below),
    below === asked.digits ? undefined : countersBy(on, asked, asked.digits),
  ])
  const code = (digits: string) => digits.padEnd(12, '0')
  const listed = names.all.filter((a) =>
    levelOf(area) >= 5 ? a.code === area : a.parent === area && !a.until,
  )
  const known = new Set(listed.map((one) => one.code))
  // Children known only to the area itself, and those in areas that are no more.
  const others = [...rows.keys()].map(code).filter((one) => one.startsWith(place) && !known.has(one))
  const shown = [...listed.map((one) => one.code), ...others.sort()].map((one) => ({
    area: one,
    name: names.name(one),
    values: rows.get(one.slice(0, below)) ?? noCounters(),
  }))
  const inReach = rowsInReach(actor, shown)
  const total = all?.get(place) ?? (all && actor.reach.role === 'tonghu_area' ? noCounters() : null)
  const every = [...inReach.map(({ values }) => values), ...(total ? [total] : [])]
  return {
    month,
    area,
    rows: inReach,
    total,
    checks: COUNTER_CHECKS.map((check) => ({
      is: check.is,
      holds: every.every((values) => holds(check, values)),
    })),
  }
}
