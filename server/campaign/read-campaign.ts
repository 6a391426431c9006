import { ANSWER, type Answer, NOT_SEEN, type NotSeen } from '#domain/campaign/campaign-acts.ts'
import type {
  CampaignChild,
  CampaignCounter,
  CampaignItem,
  CampaignRead,
  DiffCounter,
  DiffRow,
} from '#domain/campaign/campaign-api.ts'
import type { ChildRow } from '#domain/child/child-api.ts'
import { bitOf, CIRCUMSTANCES } from '#domain/circumstance/circumstances.ts'
import { chinaDay, type PlainDate } from '#domain/dates.ts'
import type { Circumstance } from '#domain/fact/code-lists.ts'
import { areaNames } from '../area/area-names.ts'
import { listChildren } from '../child/list-children.ts'
import { figuresByArea, placesOf } from '../table/figures-by-area.ts'
import { tableArea } from '../table/table-area.ts'
import {
  agesOn,
  type CampaignRow,
  campaignOf,
  campaignsInSight,
  countsOf,
  type On,
  showCampaign,
  sumOf,
  valuesOf,
} from './campaign-of.ts'

export async function listOf(on: On): Promise<CampaignItem[]> {
  const rows = await campaignsInSight(on)
  // A village and a township see the figures of their own places alone.
  return Promise.all(rows.map(async (row) => showCampaign(on, row, sumOf(await countsInReach(on, row.id)))))
}

/** Of the asker's own places: each village of a director, a township or county as one. */
async function countsInReach(on: On, campaign: string) {
  const { reach, area } = on.actor
  const places = reach.role === 'tonghu_village' ? reach.villages : [placesOf(area!).place]
  const counted = await Promise.all(
    places.map((place) => countsOf(on, campaign, { digits: place.length, place })),
  )
  return counted.flat()
}

/** What is shown of a campaign when no area is asked: what lies in the asker's reach. */
const shownArea = (on: On, row: CampaignRow, asked: string | undefined): string => {
  const area = tableArea(on.actor, asked)
  // Of a township's campaign the county's other townships have nothing to show.
  return area.endsWith('000000') && !asked ? row.scope : area
}

export async function readCampaign(on: On, id: string, wished?: string): Promise<CampaignRead> {
  const { db, deps } = on
  const row = await campaignOf(on, id)
  const shown = shownArea(on, row, wished)
  const { place, below } = placesOf(shown)
  const county = deps.county.code
  const [counted, hours, late, mine, all] = await Promise.all([
    countsOf(on, id, { digits: below, place }),
    db.rows<{ hour: string; n: number }>('select * from campaign_hours($1, $2, $3)', [county, id, place]),
    db.one<{ n: number }>(
      'select count(*)::int as n from campaign_answer where county = $1 and campaign = $2 and late',
      [county, id],
    ),
    db.one<{ n: number }>(
      'select count(*)::int as n from campaign_child where county = $1 and campaign = $2',
      [county, id],
    ),
    campaignsInSight(on),
  ])
  const { rows, total } = await figuresByArea(on, shown, counted, valuesOf)
  return {
    ...(await showCampaign(on, row, total)),
    today: chinaDay(deps.now()),
    shown,
    rows: rows.filter(({ area, values }) => area === shown || values.listed + values.found > 0),
    total,
    hours,
    late: late!.n,
    mine: mine!.n,
    before: earlier(row, all).map(({ id, name, first_day: first }) => ({
      id: id as CampaignRead['id'],
      name,
      first,
    })),
  }
}

/** Those that a campaign may be compared with: closed before it, of the same area and the same children. */
const earlier = (row: CampaignRow, all: readonly CampaignRow[]) =>
  all.filter(
    (one) =>
      one.id !== row.id &&
      one.closed_at !== null &&
      one.started_at < row.started_at &&
      one.scope === row.scope &&
      one.wanted === row.wanted &&
      one.from_age === row.from_age &&
      one.to_age === row.to_age,
  )

const WHERE: Record<CampaignCounter, string> = {
  listed: 's.listed',
  answered: 's.listed and s.answer is not null',
  open: 's.listed and s.answer is null',
  noChange: 's.listed and s.answer = 1',
  changed: 's.listed and s.answer = 2',
  notSeen: 's.listed and s.answer = 3',
  left: 's.listed and s.answer = 4',
  found: 's.answer = 5',
}

const keyOf = <K extends string>(list: Record<K, { n: number }>, n: number | null) =>
  (Object.keys(list) as K[]).find((key) => list[key].n === n) ?? null

type SideRow = {
  child: string
  place: string
  area_code: string
  answer: number | null
  why: number | null
  day: PlainDate | null
  total: number
}
type Paged = { page: number; size: number }

