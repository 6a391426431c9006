import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { may, type Right } from '#domain/access/access.ts'
import { createToken, grantRole } from '#domain/account/account-api.ts'
import type { NewAct } from '#domain/act/act.ts'
import {
  addEvidence,
  childHistory,
  listChildren,
  openChildFile,
  readEvidence,
  recordActs,
  revealFact,
} from '#domain/child/child-api.ts'
import type { AnyEndpoint } from '#domain/endpoint.ts'
import { ENDPOINTS } from '#domain/endpoints.ts'
import { saveCadre } from '#domain/grid/grid-api.ts'
import { previewImport } from '#domain/import/import-api.ts'
import { recordActs as recordNow } from '#server/act/record-acts.ts'
import { inTransaction } from '#server/db/db.ts'
import { SMS_FILE } from '#server/notice/sms-gateway.ts'
import { aChild, act, aFact, aRelative, record } from '#testing/acts.ts'
import { aDraft } from '#testing/agreements.ts'
import { PASSWORD, startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, newId, VILLAGE } from '#testing/county.ts'
import { asInput, nowhere, SAMPLES, type Scene } from '#testing/samples.ts'

// What somebody tries who signs in as a village's director and wants more than her village.

const NUMBER = '210421198001013579'
const PHONE = '13877776666'

let app: TestApp
let director: Visitor
let officer: Visitor
/** A child of another village and its father, whose ids the director knows from somewhere. */
let child: string
let father: string
/** Her own child. */
let own: string

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  officer = await app.as('countyOfficer')
})
afterAll(() => app.close())
beforeEach(async () => {
  ;[child, father, own] = [newId(), newId(), newId()]
  await kept(
    officer,
    aChild({
      child,
      area: ELSEWHERE,
      facts: { name: '欧阳无踪' },
      family: [{ person: father, relation: 'father' }],
    }),
    aRelative(child, father, { name: '欧阳大山', idNumber: NUMBER, phones: [PHONE] }),
  )
  await kept(director, aChild({ child: own }))
})

const write = (who: Visitor, ...acts: NewAct[]) => who.ask(recordActs, { body: { acts } })
async function kept(who: Visitor, ...acts: NewAct[]) {
  const { body } = await write(who, ...acts)
  expect(body.answers?.map((answer) => answer.outcome)).toEqual(acts.map(() => 'kept'))
}
const kinOf = (of: string, person: string) =>
  act('kin.record', of, { day: '2026-05-01', person, relation: 'father' })
const seenBy = async (who: Visitor, of: string) =>
  JSON.stringify([
    (await who.ask(openChildFile, { params: { child: of } })).body,
    (await who.ask(childHistory, { params: { child: of } })).body,
    (await who.ask(listChildren, { body: { columns: ['father.phones', 'father.workPlace'] } })).body,
    (
      await who.ask(revealFact, {
        params: { child: of },
        body: { key: 'phones', person: father, reason: '核对电话' },
      })
    ).body,
  ])

describe('the father of a child of another village', () => {
  test('is not linked by his id alone', async () => {
    const answer = await write(director, kinOf(own, father))
    expect(answer).toMatchObject({ status: 404, body: { code: 'personNotFound' } })
    expect(answer.body).toEqual((await write(director, aRelative(own, newId(), { name: '无此人' }))).body)
    expect(await seenBy(director, own)).not.toMatch(/欧阳|138\*|6666/)
  })

  test('nor with a file that is being opened', async () => {
    const opened = newId()
    const family = [{ person: father, relation: 'father' }]
    expect((await write(director, aChild({ child: opened, family }))).body.code).toBe('personNotFound')
    expect((await director.ask(openChildFile, { params: { child: opened } })).status).toBe(404)
  })

  test('nor by another ID number, nor overwritten', async () => {
    const told = aRelative(own, father, { name: '冒名', idNumber: '210421198002023579' })
    const { answers } = (await write(director, kinOf(own, father), told)).body
    expect(answers.map((answer) => answer.code)).toEqual(['personNotFound', 'personNotFound'])
    expect(await seenBy(officer, child)).not.toContain('冒名')
  })

  test('nor by an id in capitals, nor as the child itself', async () => {
    expect((await write(director, kinOf(own, father.toUpperCase()))).body.code).toBe('personNotFound')
    expect((await write(director, kinOf(own, child))).body.code).toBe('personNotFound')
    expect((await write(director, kinOf(own, own))).body.code).toBe('personNotFound')
  })

  test('is not reached any more by the village that the child has left', async () => {
    const moving = newId()
    const parent = newId()
    await kept(director, aChild({ child: moving, family: [{ person: parent, relation: 'father' }] }))
    await kept(director, aRelative(moving, parent, { phones: ['13900001111'] }))
    await kept(officer, act('child.move', moving, { day: '2026-05-02', area: ELSEWHERE, reason: '迁居' }))
    await kept(officer, aRelative(moving, parent, { phones: [PHONE] }, { day: '2026-05-03' }))
    expect((await write(director, kinOf(own, parent))).body.code).toBe('personNotFound')
    expect((await write(director, aRelative(moving, parent, { workPlace: '沈阳' }))).status).toBe(404)
  })
})

