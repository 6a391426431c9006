import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { NewAct } from '#domain/act/act.ts'
import { chinaDay } from '#domain/dates.ts'
import { uuidv7 } from '#domain/ids.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { readCampaign } from '#server/campaign/read-campaign.ts'
import { start } from '#server/campaign/run-campaign.ts'
import { inTransaction } from '#server/db/db.ts'
import type { Actor, Deps } from '#server/deps.ts'
import { type CampaignCovered, campaignFromActs } from '#testing/campaign-from-acts.ts'
import { randomOf } from '#testing/random.ts'
import { loader } from './load-children.ts'
import { type Line, single } from './result.ts'

const SEED = 11
const AT_A_TIME = 500
/** Of so many children somebody says something. */
const SHARE = 0.4

type Checking = { deps: Deps; owner: pg.Client; townships: readonly string[]; say(text: string): void }

/** A campaign of the whole county, answered for some: every village's figures against SQL over acts alone. */
export async function checkCampaign({ deps, owner, townships, say }: Checking): Promise<Line[]> {
  const { code } = deps.county
  const { rows } = await owner.query<{ id: string }>(
    `select id from account where county = $1 and role = 'countyOfficer' limit 1`,
    [code],
  )
  const actor: Actor = { ...loader(deps), account: rows[0]!.id }
  const within = <T>(
    work: (on: { db: Parameters<typeof readCampaign>[0]['db']; deps: Deps; actor: Actor }) => Promise<T>,
  ) => inTransaction(deps.pool, code, actor.reach, (db) => work({ db, deps, actor }))
  const today = chinaDay(new Date())
  const campaign = uuidv7(Date.now(), randomBytes(10))
  await within((on) =>
    start(on, {
      id: campaign as never,
      name: '摸排',
      document: '',
      purpose: '',
      area: `${code}000000` as never,
      circumstances: [],
      fromAge: null,
      toAge: null,
      first: today,
      last: today,
    }),
  )
  const listed = await owner.query<{ child: string }>(
    'select child from campaign_child where county = $1 and campaign = $2 order by child',
    [code, campaign],
  )
  const random = randomOf(SEED)
  const acts = listed.rows
    .filter(() => random() < SHARE)
    .map(({ child }) => answerOf(random(), { campaign, child, day: today }))
  for (let i = 0; i < acts.length; i += AT_A_TIME)
    await within((on) => recordActs(on, acts.slice(i, i + AT_A_TIME)))
  const bySoftware = async (): Promise<CampaignCovered[]> => {
    const found: CampaignCovered[] = []
    for (const area of townships)
      for (const { area: village, values } of (await within((on) => readCampaign(on, campaign, area))).rows) {
        const { open: _, found: _found, ...counted } = values
        if (counted.listed > 0) found.push({ area: village, ...counted })
      }
    return found.sort((a, b) => (a.area < b.area ? -1 : 1))
  }
  const should = await actsOf(owner, { county: code, campaign, startedOn: today })
  const answered = should.reduce((sum, row) => sum + row.answered, 0)
  const all = should.reduce((sum, row) => sum + row.listed, 0)
  say(`摸排 ${answered} / ${all}`)
  const wrong = differences(await bySoftware(), should)
  await owner.query(
    `insert into campaign_answer (county, campaign, child, late, area_code, answer, act, day, first_at)
     select county, campaign, child, false, area_code, 1, child, $3, now() from campaign_child l
      where county = $1 and campaign = $2 and not exists (
        select from campaign_answer a where a.county = l.county and a.campaign = l.campaign and a.child = l.child) limit 1`,
    [code, campaign, today],
  )
  const planted = differences(await bySoftware(), should)
  await owner.query('delete from campaign_answer where county = $1 and campaign = $2 and act = child', [
    code,
    campaign,
  ])
  const none = { unit: '', most: 0 }
  return [
    single(
      'coverage campaign',
      `摸排: villages that differ from SQL over acts, of ${should.length}; ${answered} of ${all} answered`,
      wrong,
      none,
    ),
    single('coverage campaign planted', '摸排: planted off-by-one not found', planted > 0 ? 0 : 1, none),
  ]
}

function answerOf(
  dice: number,
  { campaign, child, day }: { campaign: string; child: string; day: string },
): NewAct {
  const said = (kind: string, body: object) =>
    ({
      id: uuidv7(Date.now(), randomBytes(10)),
      kind,
      child,
      writtenAt: new Date().toISOString(),
      body: { day, ...body },
    }) as unknown as NewAct
  if (dice < 0.6) return said('campaign.answer', { campaign, answer: 'noChange', words: {} })
  if (dice < 0.7) return said('campaign.answer', { campaign, answer: 'notSeen', why: 'away', words: {} })
  if (dice < 0.85) return said('fact.record', { facts: { health: { state: 'known', value: 'frail' } } })
  return said('service.record', {
    service: 'homeVisit',
    occasion: randomUUID(),
    childSeen: dice < 0.95,
    problems: [],
    words: {},
    facts: {},
  })
}

async function actsOf(
  owner: pg.Client,
  asked: Parameters<typeof campaignFromActs>[1],
): Promise<CampaignCovered[]> {
  await owner.query('begin')
  try {
    await owner.query('set local enable_nestloop = off')
    return await campaignFromActs(owner, asked)
  } finally {
    await owner.query('rollback')
  }
}

const differences = (is: readonly CampaignCovered[], should: readonly CampaignCovered[]): number => {
  const told = new Map(is.map(({ area, ...values }) => [area, JSON.stringify(sorted(values))]))
  const areas = new Set([...told.keys(), ...should.map(({ area }) => area)])
  const acts = new Map(should.map(({ area, ...values }) => [area, JSON.stringify(sorted(values))]))
  return [...areas].filter((area) => told.get(area) !== acts.get(area)).length
}

const sorted = (values: object) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
