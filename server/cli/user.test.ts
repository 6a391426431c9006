import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import * as api from '#domain/account/account-api.ts'
import { startTestApp, type TestApp } from '#testing/app.ts'
import { VILLAGE } from '#testing/county.ts'
import type { Out } from './command.ts'
import { parse } from './parse.ts'
import { command } from './user.ts'

let county: TestApp
beforeAll(async () => {
  county = await startTestApp()
})
afterAll(() => county.close())
afterEach(() => vi.unstubAllEnvs())

/** As typed behind `./tonghu user`, on the database of the test, while its server runs. */
async function user(...words: string[]) {
  const { host, port, user, password, database } = county.database.connections.owner
  const who = password ? `${user}:${password}` : user
  vi.stubEnv('DATABASE_URL', `postgres://${who}@/${database}?host=${encodeURIComponent(host!)}&port=${port}`)
  let answer: unknown
  let printed = ''
  const out: Out = {
    json: false,
    say: () => {},
    warn: () => {},
    answer: (value, print) => {
      answer = value
      printed = print()
    },
  }
  const code = await command.run(parse(command, [...words, '--data', county.dataDir]), out)
  return { code, answer, printed }
}

const newest = async () =>
  (
    await county.database.owner.query(
      `select endpoint, account, outcome, details from audit order by txid desc limit 1`,
    )
  ).rows[0]

test('an account added at the command line can sign in at once, and must change its password', async () => {
  const added = await user(
    'add',
    'Wang',
    ...['--name', '王小明', '--role', 'villageDirector', '--villages', VILLAGE],
  )
  const { id, login, password } = added.answer as { id: string; login: string; password: string }
  expect(added.printed).toContain(password)
  expect(login).toBe('wang')
  expect(await newest()).toEqual({
    endpoint: 'cli.user.add',
    account: null,
    outcome: 'answered',
    details: `${id} villageDirector ${VILLAGE}`,
  })
  const person = await county.signIn('wang', { password })
  expect((await person.ask(api.me)).body).toMatchObject({ name: '王小明', first: 'changePassword' })

  expect((await user('list')).printed).toMatch(/wang +active +儿童主任 {2}王小明 {2}连刀村/)

  await user('disable', 'wang')
  expect(await newest()).toMatchObject({ endpoint: 'cli.user.disable', details: id })
  county.forward(0.1)
  expect((await person.ask(api.me)).status).toBe(401)
})

test('an administrator who lost his telephone is let in again from here', async () => {
  const before = await county.as('securityAdmin')
  const { password } = (await user('reset', 'secadmin')).answer as { password: string }
  county.forward(0.1)
  expect((await before.ask(api.me)).status).toBe(401)
  expect((await county.signIn('secadmin', { password })).status).toBe(200)
})

test.each([
  [['add', 'officer', '--name', '某人', '--role', 'countyOfficer'], 'loginTaken'],
  [['add', 'li', '--name', '某人', '--role', 'townshipSupervisor', '--area', VILLAGE], 'areaNotFound'],
  [['add', 'li', '--name', '系统员', '--role', 'auditAdmin'], 'administratorsApart'],
  [['disable', 'sysadmin'], 'lastAdministrator'],
])('the rules of granting hold here too: %j', async (words, code) => {
  await expect(user(...words)).rejects.toMatchObject({ code })
})

test.each([
  [['add', 'li', '--name', '某人', '--role', 'king'], 'villageDirector（儿童主任）'],
  [['add', 'li', '--role', 'countyLeader'], '--name'],
  [['add'], 'add|disable|reset LOGIN'],
  [['list', 'everybody'], 'add|disable|reset LOGIN'],
  [['disable', 'nobody'], '没有账号“nobody”'],
])('%j is refused in clear words', async (words, message) => {
  await expect(user(...words)).rejects.toThrow(message)
})
