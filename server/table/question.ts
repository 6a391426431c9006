import { rangeOf } from '#domain/area/area.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import { Refusal } from '#domain/refusals.ts'
import { bandLimits, type Counted } from '#domain/table/counted.ts'
import { counter, type TableName } from '#domain/table/tables.ts'
import type { Deps } from '../deps.ts'

export type Asked = { table: TableName; asOf?: PlainDate; knownAt?: string; area?: string; counted?: Counted }

/** The end of a range may be the next county: its places come after all of this one. */
const LAST_PLACE = 1_000_000

/** A day means all of it, by the clock of China. */
const instantOf = (knownAt: string) =>
  new Date(knownAt.length === 10 ? `${knownAt}T23:59:59.999+08:00` : knownAt).toISOString()

/** What is asked, with all that is left out. */
export function question(deps: Deps, asked: Asked) {
  const asOf = asked.asOf ?? chinaDay(deps.now())
  const area = asked.area ?? `${deps.county.code}000000`
  if (area.slice(0, 6) !== deps.county.code || area.length > 12) throw new Refusal('areaNotFound')
  const { lo, hi } = rangeOf(area)
  const placeNo = (code: string) =>
    code.startsWith(deps.county.code) ? Number(code.slice(6, 12).padEnd(6, '0')) : LAST_PLACE
  const knownAt = asked.knownAt && instantOf(asked.knownAt)
  const rule = deps.policy.book(knownAt).on(area, asOf).leftBehindAge
  return {
    asOf,
    area,
    knownAt,
    rule,
    counter: counter(asked.table),
    limits: bandLimits(asOf, rule.value),
    who: asked.counted ?? 'computed',
    places: { from: placeNo(lo), to: placeNo(hi) },
  }
}
export type Question = ReturnType<typeof question>
