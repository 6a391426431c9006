import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  assessmentsOfChild,
  decideDraft,
  listTemplates,
  saveDraft,
  triedChildren,
} from '#domain/assessment/assessment-api.ts'
import type { Template } from '#domain/assessment/template.ts'
import { recordActs } from '#domain/child/child-api.ts'
import { aChild, act, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { anAssessment, shippedBody } from '#testing/assessments.ts'
import { ELSEWHERE, newId } from '#testing/county.ts'

let app: TestApp
let officer: Visitor
let leader: Visitor
let supervisor: Visitor
const children = Array.from({ length: 6 }, newId)
const erased = newId()

beforeAll(async () => {
  app = await startTestApp()
  officer = await app.as('countyOfficer')
  leader = await app.as('countyLeader')
  supervisor = await app.as('townshipSupervisor')
  // 2 points each for the body, and one child in another township.
  await record(
    app.deps,
    app.actor('countyOfficer'),
    ...[...children, erased].flatMap((child, i) => [
      aChild({ child, day: '2026-05-01', facts: { name: `李小${i}` }, ...(i === 5 && { area: ELSEWHERE }) }),
      anAssessment(child, i < 3 || i === 5 ? { body: 'ill', contact: 'never' } : {}),
    ]),
    act('person.erase', erased, { day: '2026-06-01', person: erased, reason: '依申请销毁' }),
  )
})
afterAll(() => app.close())

/** The three-colour scale of the county: six points are yellow there, and from now on five too. */
const stricter = (): Template => {
  const body = JSON.parse(JSON.stringify(shippedBody('threeColours'))) as Template
  body.source = { standing: 'local', document: '抚顺县 2026 年方案' }
  body.grades[0]!.to = 4
  body.grades[1]!.from = 5
  body.grades[2]!.to = 39
  body.sections[2]!.items[0]!.options[1]!.points = 5
  return body
}
const draft = (more: object = {}) => ({
  id: newId(),
  template: 'threeColours',
  from: '2026-06-01',
  body: stricter(),
  reason: '从严掌握',
  revision: 0,
  ...more,
})
const drafts = async (who = officer) => (await who.ask(listTemplates, {})).body.drafts
const tried = async (id: string) => {
  await expect
    .poll(async () => (await drafts()).find((one) => one.id === id)?.effect?.done, { timeout: 5000 })
    .toBe(true)
  return (await drafts()).find((one) => one.id === id)!
}
const decide = (who: Visitor, id: string, decision: 'approved' | 'rejected', revision: number) =>
  who.ask(decideDraft, { params: { draft: id }, body: { decision, revision } })

const first = draft()

test('a draft is tried on the last answers of every child: how many would turn, and who', async () => {
  const { body: saved } = await officer.ask(saveDraft, { body: first })
  expect(saved).toMatchObject({ revision: 1, own: true, problems: [] })
  // The same click twice is one draft.
  expect((await officer.ask(saveDraft, { body: first })).body).toMatchObject({ revision: 1 })
  const { effect } = await tried(first.id)
  expect(effect).toMatchObject({
    children: 7,
    of: 7,
    unanswered: 1,
    changes: [],
    colours: [],
  })
})

test('an edit is tried anew; an edit of an older state is refused, and so is somebody else’s', async () => {
  const body = stricter()
  body.grades[1]!.to = 8
  body.grades[2]!.from = 9
  const edit = { ...first, body, revision: 1 }
  expect((await officer.ask(saveDraft, { body: edit })).body).toMatchObject({ revision: 2 })
  expect((await officer.ask(saveDraft, { body: edit })).body).toMatchObject({ revision: 2 })
  expect((await officer.ask(saveDraft, { body: { ...edit, reason: '另一稿' } })).body.code).toBe('stale')
  expect((await supervisor.ask(saveDraft, { body: edit })).status).toBe(403)
  const { effect } = await tried(first.id)
  expect(effect).toMatchObject({
    unanswered: 1,
    changes: [{ from: 2, to: 3, children: 4 }],
    colours: [{ from: 'yellow', to: 'red', children: 4 }],
  })
})

test('everybody reads the children of his own reach', async () => {
  const listed = async (who: Visitor) =>
    (await who.ask(triedChildren, { params: { draft: first.id, from: 2, to: 3 } })).body
  expect(await listed(officer)).toMatchObject({ total: 4 })
  expect((await listed(officer)).rows[0]).toMatchObject({ name: '李小0', from: 2, to: 3 })
  expect(await listed(supervisor)).toMatchObject({ total: 3 })
})

test('nobody publishes what he wrote himself, or what is not whole, or what he has not seen', async () => {
  expect((await decide(officer, first.id, 'approved', 2)).body.code).toBe('secondPersonNeeded')
  expect((await decide(leader, first.id, 'approved', 1)).body.code).toBe('stale')
  const broken = draft()
  broken.body.vetoes[0]!.option = 'maybe'
  const { body } = await officer.ask(saveDraft, { body: broken })
  expect(body.problems).toEqual([
    { code: 'vetoOption', about: [broken.body.sections[0]!.items[0]!.zh, 'maybe'] },
  ])
  expect((await decide(leader, broken.id, 'approved', 1)).body.code).toBe('draftIncomplete')
  expect((await decide(officer, broken.id, 'rejected', 1)).status).toBe(200)
})

test('published by a second person: old answers stay as they were asked, new ones go by the new version', async () => {
  expect((await decide(leader, first.id, 'approved', 2)).body).toMatchObject({ version: 2 })
  // The same click twice.
  expect((await decide(leader, first.id, 'approved', 2)).body).toMatchObject({ version: 2 })
  expect((await officer.ask(saveDraft, { body: { ...first, revision: 2, reason: '再改' } })).body.code).toBe(
    'stale',
  )
  const versions = (await officer.ask(listTemplates, {})).body.versions.filter(
    ({ template }) => template === 'threeColours',
  )
  await expect
    .poll(async () =>
      (await officer.ask(listTemplates, {})).body.versions.filter(
        ({ template }) => template === 'threeColours',
      ),
    )
    .toMatchObject([
      { version: 1, asked: false, publishedBy: null },
      { version: 2, asked: true, publishedBy: '县领导' },
    ])
  expect(versions[0]?.body).toEqual(shippedBody('threeColours'))

  const [child] = children as [string]
  const { body: old } = await officer.ask(assessmentsOfChild, { params: { child } })
  expect(old.assessments).toMatchObject([{ version: 1, grade: 2, total: 6 }])
  const body = stricter()
  body.grades[1]!.to = 8
  body.grades[2]!.from = 9
  const made = anAssessment(child, { body: 'ill', contact: 'never' }, { day: '2026-06-01', version: 2, body })
  const { body: answer } = await officer.ask(recordActs, { body: { acts: [made] } })
  expect(answer.answers).toMatchObject([{ outcome: 'kept' }])
  const { body: now } = await officer.ask(assessmentsOfChild, { params: { child } })
  expect(now.assessments.map(({ version, grade, total }) => [version, grade, total])).toEqual([
    [2, 3, 9],
    [1, 2, 6],
  ])
  expect(now.colour).toBe('red')
})

test('what was published is never changed, not even past the program', async () => {
  await expect(
    app.database.owner.query('update assessment_template set body = $2 where id = $1', [first.id, '{}']),
  ).rejects.toThrow('does not change')
  const { rows } = await app.database.owner.query('select count(*)::int as n from assessment_trial')
  expect(rows[0].n).toBe(0)
})
