import { afterAll, beforeAll, expect, test } from 'vitest'
import { childHistory, openChildFile, recordActs } from '#domain/child/child-api.ts'
import { decideConflict, listConflicts } from '#domain/conflict/conflict-api.ts'
import { decideHeldActs, enrolPhone, listHeldActs, pullSlice, pushActs } from '#domain/phone/phone-api.ts'
import { rebuild } from '#server/act/rebuild.ts'
import { aChild, act, aFact, aRelative, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, newId, VILLAGE } from '#testing/county.ts'

let app: TestApp
let supervisor: Visitor
let director: Visitor
/** Of the director, of her stand-in, and of another village's director. */
let one: Phone
let other: Phone
let far: Phone
const [child, sibling] = [newId(), newId()]
const father = newId()
const NUMBER = '210421198501010011'

type Knew = { epoch: string; place: number }
type Phone = { who: Visitor; knew: Knew }

async function aPhone(signedIn: Visitor, label: string): Promise<Phone> {
  const { token } = (await signedIn.ask(enrolPhone, { body: { label } })).body
  const phone = { who: app.visitor({ authorization: `Bearer ${token}` }), knew: { epoch: '', place: 0 } }
  await pull(phone)
  return phone
}
async function pull(phone: Phone): Promise<void> {
  const { epoch, place } = (await phone.who.ask(pullSlice, { body: { cursor: null } })).body
  phone.knew = { epoch, place }
}
const push = async ({ who, knew }: Phone, ...acts: object[]) =>
  (await who.ask(pushActs, { body: { acts, knew: acts.map(() => knew) } })).body.answers.map(
    ({ outcome }) => outcome,
  )
const conflicts = async (who = supervisor) => (await who.ask(listConflicts)).body.rows
const factOf = async (key: string, of = child) =>
  (await director.ask(openChildFile, { params: { child: of } })).body.facts[key]
const workPlace = async () => {
  const { family } = (await director.ask(openChildFile, { params: { child } })).body
  return family.find(({ person }) => person === father)?.facts.workPlace?.value
}

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  await app.add({ login: 'standin', name: '代理主任', role: 'villageDirector', villages: [VILLAGE] })
  await app.add({ login: 'faraway', name: '邻乡主任', role: 'villageDirector', villages: [ELSEWHERE] })
  const family = [{ person: father, relation: 'father' }]
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child, facts: { health: 'healthy', schooling: 'primary' }, family }),
    aRelative(child, father, { name: '李大山', workPlace: '广东省东莞市', idNumber: NUMBER }),
  )
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child: sibling, area: ELSEWHERE, facts: { name: '李小苗' }, family }),
    aRelative(sibling, father, { idNumber: NUMBER }),
  )
  one = await aPhone(director, '红米 12C')
  other = await aPhone(await app.signIn('standin'), '荣耀')
  far = await aPhone(await app.signIn('faraway'), '华为')
})
afterAll(() => app.close())

test('two phones offline write different things of one fact: both are kept, and those above are told of both', async () => {
  expect(await push(one, aFact(child, { health: 'frail' }, { day: '2026-05-20' }))).toEqual(['kept'])
  expect(await conflicts()).toEqual([])
  const visit = act('service.record', child, {
    day: '2026-05-18',
    service: 'homeVisit',
    occasion: newId(),
    childSeen: true,
    facts: {
      health: { state: 'known', value: 'chronicIllness' },
      schooling: { state: 'known', value: 'primary' },
    },
  })
  expect(await push(other, visit)).toEqual(['kept'])
  const [met, ...more] = await conflicts()
  // The same value is no conflict, nor is a fact that nobody else wrote.
  expect(more).toEqual([])
  expect(met).toMatchObject({
    child,
    fact: 'health',
    first: {
      value: { value: 'frail' },
      since: '2026-05-20',
      by: { name: '村儿童主任' },
      device: { label: '红米 12C' },
    },
    second: {
      value: { value: 'chronicIllness' },
      by: { name: '代理主任' },
      device: { phone: true, label: '荣耀' },
    },
    holds: 'first',
  })
  expect(met!.first.receivedAt).not.toBe(met!.first.writtenAt)
  // Sent again it is met once.
  expect(await push(other, visit)).toEqual(['kept'])
  expect(await conflicts()).toHaveLength(1)
  expect((await director.ask(listConflicts)).body.code).toBe('notAllowed')
})

test('a decision is a correction with a reason: both stand in the history, the phones get it', async () => {
  const [met] = await conflicts()
  const wish = {
    child,
    second: met!.second.act,
    fact: 'health',
    choice: 'second',
    reason: '已向村医核实',
    acts: [newId(), newId()],
  }
  expect((await supervisor.ask(decideConflict, { body: wish })).status).toBe(200)
  expect((await supervisor.ask(decideConflict, { body: wish })).status).toBe(200)
  const again = { ...wish, acts: [newId(), newId()] }
  expect((await supervisor.ask(decideConflict, { body: again })).body.code).toBe('conflictOver')
  expect(await conflicts()).toEqual([])
  expect((await factOf('health'))?.value).toBe('chronicIllness')
  const { entries } = (await director.ask(childHistory, { params: { child } })).body
  expect(entries[0]).toMatchObject({ kind: 'fact.record', corrects: met!.first.act, reason: '已向村医核实' })
  expect(entries.some(({ act: id }) => id === met!.first.act)).toBe(true)
  const row = (await one.who.ask(pullSlice, { body: { cursor: null } })).body.rows.find(
    ({ id }) => id === child,
  )
  expect(row?.facts.health).toBe('chronicIllness')
})

