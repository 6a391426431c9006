import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NewAct } from '#domain/act/act.ts'
import { recordActs } from '#domain/child/child-api.ts'
import {
  listNotices,
  listUndelivered,
  noticePreference,
  readNotices,
  readNoticesOnPhone,
  sendAgain,
  setNoticePreference,
} from '#domain/notice/notice-api.ts'
import { pullSlice } from '#domain/phone/phone-api.ts'
import { decidePolicy, proposePolicy } from '#domain/policy/policy-api.ts'
import { aChild, act } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { COUNTY, ELSEWHERE, newId } from '#testing/county.ts'
import { catchSms, type SmsCatcher } from '#testing/sms-catcher.ts'
import { catchWebhooks, type WebhookCatcher } from '#testing/webhook-catcher.ts'
import { sendWaiting } from './notices.ts'
import { tellEverybody } from './tell-everybody.ts'

let app: TestApp
let sms: SmsCatcher
let hooks: WebhookCatcher
type Person = Pick<Visitor, 'ask'>
/** Somebody who signs in again when the test has let hours pass. */
function person(login: string): Person {
  let entered: Visitor | undefined
  return {
    async ask(endpoint, input) {
      const answer = entered && (await entered.ask(endpoint, input))
      if (answer && answer.status !== 401) return answer
      entered = await app.signIn(login)
      return entered.ask(endpoint, input)
    },
  }
}
const [director, next, officer, leader, system] = ['director', 'next', 'officer', 'leader', 'sysadmin'].map(
  person,
) as [Person, Person, Person, Person, Person]
const child = newId()

beforeAll(async () => {
  app = await startTestApp()
  sms = await catchSms()
  hooks = await catchWebhooks()
  sms.serve(app.dataDir)
  hooks.serve(app.dataDir)
  await app.add({ login: 'next', name: '邻乡主任', role: 'villageDirector', villages: [ELSEWHERE] })
  // Opened in January: its first visit is overdue by now.
  await write(director, aChild({ child, facts: { name: '欧阳春晓' } }))
})
afterAll(async () => {
  await app.close()
  await sms.close()
  await hooks.close()
})
beforeEach(() => {
  sms.caught.length = 0
  hooks.caught.length = 0
})

const write = async (who: Person, ...acts: NewAct[]) => {
  const { body } = await who.ask(recordActs, { body: { acts } })
  expect(body.answers?.map((answer) => answer.code ?? answer.outcome)).toEqual(acts.map(() => 'kept'))
}
const notices = async (who: Person) => (await who.ask(listNotices)).body
const kinds = async (who: Person, unread = true) =>
  (await notices(who)).notices.filter(({ read }) => !unread || !read).map(({ kind }) => kind)
const pass = async () => {
  await tellEverybody(app.deps)
  return sendWaiting(app.deps)
}
const wants = (who: Person, phone: string) => who.ask(setNoticePreference, { body: { sms: true, phone } })
const proposes = () =>
  officer.ask(proposePolicy, {
    body: {
      id: newId(),
      key: 'visitDaysLow',
      scope: `${COUNTY}000000`,
      from: '2026-07-01',
      value: 60,
      document: '县办法',
      clause: '第三条',
      reason: '增加走访',
    },
  })

test('a digest of tasks once a day, to the list and to the telephone that somebody has named; no child is in it', async () => {
  expect((await wants(director, '13900001111')).body).toEqual({
    sms: true,
    phone: '139****1111',
    gateway: true,
  })
  expect((await notices(director)).unread).toBe(0)
  await pass()
  const told = (await notices(director)).notices
  expect(told).toMatchObject([{ kind: 'tasksDue', subject: '2026-06-01', today: 0, read: false }])
  // A first visit, an assessment, and more.
  expect(told[0]!.count).toBeGreaterThanOrEqual(2)
  expect(sms.caught).toEqual([
    { phone: '13900001111', text: `【童护】您有${told[0]!.count}项任务逾期、0项今日到期，请登录系统查看。` },
  ])
  expect(hooks.caught.map(({ kind, subject }) => `${kind}/${subject}`).sort()).toEqual([
    'tasksDue/2026-06-01',
    'tasksLate/2026-06-01',
  ])
  // The office above is told of what has been left lying, and nobody is told twice.
  expect(await kinds(officer)).toEqual(['tasksLate'])
  await pass()
  expect([sms.caught.length, hooks.caught.length]).toEqual([1, 2])
  expect((await notices(director)).unread).toBe(1)
  app.forward(24 * 60)
  await pass()
  expect(sms.caught).toHaveLength(2)
  for (const { raw } of hooks.caught) expect(raw).not.toMatch(/欧阳|春晓/)
  for (const { text } of sms.caught) expect(text).not.toMatch(/欧阳|春晓/)
  expect(hooks.forged).toBe(0)
})

test('a proposal to whoever may approve it, and not to whoever made it; decided, it is no news any more', async () => {
  await wants(leader, '13900002222')
  const { body } = await proposes()
  await pass()
  expect(await kinds(leader)).toEqual(['policyProposed'])
  expect(await kinds(officer)).not.toContain('policyProposed')
  expect(sms.caught).toEqual([
    { phone: '13900002222', text: '【童护】您有1条新通知：政策变更等待批准。请登录系统查看。' },
  ])
  await officer.ask(decidePolicy, { params: { proposal: body.id }, body: { decision: 'rejected' } })
  await pass()
  expect(await kinds(leader)).toEqual([])
  expect(await kinds(leader, false)).toEqual(['policyProposed'])
})

