import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditState, readAudit } from '#domain/audit/audit-api.ts'
import { openChildFile, revealFact } from '#domain/child/child-api.ts'
import { aChild, record } from '#testing/acts.ts'
import { startTestApp, type TestApp } from '#testing/app.ts'
import { seal } from '#testing/audit.ts'
import { newId } from '#testing/county.ts'

let county: TestApp
const child = newId()

beforeAll(async () => {
  county = await startTestApp()
  await record(
    county.deps,
    county.actor('countyOfficer'),
    aChild({ child, facts: { idNumber: '210421201503041226' } }),
  )
  const director = await county.as('villageDirector')
  await director.ask(openChildFile, { params: { child } })
  await director.ask(revealFact, { params: { child }, body: { key: 'idNumber', reason: '核对户口簿' } })
  await director.ask(openChildFile, { params: { child: newId() } })
  await (await county.as('systemAdmin')).ask(openChildFile, { params: { child } })
  await county.visitor().ask(openChildFile, { params: { child } })
  await county.deps.audit.flush()
})
afterAll(() => county.close())

const entries = async (role: 'securityAdmin' | 'auditAdmin', params = {}) =>
  (await (await county.as(role)).ask(readAudit, { params: { size: 100, ...params } })).body.entries

test('each administrator reads what is his duty, and no child’s id', async () => {
  const security = await entries('securityAdmin')
  const audit = await entries('auditAdmin')
  expect(new Set(security.map(({ role }) => role))).toEqual(new Set(['villageDirector', null]))
  expect([...new Set(audit.map(({ role }) => role))].sort()).toEqual(['securityAdmin', 'systemAdmin'])
  expect(JSON.stringify([...security, ...audit])).not.toContain(child)
  expect(security.find(({ endpoint }) => endpoint === 'revealFact')).toMatchObject({
    account: { name: '村儿童主任' },
    children: 1,
    reason: '核对户口簿',
    outcome: 'answered',
  })
})

test('nobody else reads it', async () => {
  for (const role of ['countyOfficer', 'systemAdmin', 'villageDirector'] as const)
    expect((await (await county.as(role)).ask(readAudit)).body.code).toBe('notAllowed')
})

test('by day, outcome and person, page by page', async () => {
  expect(await entries('securityAdmin', { to: '2026-05-31' })).toEqual([])
  const today = await entries('securityAdmin', { from: '2026-06-01', to: '2026-06-01' })
  expect(today.length).toBeGreaterThan(3)
  const refused = await entries('securityAdmin', { outcome: 'refused' })
  expect(refused.filter(({ endpoint }) => endpoint === 'openChildFile')).toHaveLength(2)
  expect(new Set(refused.map(({ outcome }) => outcome))).toEqual(new Set(['refused']))
  const account = county.accounts.villageDirector
  const all = await entries('securityAdmin', { account })
  const pages = []
  for (let before: string | undefined; ; before = pages.at(-1)!.id) {
    const page = await entries('securityAdmin', { account, size: 2, ...(before && { before }) })
    if (page.length === 0) break
    pages.push(...page)
  }
  expect(pages).toEqual(all)
})

test('the state of the chain, in the reader’s language', async () => {
  await seal(county)
  const auditor = await county.as('auditAdmin')
  expect((await auditor.ask(auditState)).body).toMatchObject({ whole: true, problems: [] })
  await county.database.owner.query(`update audit set reason = null where reason is not null`)
  const zh = (await auditor.ask(auditState)).body
  expect(zh).toMatchObject({ whole: false, problems: [expect.stringContaining('审计行被改动')] })
  const en = (await auditor.ask(auditState, { headers: { 'accept-language': 'en' } })).body
  expect(en.problems).toEqual([expect.stringContaining('was altered')])
})
