import { afterAll, beforeAll, expect, test } from 'vitest'
import { assessmentsOfChild, riskChildren, riskFigures } from '#domain/assessment/assessment-api.ts'
import { childHistory, listChildren, openChildFile, recordActs } from '#domain/child/child-api.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import { createRespeller } from '#server/circumstance/due.ts'
import { aChild, act, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { anAssessment } from '#testing/assessments.ts'
import { ELSEWHERE, NEIGHBOUR, newId } from '#testing/county.ts'

let app: TestApp
let director: Visitor
let supervisor: Visitor
let officer: Visitor
let leader: Visitor
const [child, calm, neighbour, far] = [newId(), newId(), newId(), newId()]

beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  leader = await app.as('countyLeader')
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aChild({ child, day: '2026-05-01', facts: { name: '李小禾' } }),
    aChild({ child: calm, day: '2026-05-01', facts: { name: '李小安', guardianship: 'good' } }),
    aChild({ child: neighbour, area: NEIGHBOUR, day: '2026-05-01', facts: { name: '李远' } }),
    aChild({ child: far, area: ELSEWHERE, day: '2026-05-01', facts: { name: '王远' } }),
  )
})
afterAll(() => app.close())

const told = async (who: Visitor, ...acts: object[]) => {
  const { body } = await who.ask(recordActs, { body: { acts } })
  return body.answers?.map(({ outcome, code }) => code ?? outcome) ?? [body.code]
}
const assessed = async (who: Visitor, of = child) =>
  (await who.ask(assessmentsOfChild, { params: { child: of } })).body
const dutiesOf = async (rule: string, who = officer) =>
  (await who.ask(listDuties, { params: { rule } })).body.rows
const listed = async (where: Record<string, string[]>, who = officer) =>
  (await who.ask(listChildren, { body: { where } })).body.rows.map(({ name, colour }) => [name, colour])
const bad = { contact: 'never', mind: 'severe', guardianship: 'carerInsufficient' }

test('an assessment gives a colour, with the fact that it decides, its act, and what would lower it', async () => {
  expect((await assessed(director)).colour).toBe('none')
  const made = anAssessment(child, bad, {
    more: { asked: 'paternalGrandmother' },
  })
  ;(made.body as { words: object }).words = {
    ...(made.body as { words: object }).words,
    note: '祖母说孩子夜里常哭',
  }
  expect(await told(director, made)).toEqual(['kept'])

  const { facts } = (await director.ask(openChildFile, { params: { child } })).body
  expect(facts.guardianship).toMatchObject({ value: 'carerInsufficient', act: made.id, since: '2026-05-30' })
  const found = await assessed(director)
  expect(found).toMatchObject({ colour: 'red', computed: 'red', override: null, key: true })
  expect(found.reasons.map(({ of, on, act: by }) => [of, on, by])).toEqual([
    ['guardianship', '2026-05-30', made.id],
    ['circumstance', '2026-05-30', made.id],
    ['assessment', '2026-05-30', made.id],
  ])
  const reason = found.reasons[2]!
  expect(reason.zh).toBe('三色风险评估：高风险（17 分）')
  expect(reason.because[0]!.zh).toContain('监护情况')
  expect(reason.lower.map(({ zh }) => zh)).toEqual([
    '差 5 分到轻一级',
    '“监护情况”变为“较好”',
    '“心理”变为“正常”',
    '“父母每周至少联系一次（第23条）”变为“是”',
  ])
  expect(found.assessments[0]).toMatchObject({
    grade: 3,
    total: 17,
    asked: 'paternalGrandmother',
    note: '祖母说孩子夜里常哭',
    answers: { mind: 'severe', body: 'healthy' },
    by: { name: '村儿童主任' },
  })
  const [entry] = (await director.ask(childHistory, { params: { child } })).body.entries
  expect(entry).toMatchObject({ kind: 'assessment.record', changes: [{ key: 'guardianship' }] })
})