test('at night nothing rings, and in the morning everything is there; machines do not sleep', async () => {
  app.clock.now = new Date('2026-06-04T14:30:00Z') // 22:30 in China
  await proposes()
  await pass()
  expect(sms.caught).toEqual([])
  expect(hooks.caught.map(({ kind }) => kind)).toContain('policyProposed')
  expect(await kinds(leader)).toContain('policyProposed')
  app.clock.now = new Date('2026-06-04T23:59:00Z')
  expect(await sendWaiting(app.deps)).toBe(0)
  app.clock.now = new Date('2026-06-05T00:00:00Z')
  expect(await sendWaiting(app.deps)).toBe(2)
  expect(sms.caught.map(({ phone }) => phone).sort()).toEqual(['13900001111', '13900002222'])
})

test('a child that is handed over: the village that is to receive it, and nobody above; read up to a moment', async () => {
  await wants(next, '13900003333')
  const ask = act('handOver.ask', child, { day: '2026-06-01', to: ELSEWHERE, reason: '随祖母迁居' })
  await write(director, ask)
  await pass()
  expect(await kinds(next)).toEqual(['handOver'])
  expect(await kinds(officer)).not.toContain('handOver')
  expect(sms.caught.map(({ text }) => text)).toContain(
    '【童护】您有1条新通知：有儿童等待认领。请登录系统查看。',
  )
  const { now } = await notices(next)
  expect((await next.ask(readNotices, { body: { until: now } })).body).toEqual({ unread: 0 })
  const claim = act('child.claim', child, { day: '2026-06-01', handOver: ask.id, area: ELSEWHERE })
  await write(next, claim)
  await pass()
  expect((await notices(next)).unread).toBe(0)
})

test('a visit that was returned: the village that made it, until it is supplemented or the return withdrawn', async () => {
  const supervisor = person('supervisor')
  const [other, day] = [newId(), '2026-05-20']
  const visit = act('service.record', other, {
    day,
    service: 'homeVisit',
    occasion: newId(),
    childSeen: true,
    problems: [],
    words: {},
    facts: {},
  })
  await write(director, aChild({ child: other }), visit)
  const said = { day: '2026-06-01', visit: visit.id, reason: '没有写明监护人意见' }
  await write(supervisor, act('visit.return', other, said))
  await pass()
  expect(await kinds(director)).toContain('visitReturned')
  expect(await kinds(supervisor)).not.toContain('visitReturned')
  await write(supervisor, act('visit.accept', other, said))
  await pass()
  expect(await kinds(director)).not.toContain('visitReturned')
})

test('a machine that does not answer is tried again ever later, then given up, listed, and sent once more by hand', async () => {
  await proposes()
  hooks.broken = true
  await pass()
  const { rows } = await app.database.owner.query(
    `select tries, not_before, problem from notice where sent_at is null and channel = 'webhook'`,
  )
  expect(rows).toMatchObject([{ tries: 1, problem: 'HTTP 503' }])
  const waits: number[] = []
  for (const minutes of [1, 5, 30, 120, 720]) {
    app.forward(minutes - 0.5)
    await sendWaiting(app.deps)
    const before = await tries()
    app.forward(0.6)
    await sendWaiting(app.deps)
    waits.push((await tries()) - before)
  }
  expect(waits).toEqual([1, 1, 1, 1, 1])
  const { body } = await system.ask(listUndelivered)
  expect(body).toMatchObject({
    webhook: true,
    rows: [{ channel: 'webhook', kind: 'policyProposed', tries: 6, problem: 'HTTP 503', again: true }],
  })
  // The next day its administrator is told of it; others are not shown the list.
  app.forward(24 * 60 - 900)
  await tellEverybody(app.deps)
  expect(await kinds(system)).toContain('undelivered')
  expect((await officer.ask(listUndelivered)).status).toBe(403)
  hooks.broken = false
  const again = { params: { notice: body.rows[0]!.id } }
  expect((await system.ask(sendAgain, again)).status).toBe(200)
  expect((await system.ask(sendAgain, again)).status).toBe(200)
  await sendWaiting(app.deps)
  expect(hooks.caught.filter(({ id }) => id === body.rows[0]!.id)).toHaveLength(1)
  expect((await system.ask(listUndelivered)).body.rows).toEqual([])
})
const tries = async () =>
  (await app.database.owner.query(`select max(tries)::int as n from notice where problem is not null`))
    .rows[0].n

test('a phone is told with what it pulls, and what is read there is read on the desk', async () => {
  const pulled = async () =>
    (await next.ask(pullSlice, { body: { cursor: null } })).body.shared!.content.notices.map(
      ({ kind }) => kind,
    )
  expect(await pulled()).toEqual(['tasksDue'])
  const { now } = await notices(next)
  expect((await next.ask(readNoticesOnPhone, { body: { until: now } })).body.unread).toBe(0)
  expect(await pulled()).toEqual([])
})

test('a number may be kept while no message is wanted, and is never shown whole', async () => {
  const { body } = await next.ask(setNoticePreference, { body: { sms: false } })
  expect(body).toEqual({ sms: false, phone: '139****3333', gateway: true })
  expect((await leader.ask(noticePreference)).body.phone).toBe('139****2222')
  expect((await next.ask(setNoticePreference, { body: { sms: true, phone: '12345' } })).status).toBe(400)
})

test('no backup for long, and a year that nobody has entered, are told to those who can mend it', async () => {
  app.clock.now = new Date('2026-11-02T02:00:00Z')
  await tellEverybody(app.deps)
  const latest = (await notices(system)).notices[0]
  expect(latest).toMatchObject({ kind: 'backupOld', subject: '2026-11-02' })
  expect(await kinds(officer)).toContain('calendarMissing')
})
