import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type CampaignCounter,
  campaignChildren,
  campaignDiff,
  closeCampaign,
  diffChildren,
  exportCampaign,
  listCampaigns,
  previewCampaign,
  readCampaign,
  startCampaign,
} from '#domain/campaign/campaign-api.ts'
import { recordActs } from '#domain/child/child-api.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import { rebuild } from '#server/act/rebuild.ts'
import { aChild, act, aFact, aRelative, record } from '#testing/acts.ts'
import { PASSWORD, startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { COUNTY, ELSEWHERE, NEIGHBOUR, newId, VILLAGE } from '#testing/county.ts'
import { pagesOf } from '#testing/pdf.ts'

const WHOLE = `${COUNTY}000000`
const TOWNSHIP = '210421101000'
const TODAY = '2026-06-01'

let app: TestApp
let director: Visitor
let neighbour: Visitor
let supervisor: Visitor
let officer: Visitor
let leader: Visitor
const ids = { a: newId(), b: newId(), c: newId(), d: newId(), near: newId(), far: newId(), grown: newId() }
const father = newId()

beforeAll(async () => {
  app = await startTestApp()
  await app.add({ login: 'neighbour', name: '邻村主任', role: 'villageDirector', villages: [NEIGHBOUR] })
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  leader = await app.as('countyLeader')
  neighbour = await app.signIn('neighbour', { password: PASSWORD })
  const here = (child: string, name: string, more: object = {}) => aChild({ child, facts: { name }, ...more })
  await record(
    app.deps,
    app.actor('countyOfficer'),
    here(ids.a, '甲一', { family: [{ person: father, relation: 'father' }] }),
    aRelative(ids.a, father, { name: '甲父' }),
    here(ids.b, '乙二'),
    here(ids.c, '丙三'),
    here(ids.d, '丁四'),
    here(ids.near, '邻五', { area: NEIGHBOUR }),
    here(ids.far, '远六', { area: ELSEWHERE }),
    aChild({ child: ids.grown, facts: { name: '成年', birthDate: '2008-01-01' } }),
  )
})
afterAll(() => app.close())

const wish = (more: object = {}) => ({
  id: newId(),
  name: '第二季度摸排',
  document: '县民政局〔2026〕5号',
  purpose: '底数清',
  area: WHOLE,
  first: '2026-05-31',
  last: '2026-06-30',
  ...more,
})
const answer = (child: string, campaign: string, said: object, more: object = {}) => ({
  ...act('campaign.answer', child, { day: TODAY, campaign, ...said }),
  writtenAt: app.deps.now().toISOString(),
  ...more,
})
const tell = async (who: Visitor, ...acts: object[]) => {
  const { body } = await who.ask(recordActs, { body: { acts } })
  return body.answers?.map(({ outcome, code }) => code ?? outcome) ?? [body.code]
}
const values = async (who: Visitor, campaign: string, area?: string) =>
  (await who.ask(readCampaign, { params: { campaign, ...(area && { area }) } })).body.total
const names = async (who: Visitor, campaign: string, counter: CampaignCounter, area?: string) =>
  (await who.ask(campaignChildren, { params: { campaign, counter, ...(area && { area }) } })).body.rows.map(
    ({ name }) => name,
  )
const owed = async (who: Visitor) =>
  (await who.ask(listDuties, { params: { about: 'campaigns' } })).body.rows.map(({ name }) => name).sort()
const snapshot = async () => {
  const all = await Promise.all(
    ['campaign_answer', 'duty'].map((table) =>
      app.database.owner.query(`select to_jsonb(t)::text as row from ${table} t order by 1`),
    ),
  )
  return all.map(({ rows }) => rows)
}

const quarter = wish()

test('the county starts a campaign: its list is frozen, each village gets its part, and every child is owed', async () => {
  const { id: _, name: _n, document: _d, purpose: _p, first: _f, last: _l, ...whom } = quarter
  expect((await officer.ask(previewCampaign, { body: whom })).body).toEqual({ children: 6, villages: 3 })
  expect((await director.ask(startCampaign, { body: quarter })).body.code).toBe('notAllowed')
  expect((await supervisor.ask(startCampaign, { body: quarter })).body.code).toBe('areaNotFound')
  expect((await officer.ask(startCampaign, { body: wish({ first: '2026-06-02' }) })).body.code).toBe(
    'invalidInput',
  )
  expect((await officer.ask(startCampaign, { body: wish({ last: '2026-05-31' }) })).body.code).toBe(
    'invalidInput',
  )
  expect((await officer.ask(startCampaign, { body: wish({ fromAge: 0, toAge: 3 }) })).body.code).toBe(
    'nobodyOnList',
  )
  for (const _ of ['once', 'again'])
    expect((await officer.ask(startCampaign, { body: quarter })).body).toEqual({
      id: quarter.id,
      children: 6,
    })
  expect(await values(officer, quarter.id)).toMatchObject({ listed: 6, answered: 0, open: 6 })
  expect(await values(supervisor, quarter.id)).toMatchObject({ listed: 5 })
  expect(await values(director, quarter.id)).toMatchObject({ listed: 4 })
  const { rows } = (await leader.ask(listCampaigns)).body
  expect(rows).toMatchObject([{ name: '第二季度摸排', values: { listed: 6 }, closed: null }])
  expect(await owed(director)).toEqual(['丁四', '丙三', '乙二', '甲一'])
  const { reasons, due } = (await director.ask(listDuties, { params: { about: 'campaigns' } })).body.rows[0]!
  expect([reasons, due]).toEqual([[{ zh: '第二季度摸排', en: '第二季度摸排' }], '2026-06-30'])
  // A child who comes later is on nobody's list.
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child: newId(), facts: { name: '后来' }, day: TODAY }),
  )
  expect(await values(officer, quarter.id)).toMatchObject({ listed: 6 })
})

