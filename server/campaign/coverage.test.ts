import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewAct } from '#domain/act/act.ts'
import { rangeOf } from '#domain/area/area.ts'
import { type Random, seededRandom } from '#server/demo/random.ts'
import { act, aFact } from '#testing/acts.ts'
import { type CampaignCovered, campaignFromActs } from '#testing/campaign-from-acts.ts'
import { COUNTY, newId } from '#testing/county.ts'
import { openPeopledCounty, type PeopledCounty, TODAY } from '#testing/peopled-county.ts'
import { recordActs } from '../act/record-acts.ts'
import { readCampaign } from './read-campaign.ts'
import { close, start } from './run-campaign.ts'

const FIRST = '2026-05-20'

let county: PeopledCounty
const everybody = newId()
const leftBehind = newId()

beforeAll(async () => {
  county = await openPeopledCounty({ seed: 'campaigns', months: 6, every: 20, children: 12 })
  // What was recorded before answers nothing.
  county.clock.now = new Date(county.clock.now.getTime() + 60_000)
  const wish = {
    area: `${COUNTY}000000`,
    fromAge: null,
    toAge: null,
    document: '',
    purpose: '',
    first: FIRST,
    last: TODAY,
  }
  await county.asOfficer(async (on) => {
    await start(on, { ...wish, id: everybody as never, name: '摸排', circumstances: [] })
    await start(on, { ...wish, id: leftBehind as never, name: '留守儿童摸排', circumstances: ['leftBehind'] })
  })
  const listed = await county.owner.query<{ campaign: string; child: string }>(
    'select campaign, child from campaign_child order by campaign, child',
  )
  county.clock.now = new Date(county.clock.now.getTime() + 60_000)
  const random = seededRandom('answers')
  for (const { campaign, child } of listed.rows) {
    const acts = answersTo(random, campaign, child)
    if (acts.length > 0) await county.asOfficer((on) => recordActs(on, acts))
  }
})
afterAll(() => county.close())

/** A little of everything, in any order. */
function answersTo(random: Random, campaign: string, child: string): NewAct[] {
  const said = (more: object) => act('campaign.answer', child, { day: TODAY, campaign, words: {}, ...more })
  const fact = aFact(child, { health: 'healthy' }, { day: random.pick([FIRST, TODAY, '2026-05-19']) })
  const visit = (more: object = {}) =>
    act('service.record', child, {
      day: TODAY,
      service: 'homeVisit',
      occasion: newId(),
      childSeen: true,
      problems: [],
      words: {},
      facts: {},
      ...more,
    })
  const wrong = visit()
  return random.pick<NewAct[]>([
    [said({ answer: 'noChange' })],
    [said({ answer: 'notSeen', why: 'away' }), visit()],
    [said({ answer: 'notSeen', why: 'cannotBeFound' })],
    [fact],
    [fact, said({ answer: 'changed' }), visit()],
    [wrong, visit({ corrects: wrong.id, reason: '没有见到', childSeen: false })],
    [visit({ childSeen: false })],
    // Once, of those whom both ask about.
    campaign === leftBehind ? [act('child.leave', child, { day: TODAY, why: 'other', reason: '迁出' })] : [],
    [],
  ])
}

async function bySoftware(campaign: string): Promise<CampaignCovered[]> {
  const rows = await Promise.all(
    county.townships.map((area) => county.asOfficer((on) => readCampaign(on, campaign, area))),
  )
  return rows
    .flatMap((one) => one.rows)
    .filter(({ values }) => values.listed > 0)
    .map(({ area, values: { open: _, found: _found, ...values } }) => ({ area, ...values }))
    .sort((a, b) => (a.area < b.area ? -1 : 1))
}
async function byActs(campaign: string): Promise<CampaignCovered[]> {
  await county.owner.query('begin')
  try {
    return await campaignFromActs(county.owner, {
      county: COUNTY,
      campaign,
      startedOn: TODAY,
      leftBehind: campaign === leftBehind,
    })
  } finally {
    await county.owner.query('rollback')
  }
}
const sum = (rows: readonly CampaignCovered[], key: Exclude<keyof CampaignCovered, 'area'>) =>
  rows.reduce((n, row) => n + row[key], 0)

test.each([['everybody'], ['left behind']])(
  'of %s as many answered as SQL over acts says, village by village',
  async (who) => {
    const campaign = who === 'everybody' ? everybody : leftBehind
    const told = await byActs(campaign)
    expect(await bySoftware(campaign)).toEqual(told)
    for (const key of ['noChange', 'changed', 'notSeen', 'left'] as const)
      expect(sum(told, key), key).toBeGreaterThan(0)
    expect(sum(told, 'answered')).toBeLessThan(sum(told, 'listed'))
  },
)

test('a child that counts as answered and is not, or stands on the list of its neighbour, is found', async () => {
  const one = `(select child from campaign_child l where campaign = $1 and not exists (
    select from campaign_answer a where a.campaign = l.campaign and a.child = l.child) limit 1)`
  await county.owner.query('begin')
  await county.owner.query(
    `insert into campaign_answer (county, campaign, child, late, area_code, answer, act, day, first_at)
     select county, campaign, child, false, area_code, 1, child, '2026-06-01', now() from campaign_child
      where campaign = $1 and child = ${one}`,
    [everybody],
  )
  await county.owner.query('commit')
  const wrong = await bySoftware(everybody)
  const right = await byActs(everybody)
  expect(sum(wrong, 'answered')).toBe(sum(right, 'answered') + 1)
  expect(wrong).not.toEqual(right)
  await county.owner.query('delete from campaign_answer where act = child')
  expect(await bySoftware(everybody)).toEqual(right)
  const { lo } = rangeOf(right[0]!.area)
  const { rowCount } = await county.owner.query(
    `update campaign_child set place = $2 where campaign = $1 and child = (
       select child from campaign_child where campaign = $1 and place <> $2 limit 1)`,
    [everybody, lo],
  )
  expect(rowCount).toBe(1)
  expect(await bySoftware(everybody)).not.toEqual(right)
  await county.owner.query('update campaign_child set place = area_code where campaign = $1', [everybody])
})

test('closed, it stays as SQL over the acts before says, whatever is written afterwards', async () => {
  const right = await byActs(leftBehind)
  await county.asOfficer((on) => close(on, leftBehind, { reason: '按期结束' }))
  county.clock.now = new Date(county.clock.now.getTime() + 60_000)
  const { rows } = await county.owner.query<{ child: string }>(
    'select child from campaign_outcome where campaign = $1 and answer is null',
    [leftBehind],
  )
  for (const { child } of rows)
    await county.asOfficer((on) => recordActs(on, [aFact(child, { health: 'frail' }, { day: TODAY })]))
  expect(await bySoftware(leftBehind)).toEqual(right)
  expect(await byActs(leftBehind)).toEqual(right)
})
