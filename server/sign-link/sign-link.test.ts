import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { agreementsOfChild } from '#domain/agreement/agreement-api.ts'
import { childHistory, recordActs } from '#domain/child/child-api.ts'
import {
  confirmSignCode,
  makeSignLink,
  openSignLink,
  sendSignCode,
  signByLink,
} from '#domain/sign-link/sign-link-api.ts'
import { aChild, act, aRelative, record } from '#testing/acts.ts'
import { aDraft, everySignature, STROKES } from '#testing/agreements.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, newId } from '#testing/county.ts'
import { catchSms, codeIn, type SmsCatcher, tokenIn } from '#testing/sms-catcher.ts'
import { rebuild } from '../act/rebuild.ts'
import { afterQuiet, sendWaiting } from '../notice/notices.ts'

let app: TestApp
let sms: SmsCatcher
let director: Visitor
let parent: Visitor
const father = newId()
const grandmother = newId()
const parties = { principal: father, carer: grandmother }
let child: string
let agreement: string

beforeAll(async () => {
  app = await startTestApp()
  sms = await catchSms()
  sms.serve(app.dataDir, { publicUrl: 'https://tonghu.example.gov.cn' })
})
afterAll(async () => {
  await sms.close()
  await app.close()
})
beforeEach(async () => {
  sms.caught.length = 0
  sms.broken = false
  app.clock.now = new Date('2026-06-01T02:00:00Z')
  director = await app.as('villageDirector')
  parent = app.visitor()
  child = newId()
  const family = [
    { person: father, relation: 'father' },
    { person: grandmother, relation: 'paternalGrandmother', carer: true },
  ]
  const draft = aDraft(child, parties)
  agreement = draft.id
  await record(
    app.deps,
    app.actor('villageDirector'),
    aChild({ child, day: '2026-05-01', facts: { name: '李小禾' }, family }),
    aRelative(child, father, { name: '李大山', phones: ['024-5666', '138 0000 1234'], workPlace: '沈阳市' }),
    aRelative(child, grandmother, { name: '王秀兰' }),
    draft,
    ...everySignature(child, agreement, parties).slice(1),
  )
})

const make = (more: object = {}, who = director) =>
  who.ask(makeSignLink, {
    params: { child, agreement },
    body: { person: father, phone: 1, send: false, ...more },
  })
const aLink = async () => tokenIn((await make()).body.url)
const codeFor = async (token: string) => {
  expect((await parent.ask(sendSignCode, { body: { token } })).status).toBe(200)
  return codeIn(sms.caught.at(-1)!)
}
const entered = async (token: string) =>
  (await parent.ask(confirmSignCode, { body: { token, code: await codeFor(token) } })).body
const status = async () => (await director.ask(agreementsOfChild, { params: { child } })).body.rows[0]!