test('whoever had read what the other wrote contradicts nobody, and neither does the same person twice', async () => {
  await pull(one)
  expect(await push(one, aFact(child, { health: 'healthy' }, { day: '2026-05-28' }))).toEqual(['kept'])
  expect(await push(one, aFact(child, { health: 'frail' }, { day: '2026-05-29' }))).toEqual(['kept'])
  expect(await conflicts()).toEqual([])
})

test('of a shared relative: in the file of the second, and who wrote out of reach is not named', async () => {
  await Promise.all([pull(one), pull(far)])
  expect(await push(far, aRelative(sibling, father, { workPlace: '天津市' }, { day: '2026-05-21' }))).toEqual(
    ['kept'],
  )
  expect(
    await push(one, aRelative(child, father, { workPlace: '江苏省昆山市' }, { day: '2026-05-21' })),
  ).toEqual(['kept'])
  const [met] = await conflicts()
  expect(met).toMatchObject({
    child,
    person: father,
    relation: 'father',
    fact: 'workPlace',
    first: { value: { value: '天津市' }, by: { name: '', role: 'villageDirector' }, device: { label: null } },
    second: { value: { value: '江苏省昆山市' }, by: { name: '村儿童主任' } },
    holds: 'second',
  })
  const neither = { choice: 'other', entry: { state: 'known', value: '上海市' }, reason: '父亲本人来电' }
  const wish = { child, second: met!.second.act, fact: 'workPlace', acts: [newId(), newId()], ...neither }
  const wrong = { ...wish, entry: { state: 'known' } }
  expect((await supervisor.ask(decideConflict, { body: wrong })).body.code).toBe('invalidInput')
  expect((await supervisor.ask(decideConflict, { body: wish })).status).toBe(200)
  expect(await workPlace()).toBe('上海市')
  expect(await conflicts()).toEqual([])
})

test('two people at their desks who save the same form at once: the second is told, both are kept', async () => {
  const { place } = (await director.ask(openChildFile, { params: { child } })).body
  const save = async (who: Visitor, value: string) =>
    (
      await who.ask(recordActs, {
        body: { acts: [aFact(child, { schooling: value }, { day: '2026-06-01' })], knew: place },
      })
    ).body.answers
  expect((await save(director, 'juniorSecondary'))[0]).not.toHaveProperty('conflict')
  expect(await save(supervisor, 'primary')).toMatchObject([{ outcome: 'kept', conflict: true }])
  expect(await conflicts()).toMatchObject([{ fact: 'schooling', second: { device: null } }])
})

test('what is now of it can be rebuilt from the acts', async () => {
  const rows = async () =>
    (await app.database.owner.query('select * from fact_conflict order by second_act, fact')).rows
  const before = await rows()
  expect(before).toHaveLength(3)
  await rebuild(app.database.connections.owner, app.deps)
  expect(await rows()).toEqual(before)
})

test('after a restore what the server had by then counts as known, by the clock', async () => {
  const stale = { who: other.who, knew: { epoch: '210421.0', place: 1_000_000 } }
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aFact(child, { health: 'healthy' }, { day: '2026-05-30' }),
  )
  // Written in May by its clock, before that was received.
  expect(await push(stale, aFact(child, { health: 'other' }, { day: '2026-05-30' }))).toEqual(['kept'])
  expect((await conflicts()).map(({ fact }) => fact).sort()).toEqual(['health', 'schooling'])
})

test('an act that waited for a new owner still says what it knew', async () => {
  await pull(one)
  const moved = act('child.move', child, { day: '2026-06-01', area: ELSEWHERE, reason: '随祖母搬家' })
  await record(
    app.deps,
    app.actor('countyOfficer'),
    moved,
    aFact(child, { hobbies: '画画' }, { day: '2026-06-01' }),
  )
  expect(await push(one, aFact(child, { hobbies: '足球' }, { day: '2026-05-31' }))).toEqual(['held'])
  const next = await app.signIn('faraway')
  const [held] = (await next.ask(listHeldActs)).body.rows
  await next.ask(decideHeldActs, { body: { ids: [held!.id], decision: 'take' } })
  const officer = await app.as('countyOfficer')
  expect((await conflicts(officer)).find(({ fact }) => fact === 'hobbies')).toMatchObject({
    first: { value: { value: '画画' } },
    second: { value: { value: '足球' }, by: { name: '村儿童主任' }, device: { label: '红米 12C' } },
  })
  // The township does not reach the child any more.
  expect(await conflicts()).toEqual([])
})
