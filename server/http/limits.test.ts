import { afterEach, expect, test } from 'vitest'
import * as api from '#domain/account/account-api.ts'
import { startTestApp, type TestApp } from '#testing/app.ts'

let county: TestApp
afterEach(() => county.close())

const noted = async () =>
  (
    await county.database.owner.query(
      `select endpoint, account, role, status from audit where details = 'tooManyRequests'`,
    )
  ).rows

test('signing in too often from one address is refused there and noted once', async () => {
  county = await startTestApp({ rates: { signInsPerMinute: 3, requestsPer10Seconds: 1000 } })
  const door = county.visitor()
  const knock = () => door.ask(api.signIn, { body: { login: 'nobody', password: 'x' } })
  await Promise.all([knock(), knock(), knock()])
  const refused = await knock()
  expect(refused).toMatchObject({
    status: 429,
    body: { code: 'tooManyRequests', message: '操作太频繁，请稍后再试' },
  })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50)
  await knock()
  expect(await noted()).toEqual([{ endpoint: 'signIn', account: null, role: null, status: 429 }])
  expect((await county.signIn('director')).status).toBe(200)
})

test('everything else is counted by session, so that an office behind one address is not one caller', async () => {
  county = await startTestApp({ rates: { signInsPerMinute: 20, requestsPer10Seconds: 5 } })
  const officer = await county.as('countyOfficer')
  const statuses = []
  for (let n = 0; n < 8; n += 1) statuses.push((await officer.ask(api.me)).status)
  // The first one is known by nothing but its address.
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
  expect(await noted()).toEqual([
    { endpoint: 'me', account: county.accounts.countyOfficer, role: 'countyOfficer', status: 429 },
  ])
})

test('made-up sessions do not escape the count of their address', async () => {
  county = await startTestApp({ rates: { signInsPerMinute: 20, requestsPer10Seconds: 5 } })
  const door = county.visitor()
  const statuses = []
  for (let n = 0; n < 7; n += 1)
    statuses.push((await door.ask(api.me, { headers: { cookie: `tonghu_session=made-up-${n}` } })).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
})