test('the village answers: no change with one act, changed by what it records, not seen with a reason', async () => {
  const said = answer(ids.a, quarter.id, { answer: 'noChange' })
  expect(await tell(director, said)).toEqual(['kept'])
  expect(await tell(director, said)).toEqual(['kept'])
  expect(await tell(director, answer(ids.b, quarter.id, { answer: 'notSeen' }))).toEqual(['invalidInput'])
  expect(await tell(director, answer(ids.b, quarter.id, { answer: 'changed' }))).toEqual(['nothingChanged'])
  expect(
    await tell(director, answer(ids.b, quarter.id, { answer: 'notSeen', why: 'cannotBeFound' })),
  ).toEqual(['kept'])
  // What was recorded before the campaign's first day answers nothing, what within it does.
  expect(await tell(director, aFact(ids.c, { health: 'frail' }, { day: '2026-05-30' }))).toEqual(['kept'])
  expect(await values(director, quarter.id)).toMatchObject({ answered: 2 })
  expect(await tell(director, aFact(ids.c, { health: 'healthy' }, { day: TODAY }))).toEqual(['kept'])
  const visit = { service: 'homeVisit', occasion: newId(), childSeen: true, facts: {} }
  expect(
    await tell(director, act('service.record', ids.d, { ...visit, day: '2026-05-31', childSeen: false })),
  ).toEqual(['kept'])
  expect(await names(director, quarter.id, 'open')).toEqual(['丁四'])
  expect(await tell(director, act('service.record', ids.d, { ...visit, day: '2026-05-31' }))).toEqual([
    'kept',
  ])
  expect(await values(director, quarter.id)).toMatchObject({
    listed: 4,
    answered: 4,
    open: 0,
    noChange: 2,
    changed: 1,
    notSeen: 1,
  })
  expect(await owed(director)).toEqual([])
  expect(await owed(supervisor)).toEqual(['邻五'])
  const { rows } = (
    await director.ask(campaignChildren, { params: { campaign: quarter.id, counter: 'notSeen' } })
  ).body
  expect(rows).toMatchObject([{ name: '乙二', answer: 'notSeen', why: 'cannotBeFound', answeredOn: TODAY }])
  // A later word takes its place; a relative's news is a change, too.
  const moved = aRelative(ids.a, father, { workPlace: '江苏省昆山市' }, { day: TODAY })
  expect(await tell(director, moved, answer(ids.a, quarter.id, { answer: 'changed' }))).toEqual([
    'kept',
    'kept',
  ])
  expect(await tell(director, answer(ids.b, quarter.id, { answer: 'noChange' }))).toEqual(['kept'])
  expect(await tell(director, act('service.record', ids.a, { ...visit, day: TODAY }))).toEqual(['kept'])
  expect(await values(director, quarter.id)).toMatchObject({ noChange: 2, changed: 2, notSeen: 0 })
})

