import type { NewAct } from '#domain/act/act.ts'
import type { NotSeen } from '#domain/campaign/campaign-acts.ts'
import { quarterOf } from '#domain/confirmation/confirmation-api.ts'
import { addDays, chinaDay, type PlainDate } from '#domain/dates.ts'
import { type CampaignId, uuidv7 } from '#domain/ids.ts'
import { recordActs } from '../act/record-acts.ts'
import { close, start } from '../campaign/run-campaign.ts'
import type { Db } from '../db/db.ts'
import type { Actor, Deps } from '../deps.ts'
import { type Random, seededRandom } from './random.ts'

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

/** One campaign that has ended, and one that runs: each answered for by the villages in the days after its start. */
export async function addDemoCampaigns(on: On): Promise<void> {
  const today = chinaDay(on.deps.now())
  for (const wish of WISHES) await runCampaign(on, wish, today)
}

async function runCampaign({ db, deps, actor }: On, wish: Wish, today: PlainDate): Promise<void> {
  const first = addDays(today, wish.started)
  const [year, quarter] = quarterOf(first).split('Q')
  const name = wish.name ?? `${year} 年第 ${quarter} 季度摸排`
  const random = seededRandom(`${deps.county.code}/${today}/${name}`)
  const at = (days: number, hour: number): On => {
    const then = new Date(Date.parse(`${addDays(today, days)}T00:00:00+08:00`) + hour * HOUR)
    return { db, actor, deps: { ...deps, now: () => then } }
  }
  const campaign = uuidv7(Date.parse(first), random.bytes(10)) as CampaignId
  await start(at(wish.started, 9), {
    id: campaign,
    name,
    document: wish.document,
    purpose: '底数清、情况明，不漏一人',
    area: `${deps.county.code}000000`,
    circumstances: [],
    fromAge: null,
    toAge: null,
    first,
    last: addDays(today, wish.last),
  })
  const listed = await db.rows<{ child: string; changed: boolean }>(
    `select l.child, exists (select from act a where a.county = l.county and a.child = l.child and a.day >= $3
                                and a.kind in ('fact.record', 'service.record', 'kin.record')) as changed
       from campaign_child l where l.county = $1 and l.campaign = $2 order by l.place, l.child`,
    [deps.county.code, campaign, first],
  )
  const days = Math.min(DAYS, (wish.closed ?? 0) - wish.started - 1)
  const byDay = new Map<number, NewAct[]>()
  for (const { child, changed } of listed) {
    if (random.int(1, 100) > wish.answered) continue
    const day = wish.started + random.int(0, days)
    const said = answerOf(random, changed)
    byDay.set(day, [
      ...(byDay.get(day) ?? []),
      {
        id: uuidv7(Date.parse(addDays(today, day)), random.bytes(10)),
        kind: 'campaign.answer',
        child,
        writtenAt: at(day, 11).deps.now().toISOString(),
        body: { day: addDays(today, day), campaign, ...said },
      } as unknown as NewAct,
    ])
  }
  for (const [day, acts] of [...byDay].sort(([a], [b]) => a - b))
    await recordActs(at(day, random.int(11, 17)), acts)
  await db.settled()
  if (wish.closed !== undefined)
    await close(at(wish.closed, 16), campaign, { reason: '按期结束，未答复的转入日常走访' })
}

function answerOf(random: Random, changed: boolean) {
  if (random.chance(0.06))
    return { answer: 'notSeen', why: random.pick<NotSeen>(['away', 'movedOn', 'cannotBeFound']) }
  return { answer: changed && random.chance(0.4) ? 'changed' : 'noChange' }
}
