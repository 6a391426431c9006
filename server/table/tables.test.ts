import { afterAll, beforeAll, expect, test } from 'vitest'
import { SUMMARY_COLUMNS } from '#domain/table/left-behind-summary.ts'
import { leftBehindSummary, summaryChildren } from '#domain/table/table-api.ts'
import { aChild, act, aFact, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId, VILLAGE } from '#testing/county.ts'

let app: TestApp
let officer: Visitor
const [girl, boy, grown] = [newId(), newId(), newId()]
beforeAll(async () => {
  app = await startTestApp()
  officer = await app.as('countyOfficer')
  const actor = app.actor('countyOfficer')
  const gran = newId()
  await record(
    app.deps,
    actor,
    aChild({
      child: girl,
      day: '2026-01-10',
      facts: { sex: 'female', birthDate: '2020-02-15', schooling: 'kindergarten' },
      family: [{ person: gran, relation: 'maternalGrandmother', carer: true }],
    }),
    aChild({
      child: boy,
      area: NEIGHBOUR,
      day: '2026-02-10',
      facts: { sex: 'male', birthDate: '2014-05-05', oneAwayOtherIncapable: true, bothParentsAway: false },
    }),
    aChild({
      child: grown,
      area: ELSEWHERE,
      day: '2026-01-10',
      facts: { sex: 'male', birthDate: '2010-03-01' },
    }),
  )
  await record(app.deps, actor, aFact(girl, { schooling: 'primary' }, { day: '2026-05-01' }))
  await record(
    app.deps,
    actor,
    act('child.move', boy, { day: '2026-04-01', area: ELSEWHERE, reason: '搬家' }),
  )
})
afterAll(() => app.close())

const table = async (visitor: Visitor, params: Record<string, string> = {}) =>
  (await visitor.ask(leftBehindSummary, { params })).body
const count = async (asOf: string, ...keys: string[]) => {
  const { total } = await table(officer, { asOf })
  return keys.map((key) => total[key])
}

test('every day has its own table: opened, moved, a birthday, a new school', async () => {
  expect(await count('2026-01-09', 'total')).toEqual([0])
  expect(
    await count('2026-01-10', 'total', 'age0to5', 'age14to15', 'carerGrandparents', 'carerNotCollected'),
  ).toEqual([2, 1, 1, 1, 1])
  expect(await count('2026-02-14', 'total', 'age0to5')).toEqual([3, 1])
  expect(await count('2026-02-15', 'age0to5', 'age6to13', 'carerOneAwayOtherIncapable')).toEqual([0, 2, 1])
  expect(await count('2026-02-28', 'total', 'age14to15')).toEqual([3, 1])
  expect(await count('2026-03-01', 'total', 'age14to15')).toEqual([2, 0])
  expect(await count('2026-04-30', 'schoolingKindergarten', 'schoolingPrimary')).toEqual([1, 0])
  expect(await count('2026-05-01', 'schoolingKindergarten', 'schoolingPrimary')).toEqual([0, 1])
  const before = (await table(officer, { asOf: '2026-03-31', area: '210421101000' })).rows.filter(
    (row) => row.values.total,
  )
  const after = (await table(officer, { asOf: '2026-04-01', area: '210421101000' })).rows.filter(
    (row) => row.values.total,
  )
  expect([before.map((row) => row.area), after.map((row) => row.area)]).toEqual([
    [VILLAGE, NEIGHBOUR],
    [VILLAGE],
  ])
})

/** The table against the children behind each of its cells, who are read and not remembered. */
async function expectEveryCell(asOf: string) {
  const { total, rows } = await table(officer, { asOf })
  for (const { key } of SUMMARY_COLUMNS) {
    const behind = await officer.ask(summaryChildren, { params: { asOf, column: key } })
    expect([behind.body.total, behind.body.rows.length], key).toEqual([total[key], total[key]])
  }
  for (const { area, values } of rows.filter(({ values }) => values.total)) {
    const behind = await officer.ask(summaryChildren, { params: { asOf, column: 'total', area } })
    expect(behind.body.total, area).toBe(values.total)
  }
}

test('the children behind every cell are as many as the cell says', () => expectEveryCell('2026-05-02'))

test('a director reads her own village, and another area is not there', async () => {
  const director = await app.as('villageDirector')
  expect((await table(director)).rows.map((row) => row.area)).toEqual([VILLAGE])
  for (const area of [ELSEWHERE, '210421101000', '210421000000'])
    expect((await director.ask(leftBehindSummary, { params: { area } })).body).toMatchObject({
      code: 'areaNotFound',
    })
  const supervisor = await app.as('townshipSupervisor')
  expect((await table(supervisor)).area).toBe('210421101000')
  expect(
    (await supervisor.ask(summaryChildren, { params: { column: 'total', area: '210421102000' } })).status,
  ).toBe(404)
})

test('an act is in the table at once, and an unchanged table is the same', async () => {
  const before = (await table(officer)).total.healthHealthy!
  await record(
    app.deps,
    app.actor('countyOfficer'),
    aFact(girl, { health: 'healthy' }, { day: '2026-05-20' }),
  )
  expect((await table(officer)).total.healthHealthy).toBe(before + 1)
  expect(await table(officer)).toEqual(await table(officer))
})

test('a remembered table counts anew what acts touched: a fact, a move, one who leaves, a new file', async () => {
  const asOf = '2026-05-31'
  const actor = app.actor('countyOfficer')
  await expectEveryCell(asOf)
  for (const acts of [
    [aFact(girl, { health: 'disabled' }, { day: '2026-05-21' })],
    [act('child.move', girl, { day: '2026-05-22', area: ELSEWHERE, reason: '搬家' })],
    [act('child.leave', boy, { day: '2026-05-23', why: 'moved', reason: '迁出' })],
    [aChild({ child: newId(), area: NEIGHBOUR, day: '2026-05-24', facts: { birthDate: '2019-01-01' } })],
  ]) {
    const before = await table(officer, { asOf })
    await record(app.deps, actor, ...acts)
    expect(await table(officer, { asOf })).not.toEqual(before)
    await expectEveryCell(asOf)
  }
})
