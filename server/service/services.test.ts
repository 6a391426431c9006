import { afterAll, beforeAll, expect, test } from 'vitest'
import { childHistory, openChildFile, recordActs } from '#domain/child/child-api.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import {
  exportVisitBook,
  household,
  servicesOfChild,
  visitBook,
  visitChildren,
  visitCoverage,
} from '#domain/service/service-api.ts'
import { createRespeller } from '#server/circumstance/due.ts'
import { aChild, act, aFact, known, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId } from '#testing/county.ts'

let app: TestApp
let director: Visitor
let supervisor: Visitor
let officer: Visitor
const [sister, brother, cousin, far] = [newId(), newId(), newId(), newId()]
const grandmother = newId()
const carer = [{ person: grandmother, relation: 'paternalGrandmother', carer: true }]

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({
      child: sister,
      day: '2026-05-01',
      facts: { name: '李小禾', guardianship: 'nobody' },
      family: carer,
    }),
    aChild({ child: brother, day: '2026-05-20', facts: { name: '李小树' }, family: carer }),
    aChild({ child: cousin, area: NEIGHBOUR, day: '2026-05-01', facts: { name: '李远' }, family: carer }),
    aChild({ child: far, area: ELSEWHERE, day: '2026-05-01', facts: { name: '王远' } }),
  )
})
afterAll(() => app.close())

const aVisit = (child: string, more: object = {}) =>
  act('service.record', child, {
    day: '2026-05-30',
    service: 'homeVisit',
    occasion: newId(),
    childSeen: true,
    ...more,
  })
const duties = async (who: Visitor, params: Record<string, string> = {}) =>
  (await who.ask(listDuties, { params: { about: 'visits', ...params } })).body
const dutyOf = async (child: string, who = officer) =>
  (await duties(who)).rows.find(({ id, rule }) => id === child && rule === 'visit')
const told = async (who: Visitor, ...acts: object[]) =>
  (await who.ask(recordActs, { body: { acts } })).body.answers.map(({ outcome, code }) => code ?? outcome)

test('each sees whom she has to visit, the most urgent first, and why', async () => {
  const own = await duties(director, { rule: 'visit' })
  expect(own.rows.map(({ name, due, tier }) => [name, due, tier])).toEqual([
    ['李小禾', '2026-05-08', 'high'],
    ['李小树', '2026-06-22', 'middle'],
  ])
  expect(own.rows[0]?.reasons[0]?.zh).toBe('监护情况差')
  expect(own.rows[1]?.reasons[0]?.zh).toBe('农村留守儿童')
  expect(own).toMatchObject({ counts: { overdue: 1, week: 0, late: 0, all: 2 }, lateAfter: null, total: 2 })
  expect((await duties(supervisor, { rule: 'visit' })).rows.map(({ name }) => name)).toEqual([
    '李小禾',
    '李远',
    '李小树',
  ])
  expect((await duties(supervisor, { area: NEIGHBOUR, rule: 'visit' })).rows.map(({ name }) => name)).toEqual(
    ['李远'],
  )
  expect((await duties(officer, { rule: 'visit' })).total).toBe(4)
})

test('those above are told of what is overdue for long: the township before the county', async () => {
  expect((await duties(supervisor, { when: 'late', rule: 'visit' })).rows.map(({ name }) => name)).toEqual([
    '李小禾',
  ])
  expect(await duties(supervisor, { rule: 'visit' })).toMatchObject({ lateAfter: 3, counts: { late: 1 } })
  expect(await duties(officer, { rule: 'visit' })).toMatchObject({ lateAfter: 14, counts: { late: 1 } })
})

test('children in the same care are visited at once, those of other villages not', async () => {
  const { rows } = (await director.ask(household, { params: { child: sister } })).body
  expect(rows.map(({ id }) => id).sort()).toEqual([sister, brother].sort())
  expect((await director.ask(household, { params: { child: cousin } })).body.code).toBe('childNotFound')
})

test('a family visited: what concerns one child stands in its own file alone, and what was learnt in its facts', async () => {
  const occasion = newId()
  const seen = { occasion, asked: 'paternalGrandmother', facts: known({ lastParentContactOn: '2026-05-24' }) }
  const answers = await told(
    director,
    aVisit(sister, {
      ...seen,
      problems: ['mind'],
      words: { opinion: '希望父母常打电话', problem: '夜里睡不好' },
      facts: known({ lastParentContactOn: '2026-05-24', mentalCondition: '沉默', guardianship: 'fair' }),
    }),
    aVisit(brother, seen),
  )
  expect(answers).toEqual(['kept', 'kept'])

  const [visit] = (await director.ask(servicesOfChild, { params: { child: sister } })).body.rows
  expect(visit).toMatchObject({
    service: 'homeVisit',
    occasion,
    asked: 'paternalGrandmother',
    problems: ['mind'],
    words: { opinion: '希望父母常打电话', problem: '夜里睡不好' },
    by: { name: '村儿童主任', role: 'villageDirector' },
  })
  const [others] = (await director.ask(servicesOfChild, { params: { child: brother } })).body.rows
  expect(others).toMatchObject({ occasion, problems: [], words: {} })

  const { facts } = (await director.ask(openChildFile, { params: { child: sister } })).body
  expect(facts.lastParentContactOn).toMatchObject({ value: '2026-05-24', since: '2026-05-30' })
  expect(facts.mentalCondition?.value).toBe('沉默')
  const [entry] = (await director.ask(childHistory, { params: { child: sister } })).body.entries
  expect(entry?.kind).toBe('service.record')
  expect(entry?.changes.map(({ key }) => key).sort()).toEqual([
    'guardianship',
    'lastParentContactOn',
    'mentalCondition',
  ])
})

