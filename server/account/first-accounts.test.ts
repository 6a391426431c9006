import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '#domain/account/account-api.ts'
import { startTestApp, type TestApp } from '#testing/app.ts'
import { VILLAGE } from '#testing/county.ts'
import { withoutReach } from '../db/db.ts'
import { actorNamed, countyOfficer } from './actor-of.ts'
import { createDemoAccounts, createFirstAccounts, DEMO_PASSWORD } from './first-accounts.ts'

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

test('a real county begins with three administrators and an officer, each with a password of his own', async () => {
  const first = await createFirstAccounts(withoutReach(real.deps.pool), real.deps)
  expect(first.map(({ login, role }) => [login, role])).toEqual([
    ['system', 'systemAdmin'],
    ['security', 'securityAdmin'],
    ['audit', 'auditAdmin'],
    ['county', 'countyOfficer'],
  ])
  expect(new Set(first.map(({ password }) => password)).size).toBe(4)
  for (const { login, password, name } of first) {
    const person = await real.signIn(login, { password })
    expect((await person.ask(api.me)).body).toMatchObject({ name, first: 'changePassword' })
  }
})

test('a real county shows no accounts and takes no public password', async () => {
  const { body } = await real.visitor().ask(api.demoAccounts)
  expect(body).toEqual({ county: { name: '抚顺县', demo: false }, accounts: [] })
  await expect(createDemoAccounts(withoutReach(real.deps.pool), real.deps, [])).rejects.toThrow()
})

test('the demo county shows the accounts that its public password opens', async () => {
  await createDemoAccounts(withoutReach(demo.deps.pool), demo.deps, [
    { login: 'demo-village', name: '王主任', role: 'villageDirector', villages: [VILLAGE] },
    { login: 'demo-county', name: '李经办', role: 'countyOfficer', area: '210421000000' },
  ])
  const listed = async () => (await demo.visitor().ask(api.demoAccounts)).body.accounts
  expect(await listed()).toEqual([
    {
      login: 'demo-village',
      password: DEMO_PASSWORD,
      name: '王主任',
      role: 'villageDirector',
      area: '连刀村',
    },
    { login: 'demo-county', password: DEMO_PASSWORD, name: '李经办', role: 'countyOfficer', area: '抚顺县' },
  ])
  const county = await demo.signIn('demo-county', { password: DEMO_PASSWORD })
  const next = 'staple-battery-7'
  await county.ask(api.changePassword, { body: { current: DEMO_PASSWORD, next } })
  expect((await listed()).map(({ login }) => login)).toEqual(['demo-village'])
})

test('the command line acts as the account named, or as the county officer', async () => {
  const db = withoutReach(real.deps.pool)
  expect(await actorNamed(db, real.deps, 'Director')).toMatchObject({
    role: 'villageDirector',
    reach: { role: 'tonghu_village', villages: [VILLAGE] },
    first: null,
    session: undefined,
  })
  expect(await countyOfficer(db, real.deps)).toMatchObject({
    role: 'countyOfficer',
    reach: { role: 'tonghu_area', lo: '210421000000', hi: '210422000000' },
    first: null,
  })
  await expect(actorNamed(db, real.deps, 'nobody')).rejects.toThrow('没有在用的账号')
})
