import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordActs } from '#domain/child/child-api.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import { enrolPhone, pullSlice } from '#domain/phone/phone-api.ts'
import { type SliceChild, sliceDuties, withWritten } from '#domain/phone/slice.ts'
import { SHIPPED_BOOK } from '#domain/policy/shipped.ts'
import { servicesOfChild, visitCoverage } from '#domain/service/service-api.ts'
import { aChild, act, aFact, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { COUNTY, newId, VILLAGE } from '#testing/county.ts'
import { coverageFromActs } from '#testing/coverage-from-acts.ts'

const TODAY = '2026-06-01'
/** What is over once nothing is returned and no problem is open. */
const DONE = ['returned', 'problem']
let app: TestApp
let director: Visitor
let supervisor: Visitor
let phone: Visitor
const child = newId()

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  await record(app.deps, app.actor('countyOfficer'), aChild({ child, day: '2026-05-01' }))
  const { token } = (await director.ask(enrolPhone, { body: { label: '红米' } })).body
  phone = app.visitor({ authorization: `Bearer ${token}` })
})
afterAll(() => app.close())

const write = async (who: Visitor, one: object) => {
  const { body } = await who.ask(recordActs, { body: { acts: [one] } })
  return body.code ?? body.answers[0]!.outcome
}
const aVisit = (more: object = {}) =>
  act('service.record', child, {
    day: '2026-05-20',
    service: 'homeVisit',
    occasion: newId(),
    childSeen: true,
    problems: ['mind'],
    words: { note: '见到孩子' },
    facts: {},
    ...more,
  })
const review = (kind: 'visit.comment' | 'visit.return' | 'visit.accept', visit: string, said: object) =>
  act(kind, child, { day: TODAY, visit, ...said })
/** Coverage of May, as the program says and as SQL over acts alone says. */
const visited = async () => {
  const told = (await supervisor.ask(visitCoverage, { params: { month: '2026-05' } })).body.total.visited
  const client = await app.database.owner.connect()
  const [row] = await coverageFromActs(client, COUNTY, { from: '2026-05-01', until: '2026-05-31' })
  client.release()
  expect(row).toEqual({ area: VILLAGE, children: 1, visited: told })
  return told
}
const duties = async (who = director) =>
  (await who.ask(listDuties, { params: { about: 'visits' } })).body.rows.filter(({ id }) => id === child)
const visits = async () => (await director.ask(servicesOfChild, { params: { child } })).body.rows
const onPhone = async (): Promise<SliceChild> =>
  (await phone.ask(pullSlice, { body: { cursor: null } })).body.rows.find(({ id }) => id === child)!
const returnedOnPhone = (row: SliceChild) =>
  sliceDuties(row, SHIPPED_BOOK, TODAY).filter(({ rule }) => rule === 'returned')

const visit = aVisit()
const back = review('visit.return', visit.id, { reason: '没有写明监护人意见' })

test('a visit is returned by those above alone, with a reason, and counts for nothing', async () => {
  expect(await write(director, visit)).toBe('kept')
  expect(await visited()).toBe(1)
  expect(await write(director, back)).toBe('notAllowed')
  expect(await write(supervisor, review('visit.return', newId(), { reason: '查无此次' }))).toBe('notFound')
  const said = { words: { note: '请多了解在校情况' } }
  expect(await write(supervisor, review('visit.comment', visit.id, said))).toBe('kept')
  expect(await visited()).toBe(1)
  expect(await write(supervisor, back)).toBe('kept')
  expect(await write(supervisor, back)).toBe('kept')
  expect(await write(supervisor, review('visit.return', visit.id, { reason: '再退一次' }))).toBe(
    'alreadyReturned',
  )
  expect(await visited()).toBe(0)
  const [shown] = await visits()
  expect(shown).toMatchObject({
    returned: { note: '没有写明监护人意见', by: { name: '镇儿童督导员' } },
    comments: [{ note: '请多了解在校情况' }],
  })
})

test('the director is told by a task with the reason, on the desk and on the phone', async () => {
  const own = await duties()
  expect(own.find(({ rule }) => rule === 'returned')).toMatchObject({
    period: back.id,
    due: '2026-06-08',
    lastOn: '2026-05-20',
    said: '没有写明监护人意见',
  })
  expect(own.find(({ rule }) => rule === 'visit')?.lastOn).toBeNull()
  const row = await onPhone()
  expect(returnedOnPhone(row)).toMatchObject([{ period: back.id, due: '2026-06-08' }])
  expect(row.acts.find(({ id }) => id === back.id)?.body.reason).toBe('没有写明监护人意见')
  const { rows } = await app.database.owner.query(`select body::text from act where kind like 'visit.%'`)
  expect(JSON.stringify(rows)).not.toMatch(/监护人意见|在校情况/)
})

test('a return is withdrawn, and made again', async () => {
  expect(await write(supervisor, review('visit.accept', visit.id, { reason: '已电话说明' }))).toBe('kept')
  expect(await write(supervisor, review('visit.accept', visit.id, { reason: '又一次' }))).toBe('notReturned')
  expect(await visited()).toBe(1)
  expect(returnedOnPhone(await onPhone())).toEqual([])
  const again = review('visit.return', visit.id, { reason: '日期与学校记录不符' })
  expect(await write(supervisor, again)).toBe('kept')
  expect(await visited()).toBe(0)
})

test('supplemented, it counts; what stood there before is still to be read, and what was dealt with stays so', async () => {
  const closed = { found: visit.id, problem: 'mind', outcome: 'solved', words: { note: '已请班主任谈话' } }
  expect(await write(director, act('problem.close', child, { day: TODAY, ...closed }))).toBe('kept')
  const mended = aVisit({ corrects: visit.id, reason: '补充监护人意见', words: { opinion: '愿意配合' } })
  // The phone shows it at once, before the server knows.
  expect(returnedOnPhone(withWritten(await onPhone(), [mended]))).toEqual([])
  expect(await write(director, mended)).toBe('kept')
  expect(await visited()).toBe(1)
  expect((await duties()).filter(({ rule }) => DONE.includes(rule))).toEqual([])
  const [shown, ...others] = await visits()
  expect(others).toEqual([])
  expect(shown).toMatchObject({
    id: mended.id,
    returned: null,
    words: { opinion: '愿意配合' },
    closed: [{ problem: 'mind', note: '已请班主任谈话' }],
    before: [{ words: { note: '见到孩子' }, why: '补充监护人意见' }],
  })
  const row = await onPhone()
  expect(sliceDuties(row, SHIPPED_BOOK, TODAY).filter(({ rule }) => DONE.includes(rule))).toEqual([])
  expect(await write(supervisor, review('visit.return', visit.id, { reason: '旧的' }))).toBe('notFound')
})

test('a fact of a visit that is corrected takes the visit out of no figure', async () => {
  const taught = aVisit({ day: '2026-05-25', facts: { health: { state: 'known', value: 'frail' } } })
  expect(await write(director, taught)).toBe('kept')
  const right = aFact(
    child,
    { health: 'healthy' },
    { day: '2026-05-25', corrects: taught.id, reason: '记错' },
  )
  expect(await write(director, right)).toBe('kept')
  expect(await visited()).toBe(1)
  expect(await visits()).toHaveLength(2)
})
