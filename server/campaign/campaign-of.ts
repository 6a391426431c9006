import { contains } from '#domain/area/area.ts'
import type { CampaignItem, CampaignValues } from '#domain/campaign/campaign-api.ts'
import { bitOf, CIRCUMSTANCES, RULES } from '#domain/circumstance/circumstances.ts'
import { bornBy, type PlainDate } from '#domain/dates.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import { Refusal } from '#domain/refusals.ts'
import { areaNames } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'

export type On = { db: Db; deps: Deps; actor: Actor }

export type CampaignRow = {
  id: string
  name: string
  document: string
  purpose: string
  scope: string
  wanted: number
  from_age: number | null
  to_age: number | null
  first_day: PlainDate
  last_day: PlainDate
  started_at: Date
  starter: string | null
  closed_at: Date | null
  closer: string | null
  close_reason: string | null
}

const CAMPAIGNS = `select g.*, s.name as starter, e.name as closer from campaign g
  left join account s on s.id = g.started_by left join account e on e.id = g.closed_by where g.county = $1`

/** A campaign of the own area, of one around it, or of one within. */
const concerns = ({ actor }: Pick<On, 'actor'>, { scope }: CampaignRow) =>
  actor.reach.role === 'tonghu_village'
    ? actor.reach.villages.some((village) => contains(scope, village))
    : actor.area !== null && (contains(actor.area, scope) || contains(scope, actor.area))

export async function campaignsInSight(on: On): Promise<CampaignRow[]> {
  const rows = await on.db.rows<CampaignRow>(`${CAMPAIGNS} order by g.first_day desc, g.started_at desc`, [
    on.deps.county.code,
  ])
  return rows.filter((row) => concerns(on, row))
}

export async function campaignOf(on: On, id: string): Promise<CampaignRow> {
  const row = await on.db.one<CampaignRow>(`${CAMPAIGNS} and g.id = $2`, [on.deps.county.code, id])
  if (!row || !concerns(on, row)) throw new Refusal('notFound')
  return row
}

export const circumstancesIn = (bits: number): Circumstance[] =>
  CIRCUMSTANCES.filter((one) => (bits & bitOf(one)) !== 0)
export const bitsOf = (circumstances: readonly Circumstance[]): number =>
  circumstances.reduce((bits, one) => bits | bitOf(one), 0)

const AGES = ['leftBehindAge', 'migrantAge', 'minorAge'] as const

/** Ages as SQL asks for them: who is a minor, and the bits of each age with the latest birth date of who is too old. */
export function agesOn({ deps }: Pick<On, 'deps'>, area: string, day: PlainDate) {
  const policy = deps.policy.book().on(area, day)
  return {
    minorAge: policy.minorAge.value,
    masks: AGES.map((age) => bitsOf(CIRCUMSTANCES.filter((one) => RULES[one].age === age))),
    born: AGES.map((age) => bornBy(day, policy[age].value)),
  }
}

type Counted = {
  place: string
  listed: number
  no_change: number
  changed: number
  not_seen: number
  left: number
  found: number
}

export function valuesOf(counted: Counted | undefined): CampaignValues {
  const { listed = 0, no_change = 0, changed = 0, not_seen = 0, left = 0, found = 0 } = counted ?? {}
  const answered = no_change + changed + not_seen + left
  return {
    listed,
    answered,
    open: listed - answered,
    noChange: no_change,
    changed,
    notSeen: not_seen,
    left,
    found,
  }
}

/** By places of so many digits that begin so. */
export const countsOf = (
  { db, deps }: Pick<On, 'db' | 'deps'>,
  campaign: string,
  { digits, place = '' }: { digits: number; place?: string },
) =>
  db.rows<Counted>('select * from campaign_counts($1, $2, $3, $4)', [
    deps.county.code,
    campaign,
    digits,
    place,
  ])

/** All of them as one. */
export function sumOf(counted: readonly Counted[]): CampaignValues {
  const total: Counted = { place: '', listed: 0, no_change: 0, changed: 0, not_seen: 0, left: 0, found: 0 }
  for (const row of counted)
    for (const key of ['listed', 'no_change', 'changed', 'not_seen', 'left', 'found'] as const)
      total[key] += row[key]
  return valuesOf(total)
}

export async function showCampaign(
  { db, deps }: Pick<On, 'db' | 'deps'>,
  row: CampaignRow,
  values: CampaignValues,
): Promise<CampaignItem> {
  const names = await areaNames(deps.pool, db, deps.county.code)
  return {
    id: row.id as CampaignItem['id'],
    name: row.name,
    document: row.document,
    purpose: row.purpose,
    area: row.scope,
    areaName: names.name(row.scope),
    circumstances: circumstancesIn(row.wanted),
    fromAge: row.from_age,
    toAge: row.to_age,
    first: row.first_day,
    last: row.last_day,
    startedAt: row.started_at.toISOString(),
    startedBy: row.starter ?? '',
    closed: row.closed_at && {
      at: row.closed_at.toISOString(),
      by: row.closer ?? '',
      reason: row.close_reason,
    },
    values,
  }
}
