import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#domain/access/roles.ts'
import { listChildren } from '#domain/child/child-api.ts'
import { circumstanceGaps, explainChild } from '#domain/circumstance/circumstance-api.ts'
import { decidePolicy, listPolicy, proposePolicy } from '#domain/policy/policy-api.ts'
import { readTable } from '#domain/table/table-api.ts'
import { aChild, aFact, aRelative, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { COUNTY, ELSEWHERE, newId, VILLAGE } from '#testing/county.ts'
import { respellSome } from './due.ts'

let app: TestApp
let officer: Visitor
let director: Visitor
const [girl, brother, away] = [newId(), newId(), newId()]
const [father, mother] = [newId(), newId()]
const TODAY = '2026-06-01'

beforeAll(async () => {
  app = await startTestApp()
  officer = await app.as('countyOfficer')
  director = await app.as('villageDirector')
  const family = [
    { person: father, relation: 'father' },
    { person: mother, relation: 'mother' },
  ]
  await record(
    app.deps,
    app.actor('countyOfficer'),
    ...[girl, brother].map((child) =>
      aChild({
        child,
        area: VILLAGE,
        day: '2026-01-10',
        facts: { birthDate: '2015-05-05', bothParentsAway: true },
        family,
      }),
    ),
    aRelative(girl, father, { name: '王建国', workPlace: '广东省东莞市' }),
    aRelative(girl, mother, { name: '李秀兰', workPlace: '广东省东莞市' }),
    aChild({ child: away, area: ELSEWHERE, day: '2026-01-10', facts: { birthDate: '2012-05-05' }, family }),
  )
})
afterAll(async () => {
  await app.close()
})

const circumstances = async (visitor: Visitor, where: Record<string, string[]> = {}) => {
  const { rows } = (await visitor.ask(listChildren, { body: { where } })).body
  return new Map(rows.map((row) => [row.id as string, row.circumstances]))
}
const finding = async (visitor: Visitor, child: string, key: string, on?: string) =>
  (await visitor.ask(explainChild, { params: { child, ...(on && { on }) } })).body.circumstances.find(
    (found) => found.key === key,
  )!

test('what is learnt of a father in one file is told in the files of all his children, out of reach too', async () => {
  expect([...(await circumstances(officer)).values()]).toEqual([
    ['leftBehind'],
    ['leftBehind'],
    ['leftBehind'],
  ])
  await record(
    app.deps,
    app.actor('villageDirector'),
    aRelative(
      girl,
      father,
      { parentState: 'imprisoned', termMonths: 36, stateProof: '（2026）辽0421刑初12号' },
      { day: '2026-05-02' },
    ),
    aRelative(brother, mother, { parentState: 'outOfContact' }, { day: '2025-11-20' }),
  )
  const seen = await circumstances(director)
  const both = ['leftBehind', 'unraised']
  expect([seen.get(girl), seen.get(brother)]).toEqual([both, both])
  // Only the program reaches the child of the other township.
  expect((await circumstances(officer)).get(away)).toEqual(['leftBehind'])
  await respellSome(app.deps)
  expect(await respellSome(app.deps)).toBe(0)
  expect((await circumstances(officer)).get(away)).toEqual(both)
})

test('the file says why, by which act and clause, on any day', async () => {
  const found = await finding(director, girl, 'unraised')
  expect(found).toMatchObject({ answer: 'yes', case: 'A', reported: null })
  expect(found.reasons.map(({ zh }) => zh)).toEqual([
    '不满18周岁（2033-05-05 满）',
    expect.stringMatching(/^父亲服刑在押（自2026-05-02起），期限36个月$/),
    expect.stringMatching(/^母亲失联（自2025-11-20起），已满6个月$/),
  ])
  expect(found.reasons.slice(1).every(({ act }) => act)).toBe(true)
  expect(found.reasons[1]).toMatchObject({ proof: '（2026）辽0421刑初12号' })
  expect(found.clauses.map(({ document }) => document).join()).toMatch(
    /民发〔2019〕62号.*民发〔2020〕125号|民发〔2020〕125号/,
  )
  expect(await finding(director, girl, 'unraised', '2026-05-19')).toMatchObject({ answer: 'no' })
  expect(await finding(director, girl, 'unraised', '2026-05-20')).toMatchObject({ answer: 'yes' })
})

test('who meets a rule and is on no list of it is a gap, until the record says so', async () => {
  const gaps = async (visitor: Visitor) => (await visitor.ask(circumstanceGaps)).body.unlisted
  expect(await gaps(officer)).toEqual([
    { key: 'orphan', n: 0 },
    { key: 'unraised', n: 3 },
  ])
  expect(await gaps(director)).toContainEqual({ key: 'unraised', n: 2 })
  expect([...(await circumstances(officer, { unlisted: ['unraised'] })).keys()].sort()).toEqual(
    [girl, brother, away].sort(),
  )
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aFact(girl, { reported: ['unraised'] }, { day: '2026-05-30' }),
  )
  expect(await gaps(officer)).toContainEqual({ key: 'unraised', n: 2 })
  expect([...(await circumstances(officer, { unlisted: ['unraised'] })).keys()]).not.toContain(girl)
  expect([...(await circumstances(officer, { circumstances: ['unraised'] })).keys()]).toContain(girl)
  const nonsense = await officer.ask(listChildren, { body: { where: { circumstances: ['rich'] } } })
  expect(nonsense.status).toBe(400)
})

