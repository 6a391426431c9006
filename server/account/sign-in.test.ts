import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as api from '#domain/account/account-api.ts'
import { codeFor, PASSWORD, startTestApp, type TestApp } from '#testing/app.ts'
import { VILLAGE } from '#testing/county.ts'
import { withoutReach } from '../db/db.ts'
import { createAttempts, LOCKED_MINUTES, WRONG_ATTEMPTS } from './attempts.ts'

let county: TestApp
beforeAll(async () => {
  county = await startTestApp()
})
afterAll(() => county.close())
beforeEach(() => county.forward(LOCKED_MINUTES + 1))

const tryTo = (login: string, password: string, code?: string) =>
  county.visitor().ask(api.signIn, { body: { login, password, code } })
const newest = async () =>
  (await county.database.owner.query('select * from audit order by txid desc limit 1')).rows[0]

test('signing in tells who one is, and the cookie opens the rest', async () => {
  const director = county.visitor()
  const { status, body, headers } = await director.ask(api.signIn, {
    body: { login: ' Director ', password: PASSWORD },
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    login: 'director',
    role: 'villageDirector',
    area: null,
    villages: [{ code: VILLAGE, name: '连刀村' }],
    first: null,
    idleMinutes: 30,
  })
  expect(String(headers['set-cookie'])).toMatch(
    /^tonghu_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  expect((await director.ask(api.me)).body).toEqual(body)
  expect(await newest()).toMatchObject({
    endpoint: 'signIn',
    outcome: 'answered',
    account: body.account,
    role: 'villageDirector',
  })
})

test('a full-width password is the same password', async () => {
  expect((await tryTo('director', 'ｃｏｒｒｅｃｔ-horse-９')).status).toBe(200)
})

test('the cookie is kept to https where the request came by it', async () => {
  const answer = await county.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'director', password: PASSWORD },
  })
  expect(String(answer.headers['set-cookie'])).not.toContain('Secure')
})

test('wrong password, unknown name, pending and disabled accounts are one answer and take as long', async () => {
  await county.add({ login: 'pending', name: '待授权', role: 'countyLeader' })
  await county.add({ login: 'disabled', name: '已停用', role: 'countyLeader' })
  await county.database.owner.query(
    `update account set status = login where login in ('pending', 'disabled')`,
  )
  const answers = []
  for (const [login, password] of [
    ['officer', 'wrong-password-1'],
    ['nobody-at-all', PASSWORD],
    ['pending', PASSWORD],
    ['disabled', PASSWORD],
  ] as const) {
    const since = performance.now()
    const { status, body, headers } = await tryTo(login, password)
    answers.push({ status, body, cookie: headers['set-cookie'], ms: performance.now() - since })
  }
  for (const { ms, ...answer } of answers) {
    expect(answer).toEqual({
      status: 401,
      body: { code: 'wrongPassword', message: '账号、密码或验证码不正确' },
      cookie: undefined,
    })
    expect(ms).toBeGreaterThan(240)
  }
  const times = answers.map(({ ms }) => ms)
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(300) // one step more on a busy machine
})

test('the log names the account that was tried, never what was typed', async () => {
  await tryTo('officer', 'wrong-password-2')
  expect(await newest()).toMatchObject({
    outcome: 'refused',
    status: 401,
    account: county.accounts.countyOfficer,
    role: null,
    details: 'wrongPassword',
  })
  await tryTo('my-password-by-mistake', 'x')
  expect(await newest()).toMatchObject({ outcome: 'refused', account: null, details: 'wrongPassword' })
  const { rows } = await county.database.owner.query(
    `select 1 from audit where audit::text ~ 'wrong-password|by-mistake|correct-horse'`,
  )
  expect(rows).toEqual([])
})

test.each(['supervisor', 'a-name-that-nobody-has'])(
  'after five wrong passwords %s is locked for a quarter of an hour',
  async (login) => {
    for (let n = 0; n < WRONG_ATTEMPTS; n += 1)
      expect((await tryTo(login, `wrong-${n}`)).body.code).toBe('wrongPassword')
    const locked = await tryTo(login, PASSWORD)
    expect(locked.status).toBe(429)
    expect(locked.body).toEqual({
      code: 'lockedOut',
      message: '输错次数过多，账号已锁定，请 15 分钟后再试',
    })
    county.forward(LOCKED_MINUTES - 1)
    expect((await tryTo(login, PASSWORD)).body.message).toContain(' 1 分钟')
    county.forward(1)
    expect((await tryTo(login, PASSWORD)).status).toBe(login === 'supervisor' ? 200 : 401)
  },
)

test('of many guesses at once no more than five are judged', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => tryTo('leader', `guess-${n}`)))
  const codes = answers.map(({ body }) => body.code)
  expect(codes.filter((code) => code === 'wrongPassword')).toHaveLength(WRONG_ATTEMPTS)
  expect(codes.filter((code) => code === 'lockedOut')).toHaveLength(12 - WRONG_ATTEMPTS)
})

test('a right password forgets the wrong ones before it', async () => {
  for (let round = 0; round < 3; round += 1) {
    await tryTo('auditor', 'wrong')
    await tryTo('auditor', 'wrong')
    expect((await tryTo('auditor', PASSWORD)).status).toBe(200)
  }
})

test('counts of accounts outlive the process', async () => {
  for (let n = 0; n < WRONG_ATTEMPTS; n += 1) await createAttempts(county.deps).admit('sysadmin')
  await expect(createAttempts(county.deps).admit('sysadmin')).rejects.toMatchObject({ code: 'lockedOut' })
})

test('a second factor is asked for, opens once, and guessing it locks', async () => {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  await withoutReach(county.database.owner).run('update account set totp_secret = $2 where login = $1', [
    'secadmin',
    county.deps.vault.sealForCounty(secret),
  ])
  for (let n = 0; n < 2 * WRONG_ATTEMPTS; n += 1)
    expect((await tryTo('secadmin', PASSWORD)).body.code).toBe('codeNeeded')

  const code = codeFor(secret, county.clock)
  expect((await tryTo('secadmin', PASSWORD, `${code.slice(0, 3)} ${code.slice(3)}`)).body).toMatchObject({
    secondFactor: true,
  })
  expect((await tryTo('secadmin', PASSWORD, code)).body.code).toBe('wrongPassword')

  county.forward(1)
  const next = codeFor(secret, county.clock)
  const both = await Promise.all([tryTo('secadmin', PASSWORD, next), tryTo('secadmin', PASSWORD, next)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401])

  county.forward(5)
  expect((await tryTo('secadmin', PASSWORD, next)).body.code).toBe('wrongPassword')
  for (let n = 1; n < WRONG_ATTEMPTS; n += 1) await tryTo('secadmin', PASSWORD, '000000')
  expect((await tryTo('secadmin', PASSWORD, codeFor(secret, county.clock))).body.code).toBe('lockedOut')
})