/** The children behind a figure, by where they stood; without an area those in reach, wherever they stood. */
export async function childrenOf(
  on: On,
  asked: Paged & { campaign: string; area?: string; counter: CampaignCounter },
): Promise<{ total: number; rows: CampaignChild[] }> {
  const { db, deps } = on
  const { campaign, page, size } = asked
  await campaignOf(on, campaign)
  const place = asked.area ? placesOf(tableArea(on.actor, asked.area)).place : ''
  const found = await db.rows<SideRow>(
    `select s.child, s.place, s.area_code, s.answer, s.why, s.day, count(*) over ()::int as total
       from campaign_side($1, $2, null, null, null) s join child c on c.county = $1 and c.id = s.child
      where ${WHERE[asked.counter]} and s.place >= $3 and s.place < $3 || ':'
      order by c.area_code, c.name_pinyin, c.id limit $4 offset $5`,
    [deps.county.code, campaign, place, size, (page - 1) * size],
  )
  const [names, children] = await Promise.all([
    areaNames(deps.pool, db, deps.county.code),
    childrenById(
      on,
      found.map(({ child }) => child),
    ),
  ])
  return {
    total: found[0]?.total ?? 0,
    rows: found.flatMap((row): CampaignChild[] => {
      const child = children.get(row.child)
      if (!child) return []
      return [
        {
          ...child,
          answer: keyOf<Answer>(ANSWER, row.answer),
          why: keyOf<NotSeen>(NOT_SEEN, row.why),
          answeredOn: row.day,
          place: names.name(row.place),
          movedOn: row.place !== row.area_code,
        },
      ]
    }),
  }
}

/** In the order in which they are asked for. */
async function childrenById({ db, deps }: On, ids: readonly string[]): Promise<Map<string, ChildRow>> {
  if (ids.length === 0) return new Map()
  const size = ids.length
  const lists = await Promise.all(
    (['registered', 'left'] as const).map((status) =>
      listChildren(db, deps, { status, where: {}, columns: [], sort: 'name', page: 1, size }, ids),
    ),
  )
  const rows = lists.flatMap((list) => list.rows)
  const found = new Map(rows.map((row) => [row.id as string, row]))
  return new Map(ids.flatMap((id) => (found.has(id) ? [[id, found.get(id)!]] : [])))
}

async function comparison(on: On, asked: { campaign: string; before: string; area?: string }) {
  const { deps } = on
  const row = await campaignOf(on, asked.campaign)
  await campaignOf(on, asked.before)
  const { reach } = on.actor
  // A director of several villages compares one of them at a time.
  const own = reach.role === 'tonghu_village' ? reach.villages[0] : undefined
  const area = shownArea(on, row, asked.area ?? own)
  const today = chinaDay(deps.now())
  const { masks, born } = agesOn(on, area, today)
  return {
    area,
    values: [deps.county.code, asked.campaign, asked.before],
    told: [placesOf(area).place, today, masks, born],
  }
}

/** What changed between two campaigns, by circumstance; the first row is of all children. */
export async function diffOf(
  on: On,
  asked: { campaign: string; before: string; area?: string },
): Promise<DiffRow[]> {
  const { area, values, told } = await comparison(on, asked)
  const found = await on.db.rows<{ one: number } & Record<DiffCounter, number>>(
    'select * from campaign_diff($1, $2, $3, $4, $5, $6, $7::integer[], $8::date[], $9::integer[])',
    [...values, area, ...told, [0, ...CIRCUMSTANCES.map(bitOf)]],
  )
  const byBit = new Map(found.map(({ one, ...counters }) => [one, counters]))
  return [null, ...CIRCUMSTANCES].map((circumstance) => ({
    circumstance,
    values: byBit.get(circumstance ? bitOf(circumstance) : 0) ?? NOTHING,
  }))
}
const NOTHING: Record<DiffCounter, number> = { before: 0, came: 0, gone: 0, began: 0, ended: 0, now: 0 }

const HAD = `d.was is not null and ($8 = 0 or d.was & $8 <> 0)`
const HAS = `d."is" is not null and ($8 = 0 or d."is" & $8 <> 0)`
const BEHIND: Record<DiffCounter, string> = {
  before: HAD,
  now: HAS,
  came: `${HAS} and d.was is null`,
  gone: `${HAD} and d."is" is null`,
  began: `${HAS} and d.was is not null and not (${HAD})`,
  ended: `${HAD} and d."is" is not null and not (${HAS})`,
}

/** The children behind a figure of a comparison; of those who have left the reach since nothing is told. */
export async function diffChildrenOf(
  on: On,
  asked: Paged & {
    campaign: string
    before: string
    area?: string
    circumstance?: Circumstance
    counter: DiffCounter
  },
): Promise<{ total: number; rows: ChildRow[] }> {
  const { values, told } = await comparison(on, asked)
  const bit = asked.circumstance ? bitOf(asked.circumstance) : 0
  const found = await on.db.rows<{ child: string; total: number }>(
    `select d.child, count(*) over ()::int as total
       from campaign_compared($1, $2, $3, $4, $5, $6::integer[], $7::date[]) d
       join child c on c.county = $1 and c.id = d.child
      where ${BEHIND[asked.counter]} order by c.area_code, c.name_pinyin, c.id limit $9 offset $10`,
    [...values, ...told, bit, asked.size, (asked.page - 1) * asked.size],
  )
  const children = await childrenById(
    on,
    found.map(({ child }) => child),
  )
  return { total: found[0]?.total ?? 0, rows: [...children.values()] }
}