test('the second click changes nothing; other content under the same id is refused', async () => {
  const made = anAssessment(calm)
  expect(await told(director, made)).toEqual(['kept'])
  expect(await told(director, made)).toEqual(['kept'])
  expect(await told(director, { ...made, body: { ...made.body, day: '2026-05-29' } })).toEqual(['actIdTaken'])
  expect((await assessed(director, calm)).assessments).toHaveLength(1)
})

test('half answered, of another grade, of no template, or by a role that may not use it is refused', async () => {
  const made = () => anAssessment(calm)
  const changed = (change: object) => {
    const one = made()
    return { ...one, body: { ...one.body, ...change } }
  }
  const half = made().body as unknown as { words: { answers: Record<string, string> } }
  const { mind: _, ...answers } = half.words.answers
  expect(await told(director, changed({ words: { answers } }))).toEqual(['assessmentUnfinished'])
  expect(await told(director, changed({ grade: 3, colour: 'red' }))).toEqual(['invalidInput'])
  expect(await told(director, changed({ colour: 'yellow' }))).toEqual(['invalidInput'])
  expect(await told(director, changed({ version: 7 }))).toEqual(['invalidInput'])
  expect(await told(director, changed({ facts: {} }))).toEqual(['invalidInput'])
  expect(await told(director, changed({ day: '2026-06-02' }))).toEqual(['invalidInput'])
  expect(await told(director, anAssessment(calm, {}, { template: 'qianxi' }))).toEqual(['notAllowed'])
  expect((await leader.ask(recordActs, { body: { acts: [made()] } })).status).toBe(403)
})

test('out of reach looks like not there', async () => {
  for (const other of [neighbour, far]) {
    expect(await told(director, anAssessment(other))).toEqual(['childNotFound'])
    expect((await assessed(director, other)) as object).toMatchObject({ code: 'childNotFound' })
  }
  expect(await told(supervisor, anAssessment(neighbour))).toEqual(['kept'])
  expect(await told(supervisor, anAssessment(far))).toEqual(['childNotFound'])
})

test('a correction stands in the place of what it corrects, with its reason', async () => {
  const wrong = anAssessment(neighbour, bad, { day: '2026-05-31' })
  expect(await told(supervisor, wrong)).toEqual(['kept'])
  expect((await assessed(supervisor, neighbour)).colour).toBe('red')
  const right = { day: '2026-05-31', more: { corrects: wrong.id, reason: '选错了人' } }
  expect(await told(supervisor, anAssessment(neighbour, { mind: 'signs' }, right))).toEqual(['kept'])
  const { colour, assessments } = await assessed(supervisor, neighbour)
  expect(colour).toBe('green')
  expect(assessments.filter(({ corrected }) => corrected)).toHaveLength(1)
  const { rows } = await app.database.owner.query('select grade from assessment where child = $1', [
    neighbour,
  ])
  expect(rows.map(({ grade }) => grade)).toEqual([1, 1])
})

test('answers and what was said are sealed: the database tells the grade alone', async () => {
  const { rows } = await app.database.owner.query<{ body: string }>(
    `select body::text as body from act where kind = 'assessment.record'`,
  )
  expect(rows.length).toBeGreaterThan(3)
  for (const { body } of rows) expect(body).not.toMatch(/severe|signs|夜里常哭|contact|barredCarer/)
})

test('the next assessment is due by the cadence; a red child is to be visited weekly', async () => {
  const due = (await dutiesOf('assessment')).map(({ name, due, reasons }) => [name, due, reasons[0]?.zh])
  expect(due).toContainEqual(['李小禾', '2026-11-30', '三色风险评估'])
  expect(due).toContainEqual(['王远', '2026-06-01', '三色风险评估'])
  expect((await dutiesOf('visit')).find(({ id }) => id === child)?.tier).toBe('high')
})

