import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '#domain/account/account-api.ts'
import { codeFor, PASSWORD, startTestApp, type TestApp, type Visitor } from '#testing/app.ts'

const NEXT = 'staple-battery-7'
let demo: TestApp
let real: TestApp
beforeAll(async () => {
  demo = await startTestApp()
  real = await startTestApp({ demo: false })
})
afterAll(async () => {
  await demo.close()
  await real.close()
})

test('whoever has an initial password changes it before anything else', async () => {
  await demo.add({ login: 'newcomer', name: '新人', role: 'securityAdmin' }, true)
  const newcomer = await demo.signIn('newcomer')
  expect((await newcomer.ask(api.me)).body.first).toBe('changePassword')
  expect((await newcomer.ask(api.listAccounts)).body.code).toBe('changePasswordFirst')
  const changed = await newcomer.ask(api.changePassword, { body: { current: PASSWORD, next: NEXT } })
  expect(changed.body).toMatchObject({ login: 'newcomer', first: null })
  expect((await newcomer.ask(api.listAccounts)).status).toBe(200)
  expect((await demo.signIn('newcomer')).status).toBe(401)
  expect((await demo.signIn('newcomer', { password: NEXT })).status).toBe(200)
})

test.each([
  ['too short', 'abc-1234'],
  ['without digits', 'staple-battery'],
  ['without letters', '3141592653589'],
  ['one that everybody has', 'Admin123456'],
  ['one that everybody has, in wide letters', 'ａｄｍｉｎ123456'],
  ['of three characters', 'ababababab1'],
  ['with the login in it', 'Leader-2026'],
  ['the public one', 'tonghu-demo-1'],
  ['the old one', PASSWORD],
])('a new password %s is refused', async (_, next) => {
  const leader = await demo.as('countyLeader')
  expect((await leader.ask(api.changePassword, { body: { current: PASSWORD, next } })).body.code).toBe(
    'weakPassword',
  )
})

test('a new password ends the other sessions, and needs the old one', async () => {
  const [here, there] = [await demo.as('townshipSupervisor'), await demo.as('townshipSupervisor')]
  const wrong = await here.ask(api.changePassword, { body: { current: 'wrong', next: NEXT } })
  expect(wrong).toMatchObject({ status: 401, body: { code: 'wrongPassword' } })
  expect((await there.ask(api.me)).status).toBe(200)
  expect((await here.ask(api.changePassword, { body: { current: PASSWORD, next: NEXT } })).status).toBe(200)
  expect((await here.ask(api.me)).status).toBe(200)
  expect((await there.ask(api.me)).status).toBe(401)
})

test('guessing the password from a session that was left open locks too', async () => {
  const auditor = await demo.as('auditAdmin')
  const guess = () => auditor.ask(api.createToken, { body: { label: 'x', days: 1, password: 'guess' } })
  for (let n = 0; n < 5; n += 1) expect((await guess()).body.code).toBe('wrongPassword')
  expect((await guess()).body.code).toBe('lockedOut')
})

async function setUpSecondFactor(visitor: Visitor): Promise<string> {
  const { body } = await visitor.ask(api.beginSecondFactor, { body: { password: PASSWORD } })
  const confirmed = await visitor.ask(api.confirmSecondFactor, {
    body: { code: codeFor(body.secret, real.clock) },
  })
  expect(confirmed.body).toMatchObject({ first: null, secondFactor: true })
  return body.secret
}

test('in a real county a county officer sets up a second factor before anything else', async () => {
  const officer = await real.as('countyOfficer')
  expect((await officer.ask(api.me)).body.first).toBe('secondFactor')
  expect((await officer.ask(api.listSessions)).body.code).toBe('secondFactorFirst')
  expect((await officer.ask(api.listTokens)).body.code).toBe('secondFactorFirst')

  expect((await officer.ask(api.beginSecondFactor, { body: { password: 'wrong' } })).status).toBe(401)
  const { body } = await officer.ask(api.beginSecondFactor, { body: { password: PASSWORD } })
  expect(body.uri).toBe(
    `otpauth://totp/${encodeURIComponent('童护 抚顺县')}:officer?secret=${body.secret}&issuer=${encodeURIComponent('童护 抚顺县')}`,
  )
  expect((await officer.ask(api.confirmSecondFactor, { body: { code: '123456' } })).status).toBe(401)
  expect((await real.signIn('officer')).status).toBe(200) // not in force before it is confirmed

  const elsewhere = await real.as('countyOfficer')
  const code = codeFor(body.secret, real.clock)
  expect((await officer.ask(api.confirmSecondFactor, { body: { code } })).body).toMatchObject({ first: null })
  expect((await officer.ask(api.listSessions)).body.sessions).toHaveLength(1)
  expect((await elsewhere.ask(api.me)).status).toBe(401)

  expect((await real.signIn('officer')).status).toBe(401)
  expect((await real.signIn('officer', { code })).status).toBe(401) // used up by the confirmation
  real.forward(1)
  expect((await real.signIn('officer', { code: codeFor(body.secret, real.clock) })).status).toBe(200)
})