test('what was visited is off the list until it is due again, as closely as was learnt', async () => {
  expect(await dutyOf(sister)).toMatchObject({ period: '2026-05-30', due: '2026-06-30', tier: 'middle' })
  expect(await dutyOf(brother)).toMatchObject({ lastOn: '2026-05-30', due: '2026-06-30' })
  expect((await duties(director, { rule: 'visit' })).counts).toMatchObject({ overdue: 0, all: 2 })
})

test('a problem that was found has to be dealt with; it is gone when somebody says how', async () => {
  const [task] = (await duties(director)).rows.filter(({ rule }) => rule === 'problem')
  expect(task).toMatchObject({
    id: sister,
    due: '2026-06-12',
    lastOn: '2026-05-30',
    reasons: [{ zh: '心理情绪' }],
  })
  const [found, problem] = task!.period.split('/')
  const end = {
    day: '2026-06-01',
    found,
    problem,
    outcome: 'solved',
    words: { note: '班主任已谈话，每周回访' },
  }
  expect(await told(director, act('problem.close', sister, end))).toEqual(['kept'])
  expect((await duties(director, { rule: 'problem' })).rows).toEqual([])
  const [visit] = (await director.ask(servicesOfChild, { params: { child: sister } })).body.rows
  expect(visit?.closed).toEqual([
    {
      problem: 'mind',
      outcome: 'solved',
      day: '2026-06-01',
      note: '班主任已谈话，每周回访',
      by: '村儿童主任',
    },
  ])
})

test('whoever was not at home is still to be visited', async () => {
  expect(await told(supervisor, aVisit(cousin, { childSeen: false }))).toEqual(['kept'])
  expect(await dutyOf(cousin)).toMatchObject({ period: '2026-05-01', lastOn: null })
})

test('put off with a reason; it says so, and comes back on its day', async () => {
  const { period } = (await dutyOf(cousin))!
  const put = { day: '2026-06-01', rule: 'visit', period, until: '2026-06-20', reason: '随母亲去外地过节' }
  expect(await told(supervisor, act('duty.postpone', cousin, put))).toEqual(['kept'])
  expect(await dutyOf(cousin)).toMatchObject({ due: '2026-06-20', postponed: true })
})

test('taken off the list by the township for a reason; the next one is counted from that day', async () => {
  const { period } = (await dutyOf(cousin))!
  const removal = { day: '2026-06-01', rule: 'visit', period, reason: '在县医院住院，由医院社工探望' }
  const body = { acts: [act('duty.remove', cousin, removal)] }
  expect((await director.ask(recordActs, { body })).status).toBe(403)
  expect(await told(supervisor, act('duty.remove', cousin, removal))).toEqual(['kept'])
  expect(await dutyOf(cousin)).toMatchObject({ period: '2026-06-01', postponed: false })
})

test('words are sealed: neither the database nor its dump tells what a grandmother said', async () => {
  const { rows } = await app.database.owner.query<{ body: string }>(
    `select body::text as body from act where kind in ('service.record', 'problem.close')`,
  )
  expect(rows.length).toBeGreaterThan(1)
  for (const { body } of rows) expect(body).not.toMatch(/父母常打电话|睡不好|沉默|班主任/)
})

test('a corrected visit counts as corrected; the same act again changes nothing', async () => {
  const wrong = aVisit(far, { day: '2026-05-31' })
  expect(await told(officer, wrong)).toEqual(['kept'])
  expect(await told(officer, wrong)).toEqual(['kept'])
  expect((await dutyOf(far))?.lastOn).toBe('2026-05-31')
  const right = aVisit(far, { day: '2026-05-11', corrects: wrong.id, reason: '日期写错' })
  expect(await told(officer, right)).toEqual(['kept'])
  expect((await dutyOf(far))?.lastOn).toBe('2026-05-11')
  expect((await officer.ask(servicesOfChild, { params: { child: far } })).body.rows).toHaveLength(1)
  expect((await app.database.owner.query('select from service where child = $1', [far])).rowCount).toBe(1)
})

