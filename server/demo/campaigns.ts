import type { NewAct } from '#domain/act/act.ts'
import type { NotSeen } from '#domain/campaign/campaign-acts.ts'
import { quarterOf } from '#domain/confirmation/confirmation-api.ts'
import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import { type CampaignId, uuidv7 } from '#domain/ids.ts'
import { recordActs } from '../act/record-acts.ts'
import { close, start } from '../campaign/run-campaign.ts'
import { respell } from '../circumstance/respell.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { seededRandom } from './random.ts'

type On = { db: Db; deps: Deps; actor: Actor }
type Wish = {
  /** Left out: by its quarter. */
  name?: string
  document: string
  /** Days from today: when it was started, its last day, and when it was closed. */
  started: number
  last: number
  closed?: number
  /** How many of a hundred are answered for. */
  answered: number
}

const WISHES: readonly Wish[] = [
  { document: '县民政局工作安排', started: -96, last: -76, closed: -75, answered: 97 },
  { name: '“合力监护、相伴成长”专项行动', document: '县民政局工作安排', started: -4, last: 10, answered: 55 },
]
/** Answers come in on so many days, at most. */
const DAYS = 8
const HOUR = 3_600_000

type Moment = { when: Date; acts: readonly NewAct[]; answers?: string }

/**
 * The demo's months, each act received when it was written; in their midst a campaign that ends, and later one that
 * runs, each answered for by the villages in the days after its start.
 */
export async function liveThrough(on: On, acts: readonly NewAct[]): Promise<void> {
  const today = chinaDay(on.deps.now())
  const groups = Map.groupBy(acts, ({ writtenAt }) => writtenAt)
  const moments: Moment[] = [...groups].map(([at, group]) => ({ when: new Date(at), acts: group }))
  for (const wish of WISHES) {
    const begin = hourOf(today, wish.started, 9)
    // Nothing follows yet from what is written: it is told at once, when the campaign is started.
    for (const { when, acts: group } of taken(moments, begin))
      await recordActs({ ...onThat(on, when), spellsLater: true }, group)
    await tellAll(onThat(on, begin))
    await runCampaign(on, wish, { today, moments })
  }
  for (const { when, acts: group } of moments)
    await recordActs({ ...onThat(on, when), spellsLater: true }, group)
  await tellAll(on)
}

const hourOf = (today: PlainDate, days: number, hour: number) =>
  new Date(Date.parse(`${addDays(today, days)}T00:00:00+08:00`) + hour * HOUR)

const onThat = (on: On, then: Date): On => ({ ...on, deps: { ...on.deps, now: () => then } })

/** Takes out those before an instant. */
function taken(moments: Moment[], until: Date): Moment[] {
  const first = moments.findIndex(({ when }) => when >= until)
  return moments.splice(0, first < 0 ? moments.length : first)
}

async function tellAll({ db, deps }: On): Promise<void> {
  await db.settled()
  const children = await db.rows<{ id: string }>('select id from child where county = $1', [deps.county.code])
  await respell(
    { db, deps },
    children.map(({ id }) => id),
  )
  await db.settled()
}

async function runCampaign(
  on: On,
  wish: Wish,
  { today, moments }: { today: PlainDate; moments: Moment[] },
): Promise<void> {
  const { db, deps } = on
  const county = deps.county.code
  const first = addDays(today, wish.started)
  const [year, quarter] = quarterOf(first).split('Q')
  const name = wish.name ?? `${year} 年第 ${quarter} 季度摸排`
  const random = seededRandom(`${county}/${today}/${name}`)
  const id = uuidv7(Date.parse(first), random.bytes(10)) as CampaignId
  await start(onThat(on, hourOf(today, wish.started, 9)), {
    id,
    name,
    document: wish.document,
    purpose: '底数清、情况明，不漏一人',
    area: `${county}000000`,
    circumstances: [],
    fromAge: null,
    toAge: null,
    first,
    last: addDays(today, wish.last),
  })
  const listed = await db.rows<{ child: string }>(
    'select child from campaign_child where county = $1 and campaign = $2 order by place, child',
    [county, id],
  )
  const days = Math.min(DAYS, (wish.closed ?? 0) - wish.started - 1)
  const answers = listed.flatMap(({ child }): Moment[] => {
    if (random.int(1, 100) > wish.answered) return []
    const day = wish.started + random.int(0, days)
    const when = hourOf(today, day, random.int(10, 17))
    const said = random.chance(0.06)
      ? { answer: 'notSeen', why: random.pick<NotSeen>(['away', 'movedOn', 'cannotBeFound']) }
      : { answer: 'noChange' }
    const act = {
      id: uuidv7(when.getTime(), random.bytes(10)),
      kind: 'campaign.answer',
      child,
      writtenAt: when.toISOString(),
      body: { day: addDays(today, day), campaign: id, ...said },
    } as unknown as NewAct
    return [{ when, acts: [act], answers: child }]
  })
  const end = wish.closed === undefined ? deps.now() : hourOf(today, wish.closed, 16)
  const between = [...taken(moments, end), ...answers].sort((a, b) => a.when.getTime() - b.when.getTime())
  // Whose file says something already is answered for.
  for (const { when, acts, answers: child } of between)
    if (!child || !(await isAnswered(on, id, child))) await recordActs(onThat(on, when), acts)
  await db.settled()
  if (wish.closed !== undefined)
    await close(onThat(on, end), id, { reason: '按期结束，未答复的转入日常走访' })
}

const isAnswered = async ({ db, deps }: On, campaign: string, child: string): Promise<boolean> => {
  await db.settled()
  return (
    (await db.one('select from campaign_answer where county = $1 and campaign = $2 and child = $3', [
      deps.county.code,
      campaign,
      child,
    ])) !== undefined
  )
}
