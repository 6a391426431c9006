import { AREA_LEVELS, contains, levelOf, rangeOf } from '#domain/area/area.ts'
import {
  BEGUN_UP_TO_DAYS,
  type closeCampaign,
  LASTS_UP_TO_DAYS,
  type previewCampaign,
  type startCampaign,
} from '#domain/campaign/campaign-api.ts'
import { addDays, bornBy, chinaDay } from '#domain/dates.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import { Refusal } from '#domain/refusals.ts'
import { holdCampaign } from './asked-by.ts'
import { agesOn, bitsOf, campaignOf, countsOf, type On, sumOf } from './campaign-of.ts'

/** A county as one. */
const WHOLE = { digits: 6 }

type Whom = BodyOf<typeof previewCampaign>

/** Whom a campaign asks about, as SQL asks: birth dates of the oldest, who is out already, and of the youngest. */
function whom(on: On, { area, circumstances, fromAge, toAge }: Whom) {
  const { actor, deps } = on
  const level = levelOf(area)
  const own = actor.area !== null && contains(actor.area, area)
  if (!own || level < AREA_LEVELS.county || level > AREA_LEVELS.township) throw new Refusal('areaNotFound')
  const today = chinaDay(deps.now())
  const { minorAge, masks, born } = agesOn(on, area, today)
  const oldest = bornBy(today, Math.min(minorAge, (toAge ?? minorAge) + 1))
  return {
    today,
    wanted: bitsOf(circumstances),
    ages: [oldest, bornBy(today, fromAge ?? 0), masks, born] as const,
  }
}

export async function preview(on: On, body: Whom): Promise<{ children: number; villages: number }> {
  const { today, wanted, ages } = whom(on, body)
  const { lo, hi } = rangeOf(body.area)
  const found = await on.db.one<{ children: number; villages: number }>(
    `select count(*)::int as children, count(distinct area_code)::int as villages
       from campaign_wanted($1, $2, $3, $4, $5, $6, $7, $8::integer[], $9::date[])`,
    [on.deps.county.code, lo, hi, today, wanted, ...ages],
  )
  return found!
}

/** Starts a campaign and freezes its list. The same click twice is one campaign. */
export async function start(on: On, body: BodyOf<typeof startCampaign>): Promise<number> {
  const { db, deps, actor } = on
  const { today, wanted, ages } = whom(on, body)
  const county = deps.county.code
  const { first, last } = body
  if (first > today || first < addDays(today, -BEGUN_UP_TO_DAYS))
    throw new Refusal('invalidInput', { problem: `first: ${addDays(today, -BEGUN_UP_TO_DAYS)} – ${today}` })
  if (last < today || last > addDays(first, LASTS_UP_TO_DAYS))
    throw new Refusal('invalidInput', { problem: `last: ${today} – ${addDays(first, LASTS_UP_TO_DAYS)}` })
  const written = await db.run(
    `insert into campaign (county, id, name, document, purpose, scope, wanted, from_age, to_age, first_day, last_day,
       started_by, started_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing`,
    [
      county,
      body.id,
      body.name,
      body.document,
      body.purpose,
      body.area,
      wanted,
      body.fromAge,
      body.toAge,
      first,
      last,
      actor.account,
      deps.now(),
    ],
  )
  if (written === 0) {
    const row = await campaignOf(on, body.id)
    return sumOf(await countsOf(on, row.id, WHOLE)).listed
  }
  const begun = await db.one<{ n: number }>(
    'select campaign_begin($1, $2, $3, $4, $5, $6::integer[], $7::date[]) as n',
    [county, body.id, today, ...ages],
  )
  // Thrown, it takes the campaign with it.
  if (begun!.n === 0) throw new Refusal('nobodyOnList')
  return begun!.n
}

/** Closes a campaign: how it ended is kept child by child, and nothing of it is owed any more. */
export async function close(on: On, id: string, { reason }: BodyOf<typeof closeCampaign>): Promise<void> {
  const { db, deps, actor } = on
  await holdCampaign(db, id)
  const row = await campaignOf(on, id)
  if (actor.area === null || !contains(actor.area, row.scope)) throw new Refusal('notFound')
  if (row.closed_at) throw new Refusal('campaignStandsClosed')
  const { open } = sumOf(await countsOf(on, id, WHOLE))
  if (open > 0 && !reason) throw new Refusal('campaignUnfinished', { n: open })
  const today = chinaDay(deps.now())
  const { masks, born } = agesOn(on, row.scope, today)
  const county = deps.county.code
  await db.rows('select campaign_settle($1, $2, $3, $4::integer[], $5::date[])', [
    county,
    id,
    today,
    masks,
    born,
  ])
  await db.run(
    'update campaign set closed_by = $3, closed_at = $4, close_reason = $5 where county = $1 and id = $2',
    [county, id, actor.account, deps.now(), open > 0 ? reason : null],
  )
}