test('who wrote of a shared father in another village, and why, is not told', async () => {
  const reason = '欧阳无踪的父亲换了工作'
  const parent = newId()
  const idNumber = '210421198505054321'
  const linked = newId()
  await kept(director, aChild({ child: linked, family: [{ person: parent, relation: 'father' }] }))
  await kept(director, aRelative(linked, parent, { idNumber }, { reason: '家长来电' }))
  const there = app.actor('villageDirector', ELSEWHERE)
  const sibling = newId()
  const family = [{ person: parent, relation: 'father' }]
  await record(
    app.deps,
    there,
    aChild({ child: sibling, area: ELSEWHERE, family }),
    aRelative(sibling, parent, { idNumber, workPlace: '天津市' }, { day: '2026-03-01', reason }),
  )
  const { entries } = (await director.ask(childHistory, { params: { child: linked } })).body
  const about = entries.filter((entry) => entry.person === parent)
  expect(about).toHaveLength(2)
  expect(about[0]).toMatchObject({ author: { name: '', role: 'villageDirector' } })
  expect(about[0]?.reason).toBeUndefined()
  expect(about[1]).toMatchObject({ author: { name: '村儿童主任' }, reason: '家长来电' })
  // Who reaches both files is told everything.
  const all = (await officer.ask(childHistory, { params: { child: linked } })).body.entries
  expect(all.filter((entry) => entry.person === parent).map((entry) => entry.reason)).toEqual([
    reason,
    '家长来电',
  ])
})

test('what is shown of an ID number does not complete it beside the birth date', async () => {
  const [idNumber, birthDate] = ['210421201503048146', '2015-03-04']
  await kept(director, aFact(own, { idNumber, birthDate }))
  const { facts } = (await director.ask(openChildFile, { params: { child: own } })).body
  const shown = String(facts.idNumber?.value)
  const digits = shown.slice(0, 6) + String(facts.birthDate?.value).replaceAll('-', '') + shown.slice(14)
  expect(digits.replaceAll('*', '')).toHaveLength(14)
})

describe('ids of another village', () => {
  test('a file is not opened under one, and no act refused for it holds up the others', async () => {
    const fine = newId()
    const { body } = await write(director, aChild({ child }), aChild({ child: fine }))
    expect(body.answers.map(({ outcome, code }) => code ?? outcome)).toEqual(['actIdTaken', 'kept'])
    expect((await write(director, aChild({ child: father }))).body.code).toBe('actIdTaken')
    expect((await write(director, aChild({ child: own }))).body.code).toBe('actIdTaken')
  })

  test("evidence is not claimed for a child of one's own", async () => {
    const evidence = act('evidence.add', own, { day: '2026-05-01', evidence: newId(), about: [] })
    expect((await write(director, evidence)).body.code).toBe('notFound')
  })
})

