import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  agreementChildren,
  agreementCoverage,
  agreementPdf,
  agreementsOfChild,
} from '#domain/agreement/agreement-api.ts'
import { addEvidence, childHistory, recordActs } from '#domain/child/child-api.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import { verifyAll } from '#server/audit/verify.ts'
import { verifyPaper } from '#server/audit/verify-paper.ts'
import { aChild, act, aRelative, record } from '#testing/acts.ts'
import { ANSWERS, aDraft, aSignature, everySignature, STROKES } from '#testing/agreements.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, newId } from '#testing/county.ts'
import { pagesOf } from '#testing/pdf.ts'
import { asInput } from '#testing/samples.ts'

let app: TestApp
let director: Visitor
let supervisor: Visitor
let officer: Visitor
const [girl, boy, far] = [newId(), newId(), newId()]
const [father, grandmother, aunt, stranger] = [newId(), newId(), newId(), newId()]
const parties = { principal: father, carer: grandmother }

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  const family = [
    { person: father, relation: 'father' },
    { person: grandmother, relation: 'paternalGrandmother', carer: true },
    { person: aunt, relation: 'paternalAunt' },
  ]
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child: girl, day: '2026-05-01', facts: { name: '李小禾' }, family }),
    aRelative(girl, father, { name: '李大山', phones: ['13900001111'], workPlace: '沈阳市' }),
    aRelative(girl, grandmother, { name: '王秀兰', birthDate: '1960-01-01' }),
    aRelative(girl, aunt, { name: '李二姑', birthDate: '2009-01-01' }),
  )
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child: boy, day: '2026-05-01', facts: { name: '李小树' }, family }),
    aChild({
      child: far,
      area: ELSEWHERE,
      day: '2026-05-01',
      facts: { name: '王远' },
      family: [{ person: stranger, relation: 'neighbour', carer: true }],
    }),
  )
})
afterAll(() => app.close())

const told = async (who: Visitor, ...acts: object[]) => {
  const { body } = await who.ask(recordActs, { body: { acts } })
  return body.answers?.map(({ outcome, code }) => code ?? outcome) ?? [body.code]
}
const agreements = async (child: string, who = director) =>
  (await who.ask(agreementsOfChild, { params: { child } })).body
const duty = async (child: string) =>
  (await officer.ask(listDuties, { params: { about: 'agreements' } })).body.rows.find(
    ({ id }) => id === child,
  )
const figures = async () =>
  (await officer.ask(agreementCoverage, { params: { month: '2026-06' } })).body.total

test('a left-behind child needs one, says why, and is on the list of those without', async () => {
  expect(await agreements(girl)).toMatchObject({
    needed: ['leftBehind'],
    renewal: { triggers: ['none'], opens: '2026-05-01', due: '2026-05-18' },
    rules: { unattended: false, notAlone: true, heard: true },
    rows: [],
  })
  expect(await duty(girl)).toMatchObject({ due: '2026-05-18', reasons: [{ zh: '应签订委托照护协议' }] })
  expect(await figures()).toEqual({ needed: 3, covered: 0, notCovered: 3 })
})

test('a carer who must not be entrusted is refused with the clause, and nothing is written', async () => {
  const { body } = await director.ask(recordActs, {
    body: { acts: [aDraft(girl, parties, { answers: { ...ANSWERS, addicted: true } })] },
  })
  expect(body).toMatchObject({ code: 'carerBarred' })
  expect(body.message).toContain('第二十二条第三款第二项')
  expect(await told(director, aDraft(girl, { principal: father, carer: aunt }))).toEqual(['carerTooYoung'])
  expect(await told(director, aDraft(girl, { principal: father, carer: stranger }))).toEqual([
    'personNotFound',
  ])
  expect(await told(director, aDraft(far, { principal: stranger, carer: father }))).toEqual(['childNotFound'])
  expect((await agreements(girl)).rows).toEqual([])
})

const draft = aDraft(girl, parties)