test('an override needs a reason and an end; it is shown beside the rule and expires by itself', async () => {
  const body = { day: '2026-06-01', colour: 'yellow', until: '2026-06-20', reason: '祖母病愈，已核实' }
  expect(await told(director, act('risk.override', child, body))).toEqual(['notAllowed'])
  expect(await told(supervisor, act('risk.override', child, { ...body, until: '2026-12-01' }))).toEqual([
    'overrideTooLong',
  ])
  expect(await told(supervisor, act('risk.override', child, body))).toEqual(['kept'])
  expect(await assessed(director)).toMatchObject({
    colour: 'yellow',
    computed: 'red',
    override: { until: '2026-06-20', reason: '祖母病愈，已核实', by: '镇儿童督导员' },
    key: false,
  })
  expect(await listed({ colour: ['yellow'] })).toEqual([['李小禾', 'yellow']])
})

test('needs, each with measures, who answers for them and by when; done, or not needed any more', async () => {
  const need = act('need.record', child, {
    day: '2026-06-01',
    need: 'mind',
    measures: [
      { measure: 'counselling', responsible: 'educationBureau', due: '2026-06-10' },
      { measure: 'pairing', responsible: 'village', due: '2026-06-05' },
    ],
    words: { note: '夜里常哭，需要心理老师' },
  })
  expect(await told(director, need)).toEqual(['kept'])
  expect((await dutiesOf('measure')).map(({ name, due, reasons }) => [name, due, reasons[0]?.zh])).toEqual([
    ['李小禾', '2026-06-05', '结对关爱'],
    ['李小禾', '2026-06-10', '心理辅导'],
  ])
  expect(await listed({ need: ['mind'] })).toEqual([['李小禾', 'yellow']])
  const end = (measure: string) =>
    act('measure.end', child, {
      day: '2026-06-01',
      need: need.id,
      measure,
      outcome: 'done',
      words: { note: '已请张老师' },
    })
  expect(await told(director, end('pairing'))).toEqual(['kept'])
  const [shown] = (await assessed(director)).needs
  expect(shown).toMatchObject({
    need: 'mind',
    note: '夜里常哭，需要心理老师',
    measures: [{ ended: null }, { ended: { outcome: 'done', note: '已请张老师', by: '村儿童主任' } }],
  })
  expect(await told(director, end('counselling'))).toEqual(['kept'])
  expect(await dutiesOf('measure')).toEqual([])
  expect(await listed({ need: ['mind'] })).toEqual([])
})

test('figures by area, each with the children behind it, and no other village for a director', async () => {
  const { total, rows, grades } = (await supervisor.ask(riskFigures, {})).body
  expect(total).toMatchObject({ children: 3, red: 0, yellow: 1, green: 2, none: 0, assessed: 3, grade3: 1 })
  expect(grades.map(({ zh }) => zh)).toEqual(['低风险', '中风险', '高风险'])
  expect(rows.find(({ area }) => area === NEIGHBOUR)?.values).toMatchObject({ children: 1, green: 1 })
  const behind = async (who: Visitor, counter: string) =>
    (await who.ask(riskChildren, { params: { counter } })).body.rows.map(({ name }) => name)
  expect(await behind(officer, 'none')).toEqual(['王远'])
  expect(await behind(officer, 'notAssessed')).toEqual(['王远'])
  expect(await behind(supervisor, 'grade3')).toEqual(['李小禾'])
  expect(await behind(director, 'green')).toEqual(['李小安'])
  expect((await director.ask(riskFigures, {})).body.total).toMatchObject({ children: 2 })
  expect((await officer.ask(riskChildren, { params: { counter: 'blue' } })).status).toBe(400)
})

test('on its day the override is over: the program itself tells the child anew', async () => {
  app.clock.now = new Date('2026-06-20T00:10:00+08:00')
  const respeller = createRespeller(app.deps, (problem) => {
    throw problem
  })
  respeller.look()
  officer = await app.as('countyOfficer')
  await expect.poll(() => listed({ colour: ['red'] }), { timeout: 5000 }).toEqual([['李小禾', 'red']])
  await respeller.stop()
})