test('the secret stands sealed in the database, and a confirmation comes within ten minutes', async () => {
  const leader = await real.as('countyLeader')
  const secret = await setUpSecondFactor(leader)
  const { rows } = await real.database.owner.query<{ totp_secret: Buffer }>(
    `select totp_secret from account where login = 'leader'`,
  )
  expect(rows[0]!.totp_secret.includes(secret)).toBe(false)

  const { body } = await leader.ask(api.beginSecondFactor, { body: { password: PASSWORD } })
  real.forward(11)
  const late = await leader.ask(api.confirmSecondFactor, { body: { code: codeFor(body.secret, real.clock) } })
  expect(late.body.code).toBe('stale')
})

test('village and township need no second factor, but may have one', async () => {
  const director = await real.as('villageDirector')
  expect((await director.ask(api.me)).body).toMatchObject({ first: null, secondFactor: false })
  await setUpSecondFactor(director)
  expect((await real.signIn('director')).status).toBe(401)
})

const makeToken = async (visitor: Visitor) =>
  (await visitor.ask(api.createToken, { body: { label: '统计程序', days: 30, password: PASSWORD } })).body

test('an API token reads what its person may, and changes nothing about accounts', async () => {
  const admin = await demo.as('systemAdmin')
  const made = await makeToken(admin)
  expect(made.token).toMatch(/^tonghu_[\w-]{43}$/)
  const program = demo.visitor({ authorization: `Bearer ${made.token}` })
  expect((await program.ask(api.me)).body).toMatchObject({ login: 'sysadmin', role: 'systemAdmin' })
  expect((await program.ask(api.listAccounts)).status).toBe(200)

  const account = demo.accounts.countyLeader
  const refused = [
    await program.ask(api.changePassword, { body: { current: PASSWORD, next: NEXT } }),
    await program.ask(api.beginSecondFactor, { body: { password: PASSWORD } }),
    await program.ask(api.confirmSecondFactor, { body: { code: '123456' } }),
    await program.ask(api.createToken, { body: { label: 'more', days: 1, password: PASSWORD } }),
    await program.ask(api.revokeToken, { params: { token: made.id } }),
    await program.ask(api.revokeSession, { params: { session: made.id } }),
    await program.ask(api.createAccount, { body: { login: 'more', name: 'more' } }),
    await program.ask(api.disableAccount, { params: { account } }),
    await program.ask(api.resetPassword, { params: { account } }),
    await program.ask(api.signOut),
  ]
  expect(refused.map(({ body }) => body.code)).toEqual(refused.map(() => 'notAllowed'))

  const { tokens } = (await admin.ask(api.listTokens)).body
  expect(tokens).toMatchObject([{ label: '统计程序', lastUsedAt: demo.clock.now.toISOString() }])
  expect(JSON.stringify(tokens)).not.toContain(made.token)
  expect((await admin.ask(api.revokeToken, { params: { token: made.id } })).status).toBe(200)
  expect((await program.ask(api.me)).status).toBe(401)
})

test('a token ends on its day, and a cookie beside it does not count', async () => {
  const director = await demo.as('villageDirector')
  const { token } = await makeToken(director)
  const admin = await demo.as('systemAdmin')
  const program = demo.visitor({ authorization: `Bearer ${token}`, cookie: admin.cookie! })
  expect((await program.ask(api.me)).body.login).toBe('director')
  demo.forward(30 * 24 * 60)
  expect((await program.ask(api.me)).status).toBe(401)
})
