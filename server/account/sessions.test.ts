import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '#domain/account/account-api.ts'
import { startTestApp, type TestApp } from '#testing/app.ts'
import { IDLE_MINUTES, SESSION_HOURS } from './session-rows.ts'
import { createSessions } from './sessions.ts'

let county: TestApp
beforeAll(async () => {
  county = await startTestApp()
})
afterAll(() => county.close())

const count = async (what: () => Promise<unknown>) => {
  const { pool } = county.deps
  const { query, connect } = pool
  let n = 0
  pool.query = ((...args: Parameters<typeof query>) => {
    n += 1
    return query.apply(pool, args)
  }) as typeof query
  await what()
  Object.assign(pool, { query, connect })
  return n
}

test('a session ends half an hour after its last use', async () => {
  const officer = await county.as('countyOfficer')
  for (let n = 0; n < 3; n += 1) {
    county.forward(IDLE_MINUTES - 1)
    expect((await officer.ask(api.me)).status).toBe(200)
  }
  county.forward(IDLE_MINUTES + 1)
  expect(await officer.ask(api.me)).toMatchObject({ status: 401, body: { code: 'signedOut' } })
})

test('and half a day after signing in, whatever its use', async () => {
  const officer = await county.as('countyOfficer')
  for (let hours = 0; hours < SESSION_HOURS; hours += 0.25) {
    expect((await officer.ask(api.me)).status).toBe(200)
    county.forward(15)
  }
  expect((await officer.ask(api.me)).status).toBe(401)
})

test('knowing who asks costs no query within two seconds', async () => {
  const officer = await county.as('countyOfficer')
  const request = { headers: {}, cookies: { tonghu_session: officer.cookie!.split('=')[1] }, method: 'GET' }
  const sessions = createSessions(county.deps)
  const ask = () => sessions.actorOf(request as never)
  county.forward(2)
  expect(await count(ask)).toBe(2) // who it is, and when he was last seen
  expect(await count(ask)).toBe(0)
  county.forward(0.1)
  expect(await count(ask)).toBe(1)
})

test('several at a time are listed, and each can be ended', async () => {
  const [office, home] = [await county.as('countyLeader'), await county.as('countyLeader')]
  const { sessions } = (await office.ask(api.listSessions)).body
  expect(sessions.filter((one) => one.current)).toHaveLength(1)
  expect(sessions).toHaveLength(2)
  const other = sessions.find((one) => !one.current)!
  expect((await home.ask(api.me)).status).toBe(200)
  expect((await office.ask(api.revokeSession, { params: { session: other.id } })).status).toBe(200)
  expect((await home.ask(api.me)).status).toBe(401)
  expect((await office.ask(api.me)).status).toBe(200)

  const officer = await county.as('countyOfficer')
  const mine = (await officer.ask(api.listSessions)).body.sessions[0]!.id
  expect(await office.ask(api.revokeSession, { params: { session: mine } })).toMatchObject({ status: 404 })
})

test('signing out ends the session on the server too', async () => {
  const officer = await county.as('countyOfficer')
  const { cookie } = officer
  expect((await officer.ask(api.signOut)).status).toBe(200)
  expect(officer.cookie).toBeUndefined()
  officer.cookie = cookie
  expect((await officer.ask(api.me)).status).toBe(401)
})

test('signing in again in the same browser ends what was open there', async () => {
  const visitor = await county.signIn('supervisor')
  const before = visitor.cookie
  await visitor.ask(api.signIn, { body: { login: 'director', password: 'correct-horse-9' } })
  expect((await visitor.ask(api.me)).body.login).toBe('director')
  visitor.cookie = before
  expect((await visitor.ask(api.me)).status).toBe(401)
})

test('disabling by another process is known within two seconds', async () => {
  await county.add({ login: 'leaver', name: '离任者', role: 'countyLeader', area: '210421000000' })
  const leaver = await county.signIn('leaver')
  await county.database.owner.query(`update account set status = 'disabled' where login = 'leaver'`)
  county.forward(2.1 / 60)
  expect((await leaver.ask(api.me)).status).toBe(401)
})

test.each([
  ['another site', { origin: 'https://evil.example' }, 403],
  ['a sandboxed page', { origin: 'null' }, 403],
  ['another port of this machine', { origin: 'http://localhost:8080' }, 403],
  [
    'another site, by a newer browser',
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:80' },
    403,
  ],
  ['a neighbouring site', { 'sec-fetch-site': 'same-site' }, 403],
  ['nowhere', { origin: '' }, 403],
  ['our own page', { origin: 'http://localhost' }, 200],
  ['our own page behind TLS', { origin: 'https://localhost:80' }, 200],
  ['our own page, by a newer browser', { 'sec-fetch-site': 'same-origin' }, 200],
] as const)('writing with a cookie from %s: %s', async (_, headers, status) => {
  const director = await county.as('villageDirector')
  const { cookie } = director
  director.cookie = undefined
  const answer = await director.ask(api.signOut, { headers: { cookie: cookie!, ...headers } as never })
  expect(answer.status).toBe(status)
  if (status === 403) expect(answer.body.code).toBe('foreignPage')
})

test('a page elsewhere can neither sign somebody in, nor write with a cookie and no origin', async () => {
  const body = { login: 'director', password: 'correct-horse-9' }
  const elsewhere = county.visitor({ origin: 'https://evil.example' })
  expect((await elsewhere.ask(api.signIn, { body })).body.code).toBe('foreignPage')
  const director = await county.as('villageDirector')
  const { cookie } = director
  director.cookie = undefined
  expect((await director.ask(api.signOut, { headers: { cookie: cookie! } })).body.code).toBe('foreignPage')
})

test('made-up cookies and tokens are nobody', async () => {
  for (const headers of [
    { cookie: `tonghu_session=${'a'.repeat(43)}` },
    { cookie: 'tonghu_session=' },
    { authorization: `Bearer tonghu_${'a'.repeat(43)}` },
    { authorization: 'Basic b2ZmaWNlcjpjb3JyZWN0LWhvcnNlLTk=' },
  ] as Record<string, string>[])
    expect((await county.visitor(headers).ask(api.me)).status).toBe(401)
})

test('no token or digest of one leaves the database in readable form', async () => {
  const officer = await county.as('countyOfficer')
  const { rows } = await county.database.owner.query('select session::text as row from session')
  const token = officer.cookie!.split('=')[1]!
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.some(({ row }) => row.includes(token))).toBe(false)
})