test('a parent far away opens the link, proves that he has the telephone, reads and signs; it is in force', async () => {
  const { body: made } = await make()
  expect(made.url).toMatch(/^https:\/\/tonghu\.example\.gov\.cn\/sign#[\w-]{27}$/)
  const token = tokenIn(made.url)
  const opened = await parent.ask(openSignLink, { body: { token } })
  expect(opened.body).toEqual({ state: 'open', county: '抚顺县', phone: '****1234', wait: 0 })
  const code = await codeFor(token)
  expect(sms.caught[0]!.phone).toBe('13800001234')
  expect(sms.caught[0]!.text).not.toMatch(/李|王|小禾/)
  const { body } = await parent.ask(confirmSignCode, { body: { token, code } })
  expect(body.signer).toBe('李大山')
  expect(JSON.stringify(body.paper)).toContain('李小禾')
  const signing = { body: { token, pass: body.pass, strokes: STROKES } }
  expect((await parent.ask(signByLink, signing)).body).toEqual({ state: 'done' })
  expect(await status()).toMatchObject({ status: 'inForce', missing: [] })
  const signed = (await status()).signatures.find(({ party }) => party === 'principal')
  expect(signed).toMatchObject({ manner: 'link', person: father, strokes: STROKES })

  // A lost answer, and the link a second time.
  expect((await parent.ask(signByLink, signing)).body).toEqual({ state: 'done' })
  expect((await parent.ask(openSignLink, { body: { token } })).body).toMatchObject({
    state: 'done',
    phone: '',
  })
  expect((await parent.ask(sendSignCode, { body: { token } })).body.code).toBe('linkOver')
  expect((await parent.ask(confirmSignCode, { body: { token, code } })).body.code).toBe('linkOver')
  const { entries } = (await director.ask(childHistory, { params: { child } })).body
  expect(entries.filter(({ kind }) => kind === 'agreement.sign')).toHaveLength(3)
})

test('of two clicks one signs', async () => {
  const token = await aLink()
  const { pass } = await entered(token)
  const signing = { body: { token, pass, strokes: STROKES } }
  const answers = await Promise.all([parent.ask(signByLink, signing), parent.ask(signByLink, signing)])
  expect(answers.map(({ body }) => body)).toEqual([{ state: 'done' }, { state: 'done' }])
  expect((await status()).signatures).toHaveLength(3)
})

test('before the code is right nothing of the child is told, and nobody can sign', async () => {
  const token = await aLink()
  const answers = [
    await parent.ask(openSignLink, { body: { token } }),
    await parent.ask(sendSignCode, { body: { token } }),
    await parent.ask(confirmSignCode, { body: { token, code: '000000' } }),
    await parent.ask(signByLink, { body: { token, pass: 'x'.repeat(27), strokes: STROKES } }),
  ]
  expect(answers.map((answer) => answer.body.code)).toEqual([undefined, undefined, 'codeWrong', 'linkOver'])
  expect(JSON.stringify(answers.map((answer) => answer.body))).not.toMatch(/李|王秀兰|138\d/)
  expect((await status()).status).toBe('preparing')
})

test('five tries and no more, whoever tries and with how many codes', async () => {
  const token = await aLink()
  const right = await codeFor(token)
  const wrong = right === '111111' ? '222222' : '111111'
  const tried = async (code: string) => {
    const { body } = await app.visitor().ask(confirmSignCode, { body: { token, code } })
    return [body.code, body.message?.match(/\d/)?.[0]].filter(Boolean).join(' ')
  }
  expect(await tried(wrong)).toBe('codeWrong 4')
  const together = await Promise.all([tried(wrong), tried(wrong), tried(wrong)])
  expect(together.every((told) => told.startsWith('codeWrong'))).toBe(true)
  app.forward(2)
  const again = await codeFor(token)
  expect(await tried(again === '111111' ? '222222' : '111111')).toBe('linkOver')
  expect(await tried(again)).toBe('linkOver')
  expect((await parent.ask(openSignLink, { body: { token } })).body.state).toBe('over')
})

test('a code comes once a minute, is good for ten, and five are sent at most', async () => {
  const token = await aLink()
  const first = await codeFor(token)
  const soon = await parent.ask(sendSignCode, { body: { token } })
  expect(soon).toMatchObject({ status: 429, body: { code: 'codeTooSoon' } })
  app.forward(11)
  expect((await parent.ask(confirmSignCode, { body: { token, code: first } })).body.code).toBe('linkOver')
  for (let i = 0; i < 4; i++) {
    await codeFor(token)
    app.forward(2)
  }
  expect((await parent.ask(sendSignCode, { body: { token } })).body.code).toBe('linkOver')
  expect(sms.caught).toHaveLength(5)
})

test('a link ends after a week, when another one is made, and when the agreement ends; a pass after half an hour', async () => {
  const [first, second] = [await aLink(), await aLink()]
  expect((await parent.ask(openSignLink, { body: { token: first } })).body.state).toBe('over')
  const { pass } = await entered(second)
  app.forward(31)
  const late = await parent.ask(signByLink, { body: { token: second, pass, strokes: STROKES } })
  expect(late.body.code).toBe('linkOver')
  app.forward(7 * 24 * 60)
  expect((await parent.ask(openSignLink, { body: { token: second } })).body.state).toBe('over')

  director = await app.as('villageDirector')
  const third = await aLink()
  const opened = await entered(third)
  const end = act('agreement.end', child, {
    day: '2026-06-01',
    agreement,
    why: 'mistaken',
    reason: '拟定有误',
  })
  expect((await director.ask(recordActs, { body: { acts: [end] } })).status).toBe(200)
  const signing = { body: { token: third, pass: opened.pass, strokes: STROKES } }
  expect((await parent.ask(signByLink, signing)).body.code).toBe('agreementNotOpen')
  expect((await make()).body.code).toBe('agreementNotOpen')
})

test('who may make one, for whom, and to which number', async () => {
  expect((await make({ phone: 0 })).body.code).toBe('noPhone')
  expect((await make({ phone: 3 })).body.code).toBe('noPhone')
  expect((await make({ person: grandmother })).body.code).toBe('signedAlready')
  const login = `away-${newId().slice(-6)}`
  await app.add({ login, name: '外村主任', role: 'villageDirector', villages: [ELSEWHERE] })
  expect((await make({}, await app.signIn(login))).body.code).toBe('childNotFound')
  expect((await make({}, await app.as('countyLeader'))).body.code).toBe('notAllowed')
  const unknown = await parent.ask(openSignLink, { body: { token: 'x'.repeat(27) } })
  expect(unknown).toMatchObject({ status: 410, body: { code: 'linkOver' } })
})

test('neither token, code, pass nor number stand in the database or the log, and rebuilding leaves links as they are', async () => {
  const token = await aLink()
  const code = await codeFor(token)
  const { pass } = (await parent.ask(confirmSignCode, { body: { token, code } })).body
  const { rows } = await app.database.owner.query<{ row: string }>(
    `select to_jsonb(t)::text as row from sign_link t union all select to_jsonb(n)::text from notice n
      union all select to_jsonb(a)::text from audit a where endpoint like '%ign%'`,
  )
  const hex = (text: string) => Buffer.from(text).toString('hex')
  for (const { row } of rows)
    for (const secret of [token, pass, '13800001234'])
      expect(row.includes(secret) || row.includes(hex(secret))).toBe(false)
  expect(rows.some(({ row }) => row.includes(`"${code}"`))).toBe(false)
  await rebuild(app.database.connections.owner, app.deps)
  const signing = { body: { token, pass, strokes: STROKES } }
  expect((await parent.ask(signByLink, signing)).body).toEqual({ state: 'done' })
})

test('what was asked by link is in the log, with whose data and without a name', async () => {
  const token = await aLink()
  await entered(token)
  await app.deps.audit.flush()
  const { rows } = await app.database.owner.query(
    `select endpoint, account, children, outcome from audit where endpoint = 'confirmSignCode' and $1 = any (children)`,
    [child],
  )
  expect(rows[0]).toEqual({
    endpoint: 'confirmSignCode',
    account: null,
    children: [child],
    outcome: 'answered',
  })
})

test('an invitation by SMS waits for the morning, is tried again, and is forgotten once sent', async () => {
  app.clock.now = new Date('2026-07-01T15:30:00Z') // half past eleven in China
  director = await app.as('villageDirector')
  const { body } = await make({ send: true })
  expect(body.waitsUntil).toBe('2026-07-02T00:00:00.000Z')
  expect(await sendWaiting(app.deps)).toBe(0)
  app.clock.now = new Date('2026-07-02T00:00:01Z')
  sms.broken = true
  expect(await sendWaiting(app.deps)).toBe(0)
  sms.broken = false
  expect(await sendWaiting(app.deps)).toBe(0) // not at once
  app.forward(11)
  expect(await sendWaiting(app.deps)).toBe(1)
  expect(sms.caught).toEqual([{ phone: '13800001234', text: expect.stringContaining(body.url) }])
  expect(sms.caught[0]!.text).not.toMatch(/李|王秀兰|小禾/)
  const { rows } = await app.database.owner.query('select phone, text from notice where sent_at is not null')
  expect(rows).toEqual([{ phone: null, text: null }])
})

test('the night is China’s', () => {
  const config = { quietFrom: 21, quietUntil: 8 } as Parameters<typeof afterQuiet>[0]
  const leaves = (now: string) => afterQuiet(config, new Date(now)).toISOString()
  expect(leaves('2026-07-01T12:59:59Z')).toBe('2026-07-01T12:59:59.000Z')
  expect(leaves('2026-07-01T13:00:00Z')).toBe('2026-07-02T00:00:00.000Z')
  expect(leaves('2026-07-01T23:59:59Z')).toBe('2026-07-02T00:00:00.000Z')
  expect(leaves('2026-07-02T00:00:00Z')).toBe('2026-07-02T00:00:00.000Z')
})