describe('what is sent', () => {
  test.each([
    ['a key that every object has', { where: { constructor: ['1'] } }],
    ['a column that every object has', { columns: ['toString'] }],
    ['a column of the father that every object has', { columns: ['father.valueOf'] }],
    ['a character that no database holds', { q: '李\u0000' }],
  ])('%s is refused, not failed', async (_, body) => {
    expect((await director.ask(listChildren, { body })).body.code).toBe('invalidInput')
  })

  test('a prototype is refused', async () => {
    const answer = await director.ask(listChildren, {
      body: '{"where":{"__proto__":{"sex":["male"]}}}',
      headers: { 'content-type': 'application/json' },
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalidInput' } })
  })

  test.each(['0000-01-01', '2026-02-30'])('the day %s is refused', async (birthDate) => {
    expect((await write(director, aFact(own, { birthDate }))).body.code).toBe('invalidInput')
  })

  test('no number is hidden among the keys that a paper proves, where nothing is sealed', async () => {
    const about = [NUMBER]
    const evidence = act('evidence.add', own, { day: '2026-05-01', evidence: newId(), about })
    expect((await write(director, evidence)).body.code).toBe('invalidInput')
  })

  test('rosters are too large together, not one by one', async () => {
    const part = (name: string) =>
      `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${'x'.repeat(16 * 1024 * 1024)}\r\n`
    const answer = await officer.ask(previewImport, {
      body: Buffer.from(`${part('a')}${part('b')}--b--\r\n`),
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
    expect(answer).toMatchObject({ status: 413, body: { code: 'fileTooLarge' } })
  })
})

const nameIn = async (of: string) =>
  (await director.ask(openChildFile, { params: { child: of } })).body.facts.name?.value

test('a key that is being destroyed does not come back from memory', async () => {
  const { deps } = app
  const erasing = inTransaction(deps.pool, deps.county.code, app.actor('countyOfficer').reach, async (db) => {
    const erase = act('person.erase', own, { day: '2026-05-01', person: own, reason: '监护人申请' })
    await recordNow({ db, deps, actor: app.actor('countyOfficer') }, [erase])
    // Somebody reads the file before the commit.
    expect(await nameIn(own)).toBe('李小禾')
  })
  await erasing
  expect(await nameIn(own)).toBeUndefined()
  expect((await write(director, aFact(own, { note: '又来' }))).body.code).toBe('erased')
})

test('an API token of a smaller role does not grow with it', async () => {
  const login = `grows-${newId().slice(-6)}`
  const account = await app.add({ login, name: '升任者', role: 'villageDirector', villages: [VILLAGE] })
  const { token } = (
    await (await app.signIn(login)).ask(createToken, { body: { label: 'x', days: 9, password: PASSWORD } })
  ).body
  const program = app.visitor({ authorization: `Bearer ${token}` })
  expect((await program.ask(listChildren, { body: {} })).status).toBe(200)
  const security = await app.as('securityAdmin')
  const body = { role: 'countyOfficer' }
  expect((await security.ask(grantRole, { params: { account }, body })).status).toBe(200)
  expect((await program.ask(listChildren, { body: {} })).body.code).toBe('signedOut')
})

describe('a child that another village has claimed', () => {
  const SECRETS = ['欧阳飞燕', '欧阳大海', NUMBER, PHONE, '随父迁往后安镇']
  let next: Visitor
  /** As every endpoint is asked about the child that was the director's own until it was claimed. */
  const about = (one: Scene) =>
    ENDPOINTS.filter(({ access }) => access !== 'public' && access !== 'signedIn').map((endpoint) => ({
      endpoint,
      input: asInput(SAMPLES[endpoint.name]!(one)),
      named: [one.child, one.evidence].some((id) =>
        JSON.stringify(SAMPLES[endpoint.name]!(one)).includes(id),
      ),
    }))
  const scene = nowhere()
  beforeAll(async () => {
    await app.add({ login: 'receiver', name: '邻乡主任', role: 'villageDirector', villages: [ELSEWHERE] })
    next = await app.signIn('receiver')
    const bureau = { office: '县民政局', post: '科员', place: '210421000000' }
    await officer.ask(saveCadre, { body: { id: scene.cadre, name: '周建国', ...bureau } })
    const { child: moving, parent } = scene
    const grandmother = newId()
    const draft = aDraft(moving, { principal: parent, carer: grandmother })
    scene.agreement = draft.id
    // Where a link is made it is not sent.
    writeFileSync(join(app.dataDir, SMS_FILE), '{"url": "http://127.0.0.1:9/"}')
    const ask = act('handOver.ask', moving, { day: '2026-05-02', to: ELSEWHERE, reason: '随父迁往后安镇' })
    await kept(
      director,
      aChild({
        child: moving,
        facts: { name: '欧阳飞燕', idNumber: '210421201503048146' },
        family: [
          { person: parent, relation: 'father' },
          { person: grandmother, relation: 'paternalGrandmother', carer: true },
        ],
      }),
      draft,
      aRelative(moving, parent, { name: '欧阳大海', idNumber: NUMBER, phones: [PHONE] }),
    )
    const { body } = await director.ask(addEvidence, asInput(SAMPLES.addEvidence!(scene)))
    scene.evidence = body.id
    await kept(director, ask)
    // Whatever the old village may hold in memory is asked for once before.
    for (const { endpoint, input } of about(scene))
      if (endpoint.method === 'GET') await director.ask(endpoint, input)
    await kept(next, act('child.claim', moving, { day: '2026-05-03', handOver: ask.id, area: ELSEWHERE }))
  })

  test('is not there for the old one, whatever endpoint is asked', async () => {
    const asked = about(scene)
    const gone = about({ ...nowhere(), cadre: scene.cadre })
    expect(asked.filter(({ named }) => named).length).toBeGreaterThanOrEqual(5)
    for (const [i, { endpoint, input, named }] of asked.entries()) {
      const there = await director.ask(endpoint, input)
      const text = Buffer.isBuffer(there.body) ? there.body.toString() : JSON.stringify(there.body)
      for (const secret of [...SECRETS, scene.child])
        expect(text, `${endpoint.name}: ${secret}`).not.toContain(secret)
      if (!named) continue
      const nobody = await director.ask(endpoint, gone[i]!.input)
      // Receipts name the acts that were sent.
      const said = ({ body }: { body: unknown }) =>
        JSON.stringify(body).replaceAll(/"id":"[0-9a-f-]{36}"/g, '')
      expect([there.status, said(there)], endpoint.name).toEqual([nobody.status, said(nobody)])
    }
  })

  test('is wholly there for the new one', async () => {
    for (const { endpoint, input, named } of about(scene)) {
      if (!named || !may('villageDirector', endpoint.access as Right)) continue
      // No photo has arrived for it.
      const status = endpoint.name === 'addPhoto' ? 409 : 200
      expect((await next.ask(endpoint, input)).status, endpoint.name).toBe(status)
    }
    const told = async (endpoint: AnyEndpoint, input: object) =>
      JSON.stringify((await next.ask(endpoint, input)).body)
    const params = { child: scene.child }
    expect(await told(openChildFile, { params })).toMatch(/欧阳飞燕.*欧阳大海/)
    expect(await told(childHistory, { params })).toContain('随父迁往后安镇')
    expect(await told(listChildren, { body: { q: PHONE } })).toContain('欧阳飞燕')
    const paper = await next.ask(readEvidence, { params: { evidence: scene.evidence } })
    expect(paper.status).toBe(200)
  })
})

describe('in the database', () => {
  test("functions that run as the owner say where they look, and are nobody's by default", async () => {
    const { rows } = await app.database.owner.query(
      `select p.proname as name, p.prosecdef as definer, p.proconfig as config,
              has_function_privilege('public', p.oid, 'execute') as everybodys
         from pg_proc p where p.pronamespace = 'public'::regnamespace`,
    )
    expect(rows.filter((row) => row.everybodys)).toEqual([])
    for (const row of rows.filter(({ definer }) => definer))
      expect(row.config, row.name).toContain('search_path=public, pg_temp')
  })

  test('a village role moves and erases nobody, and has no reach without its setting', async () => {
    const client = await app.database.owner.connect()
    try {
      for (const call of [
        `move_child('210421', '${own}', '${ELSEWHERE}', null)`,
        `erase_person('210421', '${own}', '{}', '{}')`,
        `carry_child('210421', '${own}', '${ELSEWHERE}', null)`,
        `hold_hand_over('210421', '${own}', '${own}')`,
      ]) {
        await client.query(`begin; set local role tonghu_village; set local tonghu.villages = '${VILLAGE}'`)
        await expect(client.query(`select ${call}`)).rejects.toThrow('permission denied')
        await client.query('rollback')
      }
      // What nobody has handed over is not claimed, and nothing tells that it is there.
      await client.query(`begin; set local role tonghu_village; set local tonghu.villages = '${VILLAGE}'`)
      for (const one of [own, child, newId()]) {
        const call = `claim_child('210421', '${one}', '${newId()}', '${VILLAGE}', null) as outcome`
        expect((await client.query(`select ${call}`)).rows).toEqual([{ outcome: 'unknown' }])
        const back = `decline_hand_over('210421', '${one}', '${newId()}', '2026-05-01')`
        expect((await client.query(`select outcome, area from ${back}`)).rows).toEqual([
          { outcome: 'unknown', area: null },
        ])
      }
      expect(
        (await client.query(`select from hand_overs_in_sight('210421') where child = '${child}'`)).rowCount,
      ).toBe(0)
      await client.query('rollback')
      // A connection that served somebody: its settings are empty now, not unset.
      await client.query(`begin; set local role tonghu_village`)
      for (const call of [`acts_of_file('210421', '${child}')`, `acts_of_person('210421', '${father}')`])
        expect((await client.query(`select from ${call}`)).rowCount).toBe(0)
      await expect(client.query(`select relative_known('210421', '${father}', '{}', '{}')`)).rejects.toThrow(
        'no such relative',
      )
      await client.query('rollback')
    } finally {
      client.release()
    }
  })
})
