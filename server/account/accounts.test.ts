import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '#domain/account/account-api.ts'
import { PASSWORD, startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, VILLAGE } from '#testing/county.ts'

const TOWNSHIP = '210421101000'
let county: TestApp
let system: Visitor
let security: Visitor
beforeAll(async () => {
  county = await startTestApp()
  system = await county.as('systemAdmin')
  security = await county.as('securityAdmin')
})
afterAll(() => county.close())

let made = 0
async function create(name = '张三') {
  made += 1
  return (await system.ask(api.createAccount, { body: { login: `worker${made}`, name } })).body
}
const grant = (account: string, body: { role: string; area?: string; villages?: string[] }) =>
  security.ask(api.grantRole, { params: { account }, body })

test('one administrator makes an account, another lets it in', async () => {
  const account = await create()
  expect(account).toMatchObject({ status: 'pending', role: null, villages: [], locked: false })
  expect(account.password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
  const enter = () => county.signIn(account.login, { password: account.password })
  expect((await enter()).status).toBe(401)

  const self = { params: { account: account.id }, body: { role: 'countyOfficer' } }
  expect((await system.ask(api.grantRole, self)).body.code).toBe('notAllowed')
  expect((await security.ask(api.createAccount, { body: { login: 'other', name: 'x' } })).status).toBe(403)

  const granted = await grant(account.id, { role: 'villageDirector', villages: [VILLAGE, NEIGHBOUR] })
  expect(granted.body).toMatchObject({
    status: 'active',
    role: 'villageDirector',
    area: null,
    villages: [{ name: '连刀村' }, { code: NEIGHBOUR }],
  })
  const director = await enter()
  expect((await director.ask(api.me)).body.first).toBe('changePassword')
})

test('a login is taken once, whatever its letters', async () => {
  const { login } = await create()
  const again = await system.ask(api.createAccount, { body: { login: login.toUpperCase(), name: 'x' } })
  expect(again).toMatchObject({ status: 409, body: { code: 'loginTaken' } })
  const both = await Promise.all([
    system.ask(api.createAccount, { body: { login: 'twice', name: 'x' } }),
    system.ask(api.createAccount, { body: { login: 'twice', name: 'x' } }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test.each([
  ['a director without a village', { role: 'villageDirector' }, 'invalidInput'],
  ['a director of a township', { role: 'villageDirector', villages: [TOWNSHIP] }, 'areaNotFound'],
  [
    'a director of a village in another county',
    { role: 'villageDirector', villages: ['210422101201'] },
    'areaNotFound',
  ],
  [
    'a director of a village that is none',
    { role: 'villageDirector', villages: ['210421101999'] },
    'areaNotFound',
  ],
  ['a supervisor without a township', { role: 'townshipSupervisor' }, 'invalidInput'],
  ['a supervisor of a village', { role: 'townshipSupervisor', area: VILLAGE }, 'areaNotFound'],
  ['a supervisor of the county', { role: 'townshipSupervisor', area: '210421000000' }, 'areaNotFound'],
  ['a county officer of another county', { role: 'countyOfficer', area: '210422000000' }, 'invalidInput'],
  ['an administrator with an area', { role: 'auditAdmin', area: TOWNSHIP }, 'invalidInput'],
  ['a supervisor with villages', { role: 'townshipSupervisor', villages: [VILLAGE] }, 'invalidInput'],
])('nobody is made %s', async (_, body, code) => {
  expect((await grant((await create()).id, body)).body.code).toBe(code)
})

test('a village that is no more is granted to nobody', async () => {
  await county.database.owner.query(`update area set until = '2026-01-01' where code = $1`, [ELSEWHERE])
  const { id } = await create()
  expect((await grant(id, { role: 'villageDirector', villages: [ELSEWHERE] })).body.code).toBe('areaNotFound')
})

test('a county role has the whole county', async () => {
  const { id } = await create()
  expect((await grant(id, { role: 'countyLeader' })).body.area).toEqual({
    code: '210421000000',
    name: '抚顺县',
  })
})

test('nobody grants to himself or resets himself', async () => {
  const own = county.accounts.securityAdmin
  expect((await grant(own, { role: 'countyOfficer' })).body.code).toBe('notOneself')
  const reset = await system.ask(api.resetPassword, { params: { account: county.accounts.systemAdmin } })
  expect(reset.body.code).toBe('notOneself')
})

test('no administrator takes the place of another by resetting his password', async () => {
  for (const role of ['securityAdmin', 'auditAdmin'] as const) {
    const reset = await system.ask(api.resetPassword, { params: { account: county.accounts[role] } })
    expect(reset.body.code).toBe('administratorReset')
  }
})

test('the three administrators are three people', async () => {
  const { id } = await create('系统员')
  expect((await grant(id, { role: 'auditAdmin' })).body).toMatchObject({
    code: 'administratorsApart',
    message: '系统、安全、审计三种管理员须由不同的人担任，“系统员”已担任另一种',
  })
  expect((await grant(id, { role: 'systemAdmin' })).status).toBe(200)
  expect((await system.ask(api.disableAccount, { params: { account: id } })).status).toBe(200)
})

test('the last administrator of a kind is neither disabled nor given another role', async () => {
  for (const role of ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const) {
    const account = county.accounts[role]
    const answer = await system.ask(api.disableAccount, { params: { account } })
    expect(answer).toMatchObject({ status: 409, body: { code: 'lastAdministrator' } })
  }
  const auditor = county.accounts.auditAdmin
  expect((await grant(auditor, { role: 'countyLeader' })).body.code).toBe('lastAdministrator')
})

test('two who are disabled at the same moment do not both count on the other', async () => {
  const { id } = await create('第二审计员')
  await grant(id, { role: 'auditAdmin' })
  const answers = await Promise.all(
    [id, county.accounts.auditAdmin].map((account) =>
      system.ask(api.disableAccount, { params: { account } }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  await grant(county.accounts.auditAdmin, { role: 'auditAdmin' })
})

test('a new reach counts from the next request on', async () => {
  const { id } = await create()
  await grant(id, { role: 'villageDirector', villages: [VILLAGE] })
  await county.database.owner.query('update account set must_change_password = false where id = $1', [id])
  const account = (await system.ask(api.listAccounts)).body.accounts.find((one) => one.id === id)!
  const { password } = (await system.ask(api.resetPassword, { params: { account: id } })).body
  const worker = await county.signIn(account.login, { password })
  expect((await worker.ask(api.me)).body.villages).toMatchObject([{ code: VILLAGE }])
  await grant(id, { role: 'villageDirector', villages: [NEIGHBOUR] })
  expect((await worker.ask(api.me)).body.villages).toMatchObject([{ code: NEIGHBOUR }])
})

test('who is disabled is out at once, and comes back only by a new grant', async () => {
  const id = await county.add({ login: 'goes', name: '离任者', role: 'villageDirector', villages: [VILLAGE] })
  const goes = await county.signIn('goes')
  const { token } = (await goes.ask(api.createToken, { body: { label: 'x', days: 1, password: PASSWORD } }))
    .body
  const program = county.visitor({ authorization: `Bearer ${token}` })
  expect((await program.ask(api.me)).status).toBe(200)
  const disabled = await security.ask(api.disableAccount, { params: { account: id } })
  expect(disabled.body.status).toBe('disabled')
  expect((await goes.ask(api.me)).status).toBe(401)
  expect((await program.ask(api.me)).status).toBe(401)
  expect((await county.signIn('goes')).status).toBe(401)

  await grant(id, { role: 'villageDirector', villages: [VILLAGE] })
  expect((await county.signIn('goes')).status).toBe(200)
  expect((await goes.ask(api.me)).status).toBe(401)
  expect((await program.ask(api.me)).status).toBe(401)
})

test('a reset ends sessions, tokens, lock and second factor; a county role waits for a second administrator', async () => {
  const id = await county.add({ login: 'lost', name: '忘记者', role: 'countyLeader', area: '210421000000' })
  const before = await county.signIn('lost')
  await county.database.owner.query(
    `update account set totp_secret = 'x', failed_count = 5, locked_until = $1 where id = $2`,
    [new Date(county.clock.now.getTime() + 60_000), id],
  )
  const listed = (await security.ask(api.listAccounts)).body.accounts.find((one) => one.id === id)
  expect(listed).toMatchObject({ locked: true, secondFactor: true })
  const { password } = (await system.ask(api.resetPassword, { params: { account: id } })).body
  expect((await before.ask(api.me)).status).toBe(401)
  expect((await county.signIn('lost', { password })).status).toBe(401)
  await grant(id, { role: 'countyLeader' })
  const after = await county.signIn('lost', { password })
  expect((await after.ask(api.me)).body).toMatchObject({ first: 'changePassword', secondFactor: false })
})

test('every change of an account stands in the log with who and whom', async () => {
  const { id } = await create()
  await grant(id, { role: 'townshipSupervisor', area: TOWNSHIP })
  const { rows } = await county.database.owner.query(
    `select endpoint, account, role, details from audit where details like $1 order by txid`,
    [`${id}%`],
  )
  expect(rows).toEqual([
    {
      endpoint: 'createAccount',
      account: county.accounts.systemAdmin,
      role: 'systemAdmin',
      details: id,
    },
    {
      endpoint: 'grantRole',
      account: county.accounts.securityAdmin,
      role: 'securityAdmin',
      details: `${id} townshipSupervisor ${TOWNSHIP}`,
    },
  ])
  const { rows: leaked } = await county.database.owner.query(
    `select 1 from audit where audit::text ~ '[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}[^0-9a-f-]'`,
  )
  expect(leaked).toEqual([])
})

test.each(['villageDirector', 'townshipSupervisor', 'countyOfficer', 'countyLeader', 'auditAdmin'] as const)(
  '%s has nothing to do with accounts',
  async (role) => {
    const worker = await county.as(role)
    expect((await worker.ask(api.listAccounts)).body.code).toBe('notAllowed')
    expect(
      (await worker.ask(api.disableAccount, { params: { account: county.accounts.systemAdmin } })).body.code,
    ).toBe('notAllowed')
  },
)
