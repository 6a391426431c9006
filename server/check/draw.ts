import { gzipSync } from 'node:zlib'
import { levelOf, rangeOf } from '#domain/area/area.ts'
import type { drawChecks } from '#domain/check/check-api.ts'
import { drawSample, type Group, type Listed, type StratifiedBy, seedOf } from '#domain/check/draw.ts'
import { frameLines } from '#domain/check/draw-file.ts'
import { CIRCUMSTANCES, holdsOn } from '#domain/circumstance/circumstances.ts'
import { addDays, bornBy, chinaDay, type PlainDate } from '#domain/dates.ts'
import { TIER, type Tier } from '#domain/duty/duties.ts'
import { DUTIES } from '#domain/duty/duty-acts.ts'
import type { BodyOf } from '#domain/endpoint.ts'
import { Refusal } from '#domain/refusals.ts'
import { areaNames, placeName } from '../area/area-names.ts'
import type { Db } from '../db/db.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { Actor, Deps } from '../deps.ts'
import { tableArea } from '../table/table-area.ts'
import { secretOf, sha256 } from './seed.ts'

type On = { db: Db; deps: Deps; actor: Actor }

/** A check that may wait longer than a quarter is none. Project default. */
const LONGEST_DAYS = 92
const ROWS_AT_A_TIME = 1_000

/** A child that may be drawn. */
type Drawable = { child: string; village: string; tier: Tier; group: Group }

const TIERS = Object.keys(TIER) as Tier[]

/** Minors who are in the register of an area today. */
async function drawable({ db, deps }: On, scope: string, today: PlainDate): Promise<Drawable[]> {
  const policy = deps.policy.book().on(scope, today)
  const { lo, hi } = rangeOf(scope)
  const rows = await db.rows<{
    child: string
    area_code: string
    birth_date: PlainDate | null
    circumstances: number
    tier: number | null
  }>(
    `select s.child, s.area_code, s.birth_date, s.circumstances, d.tier from child_state s
       left join duty d on d.county = s.county and d.child = s.child and d.rule = ${DUTIES.visit.n}
      where s.county = $1 and s.area_code >= $2 and s.area_code < $3 and s.from_day <= $4 and s.until_day > $4
        and s.status = 1 and (s.birth_date is null or s.birth_date > $5)`,
    [deps.county.code, lo, hi, today, bornBy(today, policy.minorAge.value)],
  )
  return rows.map(({ child, area_code: village, birth_date: birthDate, circumstances: yes, tier }) => {
    const held = CIRCUMSTANCES.filter((one) => holdsOn(one, { yes, birthDate }, { policy, on: today }))
    return {
      child,
      village,
      tier: TIERS.find((one) => TIER[one].n === tier) ?? 'low',
      // 流动 alone is no difficulty.
      group: held.includes('leftBehind')
        ? 'leftBehind'
        : held.some((one) => one !== 'migrant')
          ? 'inDifficulty'
          : 'other',
    }
  })
}

const stratumOf = ({ village, tier, group }: Drawable, by: StratifiedBy): string =>
  by === 'village' ? village : `${village}/${by === 'tier' ? tier : group}`

const nextNumber = async ({ db, deps }: On, scope: string, month: string) =>
  (await db.one<{ next: number; in_month: number }>(
    `select coalesce(max(number), 0)::int + 1 as next, count(*) filter (where month = $3)::int as in_month
       from check_draw where county = $1 and scope = $2`,
    [deps.county.code, scope, month],
  ))!

/** What can be known before a draw: sizes of strata, and the digest of the seed that is fixed already. */
export async function planDraw(on: On, asked: string | undefined) {
  const { db, deps, actor } = on
  const today = chinaDay(deps.now())
  const month = today.slice(0, 7)
  const scope = tableArea(actor, asked)
  const names = await areaNames(deps.pool, db, deps.county.code)
  const [{ next: number, in_month: inMonth }, children] = await Promise.all([
    nextNumber(on, scope, month),
    drawable(on, scope, today),
  ])
  const cells = new Map<string, { village: string; tier: Tier; group: Group; n: number }>()
  for (const { village, tier, group } of children) {
    const key = `${village}/${tier}/${group}`
    const cell = cells.get(key) ?? { village, tier, group, n: 0 }
    cell.n += 1
    cells.set(key, cell)
  }
  const name = levelOf(scope) <= COUNTY ? deps.county.name : placeName(names, scope)
  const commitment = sha256(secretOf(deps, scope, number))
  return {
    area: { code: scope, name },
    today,
    month,
    number,
    commitment,
    inMonth,
    cells: [...cells.values()],
  }
}
const COUNTY = 3

/**
 * Draws, once: the same id again is the same draw. Every draw stands, with its seed, its rule and the frame; another one in
 * the same month adds children to be checked and takes none away, and says why.
 */
export async function drawChildren(on: On, body: BodyOf<typeof drawChecks>): Promise<{ id: string }> {
  const { db, deps, actor } = on
  const { id, rule, due, publicNumber, publicSource, reason } = body
  const county = deps.county.code
  const scope = tableArea(actor, body.area)
  if (await db.one('select from check_draw where county = $1 and id = $2', [county, id])) return { id }
  const today = chinaDay(deps.now())
  const month = today.slice(0, 7)
  if (due < today || due > addDays(today, LONGEST_DAYS)) throw new Refusal('invalidInput', { problem: 'due' })
  if (publicNumber !== '' && publicSource === '')
    throw new Refusal('invalidInput', { problem: 'publicSource' })
  const { next: number, in_month } = await nextNumber(on, scope, month)
  if (in_month > 0 && !reason) throw new Refusal('redrawReason')
  const children = await drawable(on, scope, today)
  if (children.length === 0) throw new Refusal('nothingToDraw')
  const frame: Listed[] = children.map((one) => ({
    child: one.child,
    village: one.village,
    stratum: stratumOf(one, rule.by),
  }))
  const secret = secretOf(deps, scope, number)
  const sample = drawSample(frame, rule, seedOf({ secret, publicNumber }), sha256)
  const drawn = new Set(sample.map(({ child }) => child))
  const tierOf = new Map(children.map(({ child, tier }) => [child, tier]))
  await insertRows(
    db,
    'check_draw',
    [
      ...['county', 'id', 'scope', 'month', 'number', 'drawn_by', 'drawn_role', 'drawn_at', 'rule', 'secret'],
      ...['public_number', 'public_source', 'due', 'reason', 'listed', 'drawn', 'frame'],
    ],
    [
      [
        ...[county, id, scope, month, number, actor.account, actor.role, deps.now(), JSON.stringify(rule)],
        ...[secret, publicNumber, publicSource, due, in_month > 0 ? reason : null],
        ...[frame.length, sample.length, gzipSync(frameLines(frame, drawn))],
      ],
    ],
  )
  for (let i = 0; i < sample.length; i += ROWS_AT_A_TIME)
    await insertRows(
      db,
      'check_drawn',
      ['county', 'draw', 'child', 'area_code', 'place', 'stratum', 'tier', 'drawn_on', 'due'],
      sample
        .slice(i, i + ROWS_AT_A_TIME)
        .map(({ child, village, stratum }) => [
          ...[county, id, child, village, village, stratum],
          ...[TIER[tierOf.get(child)!].n, today, due],
        ]),
    )
  return { id }
}