test('whom it does not concern answers nothing, and learns nothing', async () => {
  expect(await tell(neighbour, answer(ids.a, quarter.id, { answer: 'noChange' }))).toEqual(['childNotFound'])
  expect(await tell(leader, answer(ids.a, quarter.id, { answer: 'noChange' }))).toEqual(['notAllowed'])
  expect(await tell(director, answer(ids.a, newId(), { answer: 'noChange' }))).toEqual(['notFound'])
  expect(await tell(director, answer(ids.grown, quarter.id, { answer: 'noChange' }))).toEqual(['notOnList'])
  expect(await tell(director, answer(ids.a, quarter.id, { answer: 'found' }))).toEqual(['onListAlready'])
  expect(await tell(director, answer(ids.grown, quarter.id, { answer: 'found' }))).toEqual(['onListAlready'])
  expect(await tell(director, answer(ids.a, quarter.id, { answer: 'noChange', day: '2026-05-30' }))).toEqual([
    'dayTooEarly',
  ])
  expect(await names(neighbour, quarter.id, 'listed')).toEqual(['邻五'])
  const own = wish({ area: TOWNSHIP, name: '石文镇专项行动', circumstances: ['orphan'] })
  expect((await supervisor.ask(startCampaign, { body: own })).body.code).toBe('nobodyOnList')
  const afar = await officer.ask(startCampaign, {
    body: wish({ area: '210421102000', name: '后安镇专项行动' }),
  })
  expect(afar.status).toBe(200)
  const params = { campaign: afar.body.id }
  expect((await supervisor.ask(readCampaign, { params })).body.code).toBe('notFound')
  expect((await director.ask(campaignChildren, { params })).body.code).toBe('notFound')
  expect((await supervisor.ask(listCampaigns)).body.rows).toHaveLength(1)
  expect((await app.database.app.query('select from campaign_child')).rowCount).toBe(0)
})

test('a child found on the way counts beside the list; one that has left is answered for; one that moves counts where it stood', async () => {
  const found = newId()
  expect(
    await tell(
      director,
      aChild({ child: found, day: TODAY, facts: { name: '新来' } }),
      answer(found, quarter.id, { answer: 'found' }),
    ),
  ).toEqual(['kept', 'kept'])
  expect(await names(director, quarter.id, 'found')).toEqual(['新来'])
  await record(
    app.deps,
    app.actor('countyOfficer'),
    act('child.leave', ids.c, { day: '2026-05-20', why: 'parentsBack', reason: '父母返乡' }),
    act('child.move', ids.near, { day: TODAY, area: VILLAGE, reason: '搬家' }),
  )
  // The village that has it now answers, on the list of the one where it stood.
  expect(await owed(director)).toEqual(['邻五'])
  expect(await names(director, quarter.id, 'open')).toEqual(['邻五'])
  expect(await names(neighbour, quarter.id, 'open')).toEqual([])
  expect(await values(neighbour, quarter.id)).toMatchObject({ listed: 1, answered: 0 })
  const { rows } = (
    await supervisor.ask(campaignChildren, {
      params: { campaign: quarter.id, counter: 'open', area: NEIGHBOUR },
    })
  ).body
  expect(rows).toMatchObject([{ name: '邻五', movedOn: true }])
  expect(await tell(director, answer(ids.near, quarter.id, { answer: 'noChange' }))).toEqual(['kept'])
  expect(await values(neighbour, quarter.id)).toMatchObject({ listed: 1, answered: 1, noChange: 1 })
  expect(await values(director, quarter.id)).toMatchObject({
    listed: 4,
    left: 1,
    changed: 1,
    noChange: 2,
    found: 1,
  })
  expect(await names(director, quarter.id, 'left')).toEqual(['丙三'])
  const { hours } = (await officer.ask(readCampaign, { params: { campaign: quarter.id } })).body
  expect(hours).toEqual([{ hour: '2026-06-01 10', n: 5 }])
  const before = await snapshot()
  await rebuild(app.database.connections.owner, app.deps)
  expect(await snapshot()).toEqual(before)
})