const proposed = (more: object = {}) => ({
  id: newId(),
  key: 'unraisedMonthsOutOfContact',
  scope: `${COUNTY}000000`,
  from: TODAY,
  value: 12,
  document: '县民政局 2026 年 5 号',
  clause: '第三条',
  reason: '试行更严的口径',
  ...more,
})
const secondOfficer = async () => {
  await app.add({
    login: 'officer2',
    name: '第二经办人',
    role: 'countyOfficer' as Role,
    area: `${COUNTY}000000`,
  })
  return app.signIn('officer2')
}

test('a change of policy is proposed with its effect, approved by a second person, and tells every child anew', async () => {
  const body = proposed()
  const first = (await officer.ask(proposePolicy, { body })).body
  expect(first).toMatchObject({ before: 6, value: 12, own: true, decision: null })
  expect((await officer.ask(proposePolicy, { body })).body.id).toBe(first.id)
  const state = async () => (await officer.ask(listPolicy)).body.proposals.find(({ id }) => id === first.id)!
  await expect.poll(async () => (await state()).effect?.done, { timeout: 10_000 }).toBe(true)
  expect((await state()).effect).toMatchObject({
    children: 3,
    of: 3,
    changes: [{ key: 'unraised', adds: 0, removes: 3 }],
  })
  const decide = (visitor: Visitor, decision: string) =>
    visitor.ask(decidePolicy, { params: { proposal: first.id }, body: { decision } })
  expect((await decide(officer, 'approved')).body.code).toBe('secondPersonNeeded')
  expect((await decide(director, 'approved')).body.code).toBe('notAllowed')
  const before = (await officer.ask(readTable, { params: { table: 'left-behind-summary' } })).body.total
  const second = await secondOfficer()
  expect((await decide(second, 'approved')).body.decision).toBe('approved')
  expect((await decide(second, 'approved')).body.decision).toBe('approved')
  expect((await decide(second, 'rejected')).body.code).toBe('stale')
  expect(await state()).toMatchObject({ before: 6, value: 12, withdrawn: false })
  await expect.poll(async () => (await officer.ask(listPolicy)).body.waiting, { timeout: 10_000 }).toBe(0)
  expect([...(await circumstances(officer)).values()]).toEqual([
    ['leftBehind'],
    ['leftBehind'],
    ['leftBehind'],
  ])
  expect((await officer.ask(readTable, { params: { table: 'left-behind-summary' } })).body.total).toEqual(
    before,
  )
  // What was said of earlier days stands by the rule of those days.
  expect(await finding(officer, girl, 'unraised', '2026-05-31')).toMatchObject({ answer: 'yes' })
  expect(await finding(officer, girl, 'unraised')).toMatchObject({ answer: 'no' })
  const { inForce } = (await officer.ask(listPolicy)).body
  expect(inForce.find(({ key }) => key === 'unraisedMonthsOutOfContact')).toMatchObject({
    value: 12,
    standing: 'local',
    document: '县民政局 2026 年 5 号',
  })
})

test('whoever proposed a change may withdraw it, which is told apart from a refusal', async () => {
  const { id } = (await officer.ask(proposePolicy, { body: proposed({ value: 9 }) })).body
  const withdrawn = await officer.ask(decidePolicy, {
    params: { proposal: id },
    body: { decision: 'rejected' },
  })
  expect(withdrawn.body).toMatchObject({ decision: 'rejected', withdrawn: true, value: 9 })
})

test('a value that does not fit, a place elsewhere and a role without the right are refused', async () => {
  expect((await officer.ask(proposePolicy, { body: proposed({ value: true }) })).body.code).toBe(
    'invalidInput',
  )
  expect((await officer.ask(proposePolicy, { body: proposed({ value: 61 }) })).body.code).toBe('invalidInput')
  expect((await officer.ask(proposePolicy, { body: proposed({ scope: '210422000000' }) })).body.code).toBe(
    'areaNotFound',
  )
  expect((await director.ask(proposePolicy, { body: proposed() })).body.code).toBe('notAllowed')
})
