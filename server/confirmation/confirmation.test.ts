import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmList, listCoverage, quarterOf } from '#domain/confirmation/confirmation-api.ts'
import { aChild, act, aFact, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, newId, VILLAGE } from '#testing/county.ts'

let app: TestApp
let director: Visitor
let supervisor: Visitor
const [staying, leaving] = [newId(), newId()]
beforeAll(async () => {
  app = await startTestApp()
  director = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  await record(app.deps, app.actor('countyOfficer'), aChild({ child: staying }), aChild({ child: leaving }))
})
afterAll(() => app.close())

const confirms = (who: Visitor, children: number, area = VILLAGE) =>
  who.ask(confirmList, { body: { area, children } })
const village = async (who: Visitor, params: Record<string, string> = {}) =>
  (await who.ask(listCoverage, { params })).body.villages.find(({ area }) => area === VILLAGE)

test('a day belongs to its quarter', () => {
  expect(['2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual(['2026Q1', '2026Q2', '2026Q4'])
})

test('a director confirms the list that she has seen, and no other', async () => {
  expect(await village(director)).toMatchObject({ children: 2, confirmation: null })
  expect((await confirms(director, 3)).body.code).toBe('listChanged')
  expect((await confirms(director, 0, ELSEWHERE)).body.code).toBe('areaNotFound')
  expect((await confirms(supervisor, 2)).body.code).toBe('notAllowed')
  expect((await confirms(director, 2)).body.quarter).toBe('2026Q2')
  expect((await village(supervisor))?.confirmation).toMatchObject({
    by: '村儿童主任',
    children: 2,
    changed: false,
  })
})

test('those above see whether the list has changed since, and that it was confirmed anew', async () => {
  const actor = app.actor('countyOfficer')
  await record(app.deps, actor, aFact(staying, { schooling: 'primary' }))
  expect((await village(supervisor))?.confirmation?.changed).toBe(false)
  await record(
    app.deps,
    actor,
    act('child.leave', leaving, { day: '2026-05-30', why: 'age', reason: '满十六周岁' }),
  )
  expect(await village(supervisor)).toMatchObject({
    children: 1,
    confirmation: { children: 2, changed: true },
  })
  // One has come for one who has gone: as many as before, and not the same.
  await record(app.deps, actor, aChild())
  expect((await village(supervisor))?.confirmation).toMatchObject({ children: 2, changed: true })
  app.forward(5)
  await confirms(director, 2)
  expect((await village(supervisor))?.confirmation).toMatchObject({ children: 2, changed: false })
  const { rows } = await app.database.owner.query('select quarter, children from list_confirmation')
  expect(rows).toEqual([{ quarter: '2026Q2', children: 2 }])
})

test('each sees her own villages, unconfirmed ones first; another quarter begins anew', async () => {
  const seen = async (who: Visitor) => (await who.ask(listCoverage)).body
  expect((await seen(director)).villages.map(({ area }) => area)).toEqual([VILLAGE])
  const { villages, confirmed } = await seen(supervisor)
  expect(villages.every(({ township }) => township === '石文镇')).toBe(true)
  expect([confirmed, villages.at(-1)?.area]).toEqual([1, VILLAGE])
  expect((await village(supervisor, { quarter: '2026Q1' }))?.confirmation).toBe(null)
  expect((await app.database.app.query('select from list_confirmation')).rowCount).toBe(0)
})
