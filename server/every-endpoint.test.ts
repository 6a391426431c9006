import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { may, type Right } from '#domain/access/access.ts'
import { ROLES, type Role } from '#domain/access/roles.ts'
import { recordActs } from '#domain/child/child-api.ts'
import type { AnyEndpoint } from '#domain/endpoint.ts'
import { ENDPOINTS } from '#domain/endpoints.ts'
import { aChild, aRelative } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, newId } from '#testing/county.ts'
import { asInput, nowhere, SAMPLES, type Scene } from '#testing/samples.ts'

const roles = Object.keys(ROLES) as Role[]
let app: TestApp
let visitors: Record<Role, Visitor>
let spare: string
/** A child of another village, with everything about it that an answer must not tell. */
const hidden: Scene = { ...nowhere() }
const SECRETS = ['欧阳无踪', '欧阳大山', '210421201503048146', '13877776666']

beforeAll(async () => {
  app = await startTestApp()
  visitors = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await app.as(role)])),
  ) as typeof visitors
  spare = await app.add({ login: 'spare', name: '备用', role: 'countyLeader', area: '210421000000' })
  const father = newId()
  const acts = [
    aChild({
      child: hidden.child,
      area: ELSEWHERE,
      facts: { name: '欧阳无踪', idNumber: '210421201503048146' },
      family: [{ person: father, relation: 'father', carer: true }],
    }),
    aRelative(hidden.child, father, { name: '欧阳大山', phones: ['13877776666'], workPlace: '天津市' }),
  ]
  expect(
    (await visitors.countyOfficer.ask(recordActs, { body: { acts } })).body.answers.map((a) => a.outcome),
  ).toEqual(['kept', 'kept'])
})
afterAll(() => app.close())

const ask = (visitor: Visitor, endpoint: AnyEndpoint, scene: Scene) => {
  // The clock stands still in tests; the log is read by time.
  app.clock.now = new Date(app.clock.now.getTime() + 1)
  return visitor.ask(endpoint, asInput(SAMPLES[endpoint.name]!(scene)))
}
const logged = async (endpoint: AnyEndpoint) => {
  await app.deps.audit.flush()
  const { rows } = await app.database.owner.query(
    'select outcome, status, account, children from audit where endpoint = $1 order by at desc, id desc limit 1',
    [endpoint.name],
  )
  return rows[0]
}

test('every endpoint has a sample request and is served', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(ENDPOINTS.map((endpoint) => endpoint.name).sort())
  for (const { method, path } of ENDPOINTS)
    expect(app.app.hasRoute({ method, url: path }), `${method} ${path}`).toBe(true)
})

describe.each(ENDPOINTS.filter((endpoint) => endpoint.access !== 'public'))('$name', (endpoint) => {
  test('signed out: refused, and in the log', async () => {
    const answer = await ask(app.visitor(), endpoint, hidden)
    expect(answer).toMatchObject({ status: 401, body: { code: 'signedOut' } })
    expect(await logged(endpoint)).toMatchObject({ outcome: 'refused', status: 401, account: null })
  })

  test.runIf(endpoint.access !== 'signedIn')('each role that may not: refused, and in the log', async () => {
    for (const role of roles.filter((one) => !may(one, endpoint.access as Right))) {
      expect(await ask(visitors[role], endpoint, hidden), role).toMatchObject({
        status: 403,
        body: { code: 'notAllowed' },
      })
      expect(await logged(endpoint), role).toMatchObject({ outcome: 'refused', account: app.accounts[role] })
    }
  })

  test.runIf(/^(agreement|child|evidence|import|report|table)\./.test(endpoint.access))(
    'out of reach looks like not there',
    async () => {
      for (const role of ['villageDirector', 'townshipSupervisor'] as const) {
        if (!may(role, endpoint.access as Right)) continue
        const there = await ask(visitors[role], endpoint, hidden)
        const gone = await ask(visitors[role], endpoint, nowhere())
        expect(there.status, role).toBe(gone.status)
        const text = Buffer.isBuffer(there.body) ? there.body.toString() : JSON.stringify(there.body)
        for (const secret of SECRETS) expect(text, role).not.toContain(secret)
        if (there.status >= 400) expect(there.body, role).toEqual(gone.body)
        expect((await logged(endpoint))?.status, role).toBe(gone.status)
        expect((await logged(endpoint))?.children, role).not.toContain(hidden.child)
      }
    },
  )

  test('who may: answered or clearly refused, never failed, and in the log', async () => {
    const role =
      endpoint.access === 'signedIn'
        ? 'auditAdmin'
        : // Those above the villages, where they may.
          roles
            .filter((one) => may(one, endpoint.access as Right))
            .sort((a, b) => Number(ROLES[a].reach === 'village') - Number(ROLES[b].reach === 'village'))[0]!
    // Signing out ends the visitor, so it gets one of its own.
    const visitor = endpoint.name === 'signOut' ? await app.as(role) : visitors[role]
    const answer = await ask(
      visitor,
      endpoint,
      endpoint.access.startsWith('account') ? { ...hidden, account: spare } : hidden,
    )
    expect(answer.status).toBeLessThan(500)
    expect((await logged(endpoint))?.status).toBe(answer.status)
  })
})

test('a refusal names no value of the request', async () => {
  const answer = await visitors.villageDirector.ask(recordActs, {
    body: { acts: [{ ...aChild({ facts: { name: '欧阳无踪', sex: '男孩' } }) }] },
  })
  expect(answer.status).toBe(400)
  expect(JSON.stringify(answer.body)).not.toContain('欧阳无踪')
})