test('coverage by area: figures that add up, with the children behind each', async () => {
  const { body } = await officer.ask(visitCoverage, { params: { month: '2026-05' } })
  expect(body.total).toEqual({ children: 4, visited: 3, notVisited: 1 })
  expect(body.rows.find(({ name }) => name === '石文镇')?.values).toEqual({
    children: 3,
    visited: 2,
    notVisited: 1,
  })
  const behind = async (counter: string) =>
    (await officer.ask(visitChildren, { params: { month: '2026-05', counter } })).body.rows.map(
      ({ name }) => name,
    )
  expect(await behind('notVisited')).toEqual(['李远'])
  expect((await behind('visited')).sort()).toEqual(['李小树', '李小禾', '王远'].sort())
  expect((await director.ask(visitCoverage, { params: { month: '2026-05' } })).body.total).toEqual({
    children: 2,
    visited: 2,
    notVisited: 0,
  })
  const none = await officer.ask(visitCoverage, { params: { month: '2026-04' } })
  expect(none.body.total).toEqual({ children: 0, visited: 0, notVisited: 0 })
})

test('the book of a month: every visit in reach, on the screen and as a file to be signed', async () => {
  const book = async (who: Visitor, params: Record<string, string> = {}) =>
    (await who.ask(visitBook, { params: { month: '2026-05', ...params } })).body
  const whole = await book(officer)
  expect(whole.rows.map(({ child }) => child.name).sort()).toEqual(
    ['李小禾', '李小树', '李远', '王远'].sort(),
  )
  expect(whole.rows.find(({ child }) => child.id === sister)).toMatchObject({
    problems: ['mind'],
    words: { opinion: '希望父母常打电话' },
    by: { name: '村儿童主任' },
  })
  expect((await book(director)).rows.map(({ child }) => child.id).sort()).toEqual([sister, brother].sort())
  expect((await book(officer, { month: '2026-04' })).total).toBe(0)
  expect((await book(director, { area: NEIGHBOUR })).code).toBe('areaNotFound')

  const wish = { body: { month: '2026-05', purpose: '季度检查' } }
  const file = await supervisor.ask(exportVisitBook, wish)
  expect(file.status).toBe(200)
  expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain(
    '抚顺县石文镇走访记录簿2026-05.pdf',
  )
  expect(String(file.body).slice(0, 4)).toBe('%PDF')
  expect((await director.ask(exportVisitBook, wish)).body.code).toBe('notAllowed')
  await app.deps.audit.flush()
  const { rows } = await app.database.owner.query(
    `select reason, children from audit where endpoint = 'exportVisitBook' and outcome = 'answered'`,
  )
  expect(rows[0].children.sort()).toEqual([sister, brother, cousin].sort())
})

test('out of reach nobody is told of visits, and nobody writes them', async () => {
  expect((await director.ask(servicesOfChild, { params: { child: far } })).body.code).toBe('childNotFound')
  expect((await director.ask(recordActs, { body: { acts: [aVisit(far)] } })).body.code).toBe('childNotFound')
  const { app: pool } = app.database
  for (const table of ['service', 'duty']) expect((await pool.query(`select from ${table}`)).rowCount).toBe(0)
})

test('after midnight those are told anew of whom something turns', async () => {
  const child = newId()
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child, day: '2026-05-25', facts: { name: '赵满', birthDate: '2010-06-04' } }),
  )
  expect(await dutyOf(child)).toMatchObject({ tier: 'middle', due: '2026-06-25' })
  const problems: unknown[] = []
  const respeller = createRespeller(app.deps, (problem) => problems.push(problem))
  app.clock.now = new Date('2026-06-04T01:00:00Z')
  respeller.look()
  const later = await app.as('countyOfficer')
  await expect.poll(() => dutyOf(child, later)).toMatchObject({ tier: 'low', due: '2026-08-25' })
  await respeller.stop()
  expect(problems).toEqual([])
  expect((await app.database.owner.query('select day from duty_pass')).rows).toEqual([{ day: '2026-06-04' }])
})

test('a child who leaves is not visited any more', async () => {
  await record(
    app.deps,
    app.actor('countyOfficer'),
    act('child.leave', brother, { day: '2026-06-03', why: 'age', reason: '满十六周岁' }),
    aFact(sister, { keyAttention: true }, { day: '2026-06-03' }),
  )
  const later = await app.as('countyOfficer')
  expect(await dutyOf(brother, later)).toBeUndefined()
  expect(await dutyOf(sister, later)).toMatchObject({ tier: 'high', due: '2026-06-06' })
})

test('a day on which policy changes has everybody told anew, once', async () => {
  const ask = async (day: string, changes: string) =>
    (
      await app.database.owner.query<{ n: number }>(`select due_turned('210421', $1, '{}', $2) as n`, [
        day,
        changes,
      ])
    ).rows[0]!.n
  const { rows } = await app.database.owner.query<{ n: number }>('select count(*)::int as n from child')
  expect(await ask('2026-06-05', '{2026-06-04}')).toBe(0)
  expect(await ask('2026-06-07', '{2026-06-06}')).toBe(rows[0]!.n)
  expect(await ask('2026-06-07', '{2026-06-06}')).toBe(0)
})