test('drafted and signed: in force when the last one has signed, and counted from then on', async () => {
  const [byFather, byGrandmother, byVillage] = everySignature(girl, draft.id, parties)
  expect(await told(director, draft, byGrandmother!)).toEqual(['kept', 'kept'])
  expect((await agreements(girl)).rows[0]).toMatchObject({
    status: 'preparing',
    missing: [{ party: 'principal', person: father }, { party: 'witness' }],
    code: null,
  })
  expect(await duty(girl)).toMatchObject({ reasons: [{ zh: '委托照护协议签字不齐' }] })
  // The same again, and a second one of the same party.
  expect(await told(director, byGrandmother!)).toEqual(['kept'])
  const again = aSignature(girl, draft.id, { party: 'carer', person: grandmother })
  expect(await told(supervisor, again)).toEqual(['signedAlready'])
  // Nobody may say that somebody else has held the pen on his own telephone.
  const claimed = aSignature(girl, draft.id, { party: 'principal', person: father, manner: 'link' })
  expect(await told(director, claimed)).toEqual(['notAllowed'])

  expect(await told(director, byFather!, byVillage!)).toEqual(['kept', 'kept'])
  const [now] = (await agreements(girl)).rows
  expect(now).toMatchObject({
    status: 'inForce',
    signedOn: '2026-05-21',
    missing: [],
    words: { opinion: '愿意和奶奶住', other: '每周日晚八点视频' },
    principals: [{ name: '李大山', relation: 'father' }],
    carer: { name: '王秀兰' },
    by: { name: '村儿童主任' },
  })
  expect(now!.code).toMatch(/^([0-9A-F]{4}-){5}[0-9A-F]{4}$/)
  expect(now!.signatures.map(({ party, strokes }) => [party, strokes])).toEqual([
    ['carer', STROKES],
    ['principal', STROKES],
    ['witness', STROKES],
  ])
  expect(await figures()).toEqual({ needed: 3, covered: 1, notCovered: 2 })
  expect(await duty(girl)).toBeUndefined()
  const without = await officer.ask(agreementChildren, {
    params: { month: '2026-06', counter: 'notCovered' },
  })
  expect(without.body.rows.map(({ name }) => name).sort()).toEqual(['李小树', '王远'])
})

test('words and signatures are sealed, and an agreement of another village looks like none', async () => {
  const { rows } = await app.database.owner.query<{ body: string }>(
    `select body::text as body from act where kind like 'agreement.%'`,
  )
  expect(rows).toHaveLength(4)
  for (const { body } of rows) expect(body).not.toMatch(/奶奶|视频|M60|村主任/)
  expect((await director.ask(agreementsOfChild, { params: { child: far } })).body.code).toBe('childNotFound')
  const params = { child: girl, agreement: newId() }
  expect((await director.ask(agreementPdf, { params })).body.code).toBe('notFound')
})

test('on paper: clauses, everybody’s words and signatures, the code; no telephone in clear', async () => {
  const answer = await director.ask(agreementPdf, { params: { child: girl, agreement: draft.id } })
  expect(answer.status).toBe(200)
  const text = (await pagesOf(answer.body as unknown as Buffer)).join('').replace(/[\s\u200b]/g, '')
  for (const words of [
    '委托照护协议',
    'Projecttemplate',
    '李小禾',
    '王秀兰（祖母）',
    '139****1111',
    '至少每周联系和交流一次',
    '愿意和奶奶住',
    '每周日晚八点视频',
    (await agreements(girl)).rows[0]!.code!,
  ])
    expect(text, words).toContain(words.replace(/\s/g, ''))
  expect(text).not.toContain('13900001111')
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).not.toMatch(/李小禾|王秀兰/)
  const { rows } = await app.database.owner.query(
    `select children, status from audit where endpoint = 'agreementPdf' and status = 200`,
  )
  expect(rows).toEqual([{ children: [girl], status: 200 }])
})

test('what changes in the family asks for another look; a look, or another agreement, answers it', async () => {
  expect(
    await told(director, aRelative(girl, father, { workPlace: '天津市' }, { day: '2026-05-28' })),
  ).toEqual(['kept'])
  expect(await duty(girl)).toMatchObject({ due: '2026-06-11', reasons: [{ zh: '父母去向变化' }] })
  const look = { day: '2026-05-30', agreement: draft.id, reason: '与父亲通话，协议照旧' }
  expect(await told(director, act('agreement.confirm', girl, look))).toEqual(['kept'])
  expect(await duty(girl)).toBeUndefined()
  expect((await agreements(girl)).rows[0]?.confirmedOn).toBe('2026-05-30')

  const next = aDraft(girl, parties, { day: '2026-05-31', from: '2026-05-31', lastDay: '2026-06-15' })
  const signed = everySignature(girl, next.id, parties).map((one) => ({
    ...one,
    body: { ...one.body, day: '2026-05-31' },
  }))
  expect(await told(director, next, ...signed)).toEqual(['kept', 'kept', 'kept', 'kept'])
  expect((await agreements(girl)).rows.map(({ status }) => status)).toEqual(['inForce', 'superseded'])
  // Within the month before its last day.
  expect(await duty(girl)).toMatchObject({ due: '2026-06-15', reasons: [{ zh: '委托照护协议到期' }] })
  const end = { day: '2026-06-01', agreement: next.id, why: 'parentBack', reason: '父亲返乡' }
  expect(await told(director, act('agreement.end', girl, end))).toEqual(['kept'])
  expect(await told(director, act('agreement.end', girl, end))).toEqual(['agreementNotOpen'])
  expect((await agreements(girl)).rows[0]).toMatchObject({
    status: 'ended',
    ended: { why: 'parentBack', reason: '父亲返乡' },
  })
  expect((await figures()).covered).toBe(0)
  const { entries } = (await director.ask(childHistory, { params: { child: girl } })).body
  expect(entries.filter(({ kind }) => kind.startsWith('agreement.'))).toHaveLength(10)
})