test('closing freezes how it ended; later answers are refused, those written before are kept and count for nothing', async () => {
  const params = { campaign: quarter.id }
  expect((await supervisor.ask(closeCampaign, { params, body: { reason: '已全部完成' } })).body.code).toBe(
    'notAllowed',
  )
  expect((await officer.ask(closeCampaign, { params, body: {} })).body).toMatchObject({
    code: 'campaignUnfinished',
  })
  app.forward(5)
  const offline = answer(ids.far, quarter.id, { answer: 'noChange' })
  app.forward(5)
  expect((await officer.ask(closeCampaign, { params, body: { reason: '远村道路中断' } })).status).toBe(200)
  expect((await officer.ask(closeCampaign, { params, body: {} })).body.code).toBe('campaignStandsClosed')
  expect(
    (await officer.ask(listDuties, { params: { about: 'campaigns' } })).body.rows.map(({ name }) => name),
  ).toEqual(['远六'])
  app.forward(5)
  const ended = await values(officer, quarter.id)
  expect(ended).toMatchObject({ listed: 6, answered: 5, open: 1, found: 1 })
  expect(await tell(officer, answer(ids.far, quarter.id, { answer: 'noChange' }))).toEqual(['campaignClosed'])
  expect(await tell(officer, offline)).toEqual(['kept'])
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aFact(ids.far, { health: 'frail' }, { day: TODAY }),
    act('child.leave', ids.d, { day: TODAY, why: 'parentsBack', reason: '父母返乡' }),
  )
  expect(await values(officer, quarter.id)).toEqual(ended)
  const read = (await officer.ask(readCampaign, { params })).body
  expect(read).toMatchObject({ late: 1, closed: { reason: '远村道路中断' } })
  expect(await names(officer, quarter.id, 'open')).toEqual(['远六'])
  const before = await snapshot()
  await rebuild(app.database.connections.owner, app.deps)
  expect(await snapshot()).toEqual(before)
  expect(await values(officer, quarter.id)).toEqual(ended)
  await expect(
    app.database.owner.query(`update campaign set name = 'x' where closed_at is not null`),
  ).rejects.toThrow()
})

test('the report tells the figures and names those behind them', async () => {
  const asked = { params: { campaign: quarter.id }, body: { purpose: '报县政府' } }
  expect((await director.ask(exportCampaign, asked)).body.code).toBe('notAllowed')
  const { body, headers } = await officer.ask(exportCampaign, asked)
  expect(decodeURIComponent(String(headers['content-disposition']))).toContain(
    '抚顺县第二季度摸排情况报告.pdf',
  )
  const text = (await pagesOf(body as unknown as Buffer)).join('')
  for (const words of ['名单6人', '远村道路中断', '远六', '新来', '83.3%', '另有1条'])
    expect(text).toContain(words)
})

test('the next campaign is compared with the last one: who came, who went, what each has become', async () => {
  const next = wish({ name: '第三季度摸排' })
  await officer.ask(startCampaign, { body: next })
  const read = (await officer.ask(readCampaign, { params: { campaign: next.id } })).body
  expect(read.before).toMatchObject([{ id: quarter.id, name: '第二季度摸排' }])
  const params = { campaign: next.id, before: quarter.id }
  const { rows } = (await officer.ask(campaignDiff, { params })).body
  // Before: six less the one that had left, and the found one; then the fourth left, and one had come later.
  expect(rows[0]).toEqual({
    circumstance: null,
    values: { before: 6, came: 1, gone: 1, began: 0, ended: 0, now: 6 },
  })
  for (const { values: v } of rows) expect(v.before + v.came + v.began - v.gone - v.ended).toBe(v.now)
  const came = await officer.ask(diffChildren, { params: { ...params, counter: 'came' } })
  expect(came.body.rows.map(({ name }) => name)).toEqual(['后来'])
  const gone = await officer.ask(diffChildren, { params: { ...params, counter: 'gone' } })
  expect(gone.body.rows.map(({ name }) => name)).toEqual(['丁四'])
  expect((await director.ask(campaignDiff, { params })).body.rows[0]?.values).toMatchObject({
    before: 4,
    now: 5,
  })
})
