import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantRole } from '#domain/account/account-api.ts'
import { childHistory, listChildren, openChildFile, recordActs } from '#domain/child/child-api.ts'
import { countRestricted, revealRestricted } from '#domain/restricted/restricted-api.ts'
import { aChild, act, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { COUNTY, newId, VILLAGE } from '#testing/county.ts'

let app: TestApp
let holder: Visitor
let officer: Visitor
const child = newId()
const REASON = '核对医疗保障'

beforeAll(async () => {
  app = await startTestApp()
  await record(app.deps, app.actor('countyOfficer'), aChild({ child, area: VILLAGE }))
  officer = await app.as('countyOfficer')
  const id = await app.add({
    login: 'holder',
    name: '指定持有人',
    role: 'countyOfficer',
    area: `${COUNTY}000000`,
  })
  const security = await app.as('securityAdmin')
  const body = { role: 'countyOfficer', holder: true } as const
  expect((await security.ask(grantRole, { params: { account: id }, body })).body.holder).toBe(true)
  holder = await app.signIn('holder')
})
afterAll(() => app.close())

const told = (infected: boolean, day: string) =>
  act('restricted.record', child, {
    day,
    facts: { hivInfected: { state: 'known', value: infected } },
    reason: '疾控中心通知',
  })
const write = (visitor: Visitor, acts: unknown[]) => visitor.ask(recordActs, { body: { acts } })
const look = (visitor: Visitor) =>
  visitor.ask(revealRestricted, { params: { child }, body: { reason: REASON } })

test('only who is named writes and reads it, and a role that cannot is never named', async () => {
  expect((await write(officer, [told(true, '2026-05-01')])).body.code).toBe('notNamedHolder')
  expect((await look(officer)).body.code).toBe('notNamedHolder')
  expect((await officer.ask(countRestricted)).body.code).toBe('notNamedHolder')
  const director = await app.as('villageDirector')
  expect((await look(director)).body.code).toBe('notAllowed')
  const security = await app.as('securityAdmin')
  const body = { role: 'countyLeader', holder: true } as const
  const leader = { account: app.accounts.countyLeader }
  expect((await security.ask(grantRole, { params: leader, body })).body.code).toBe('invalidInput')
})

test('what was recorded is told with a reason, and counted without a name', async () => {
  expect((await holder.ask(countRestricted)).body.hivInfected).toBe(0)
  expect((await look(holder)).body).toEqual({
    hivInfected: null,
    hivConfirmedOn: null,
    since: null,
    act: null,
  })
  const [kept] = (await write(holder, [told(true, '2026-05-02')])).body.answers
  expect(kept).toMatchObject({ outcome: 'kept' })
  expect((await look(holder)).body).toMatchObject({ hivInfected: true, since: '2026-05-02' })
  expect((await holder.ask(countRestricted)).body.hivInfected).toBe(1)
  await write(holder, [told(false, '2026-05-03')])
  expect((await look(holder)).body.hivInfected).toBe(false)
  expect((await holder.ask(countRestricted)).body.hivInfected).toBe(0)
  await write(holder, [told(true, '2026-05-04')])
})

test('to everybody else there is nothing of it: no list, no file, no history, no sealed row, no log', async () => {
  for (const visitor of [officer, await app.as('villageDirector')]) {
    const answers = [
      await visitor.ask(listChildren, { body: {} }),
      await visitor.ask(openChildFile, { params: { child } }),
      await visitor.ask(childHistory, { params: { child } }),
    ]
    for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/hiv|艾滋|restricted/i)
  }
  expect((await officer.ask(openChildFile, { params: { child } })).body.may).not.toContain('knowRestricted')
  expect((await holder.ask(openChildFile, { params: { child } })).body.may).toContain('knowRestricted')
  const { rows } = await app.database.owner.query(
    `select (select json_agg(c) from child c)::text || (select json_agg(s) from child_state s)::text
         || (select json_agg(a.body) from act a where kind = 'restricted.record')::text as everything`,
  )
  expect(rows[0].everything).not.toMatch(/疾控|"value":true|艾滋/)
  // Of the look itself the log keeps who and why, never what was seen.
  const log = await app.database.owner.query(
    `select row_to_json(a)::text as entry from audit a where endpoint = 'revealRestricted' and status = 200`,
  )
  expect(log.rows.length).toBeGreaterThan(0)
  for (const { entry } of log.rows) expect(entry).not.toMatch(/hiv|true|艾滋/)
})