test('of two who sign for one at once, one is kept', async () => {
  const one = aDraft(boy, parties)
  expect(await told(director, one)).toEqual(['kept'])
  const both = [1, 2].map(() => aSignature(boy, one.id, { party: 'carer', person: grandmother }))
  const answers = await Promise.all([told(director, both[0]!), told(supervisor, both[1]!)])
  expect(answers.flat().sort()).toEqual(['kept', 'signedAlready'])

  // On paper with a photo of it that is the child's own; by telephone with a word of who spoke with whom.
  const onPaper = (evidence: string) =>
    aSignature(boy, one.id, { party: 'witness', manner: 'paper', evidence, words: { name: '村主任' } })
  expect(await told(director, onPaper(newId()))).toEqual(['notFound'])
  const paper = { name: 'paper.pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n') }
  const { body } = await director.ask(addEvidence, asInput({ params: { child: boy }, multipart: paper }))
  expect(await told(director, onPaper(body.id))).toEqual(['kept'])
  const byPhone = { party: 'principal', person: father, manner: 'phone' }
  const silent = aSignature(boy, one.id, { ...byPhone, words: {} })
  expect(await told(director, silent)).toEqual(['invalidInput'])
  const spoken = aSignature(boy, one.id, { ...byPhone, words: { note: '五月二十日晚与父亲通话，同意' } })
  expect(await told(director, spoken)).toEqual(['kept'])
  expect((await agreements(boy)).rows[0]).toMatchObject({ status: 'inForce' })
})

test('a child moves and its agreements with it', async () => {
  await record(
    app.deps,
    app.actor('countyOfficer'),
    act('child.move', boy, { day: '2026-06-01', area: ELSEWHERE, reason: '搬家' }),
  )
  const { rows } = await app.database.owner.query('select area_code from agreement where child = $1', [boy])
  expect(rows).toEqual([{ area_code: ELSEWHERE }])
  expect((await agreements(boy)).rows).toBeUndefined()
  expect((await agreements(boy, officer)).rows).toHaveLength(1)
})

test('verification tells a clause that was altered, a signature that was removed, one that was put in', async () => {
  const { owner, connections } = app.database
  const verify = async () =>
    (await verifyAll(connections.owner, { vault: app.deps.vault, dataDir: app.dataDir })).problems
      .map(({ code, details }) => `${code} ${details.id}`)
      .filter((problem) => problem.startsWith('agreement'))
  const { code } = (await agreements(girl)).rows.find(({ id }) => id === draft.id)!
  const paper = (on: string) => verifyPaper(connections.owner, app.deps.vault, on)
  expect(await verify()).toEqual([])
  expect(await paper(code!)).toBe('whole')
  expect(await paper(code!.toLowerCase().replaceAll('-', ' '))).toBe('whole')
  expect(await paper('0000-0000-0000-0000-0000-0000')).toBe('unknown')
  await owner.query(`update act set body = body || '{"lastDay": "2030-01-01"}' where id = $1`, [draft.id])
  expect(await verify()).toEqual([`agreementAltered ${draft.id}`])
  expect(await paper(code!)).toBe('altered')
  await owner.query(`update act set body = body || '{"lastDay": "2027-05-19"}' where id = $1`, [draft.id])
  expect(await verify()).toEqual([])
  const { rows } = await owner.query<{ id: string }>(
    `select id from act where kind = 'agreement.sign' and body->>'agreement' = $1 order by id limit 1`,
    [draft.id],
  )
  await owner.query('update act set kind = $2 where id = $1', [rows[0]!.id, 'gone'])
  expect(await verify()).toEqual([`agreementMissing ${rows[0]!.id}`])
  await owner.query('update act set kind = $2 where id = $1', [rows[0]!.id, 'agreement.sign'])
  await owner.query('delete from agreement_seal where act = $1', [rows[0]!.id])
  expect(await verify()).toEqual([`agreementUnsealed ${rows[0]!.id}`])
})

test('whoever is erased leaves the agreement standing, without words, names or signatures', async () => {
  const erase = act('person.erase', girl, { day: '2026-06-01', person: girl, reason: '依申请销毁' })
  expect(await told(officer, erase)).toEqual(['kept'])
  const { rows } = await agreements(girl, officer)
  expect(rows.at(-1)).toMatchObject({ words: null, status: 'superseded' })
  expect(rows.at(-1)!.signatures.every(({ strokes }) => strokes === null)).toBe(true)
})
