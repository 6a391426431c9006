import { afterAll, beforeAll, expect, test } from 'vitest'
import { LEFT_BEHIND_SUMMARY } from '#domain/table/left-behind-summary.ts'
import {
  editTableHead,
  freezeTable,
  frozenChildren,
  listFrozenTables,
  readFrozenTable,
  readTable,
  tableBlocks,
  tableChildren,
} from '#domain/table/table-api.ts'
import { aChild, act, aFact, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { COUNTY, ELSEWHERE, NEIGHBOUR, newId, VILLAGE } from '#testing/county.ts'

const TABLE = 'left-behind-summary'
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
  (await visitor.ask(readTable, { params: { table: TABLE, ...params } })).body
const count = async (asOf: string, ...keys: string[]) => {
  const { total } = await table(officer, { asOf })
  return keys.map((key) => total[key])
}

test('every day has its own table: opened, moved, a birthday, a new school', async () => {
  expect(await count('2026-01-09', 'total')).toEqual([0])
  expect(
    await count(
      '2026-01-10',
      'total',
      'age0to5',
      'age14to15',
      'guardianGrandparents',
      'guardianNotCollected',
    ),
  ).toEqual([2, 1, 1, 1, 1])
  expect(await count('2026-02-14', 'total', 'age0to5')).toEqual([3, 1])
  expect(await count('2026-02-15', 'age0to5', 'age6to13', 'guardianOneParentIncapable')).toEqual([0, 2, 1])
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
  for (const { key } of LEFT_BEHIND_SUMMARY.columns) {
    const behind = await officer.ask(tableChildren, { params: { table: TABLE, asOf, column: key } })
    expect([behind.body.total, behind.body.rows.length], key).toEqual([total[key], total[key]])
  }
  for (const { area, values } of rows.filter(({ values }) => values.total)) {
    const behind = await officer.ask(tableChildren, { params: { table: TABLE, asOf, column: 'total', area } })
    expect(behind.body.total, area).toBe(values.total)
  }
}

test('the children behind every cell are as many as the cell says', () => expectEveryCell('2026-05-02'))

test('a director reads her own village, and another area is not there', async () => {
  const director = await app.as('villageDirector')
  expect((await table(director)).rows.map((row) => row.area)).toEqual([VILLAGE])
  for (const area of [ELSEWHERE, '210421101000', '210421000000'])
    expect((await director.ask(readTable, { params: { table: TABLE, area } })).body).toMatchObject({
      code: 'areaNotFound',
    })
  const supervisor = await app.as('townshipSupervisor')
  expect((await table(supervisor)).area).toBe('210421101000')
  expect(
    (await supervisor.ask(tableChildren, { params: { table: TABLE, column: 'total', area: '210421102000' } }))
      .status,
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

test('who breaks an equality of the official table is named, and mends it', async () => {
  const asOf = '2026-05-31'
  const ask = () => officer.ask(readTable, { params: { table: 'left-behind-2016', asOf, counted: 'listed' } })
  const blocks = () =>
    officer.ask(tableBlocks, { params: { table: 'left-behind-2016', asOf, counted: 'listed', size: 100 } })
  const { checks, total } = (await ask()).body
  expect(total.total).toBeGreaterThan(0)
  const one = checks.find(({ rule }) => rule === '1 = 19 + 20')!
  expect(one).toMatchObject({ holds: false, broken: total.total })
  const listed = (await blocks()).body
  expect(listed.total).toBe(total.total)
  const mine = listed.rows.find(({ id }) => id === girl)!
  expect(mine.rules).toContain('1 = 19 + 20')
  expect(mine.mend).toContain('是否登记户口')
  const gran = newId()
  for (const { id } of listed.rows)
    await record(
      app.deps,
      app.actor('countyOfficer'),
      aFact(
        id,
        { hukouRegistered: true, schooling: 'primary', boarding: false, guardianship: 'good', sex: 'female' },
        { day: '2026-05-25' },
      ),
      act('kin.record', id, {
        day: '2026-05-25',
        person: gran,
        relation: 'maternalGrandmother',
        carer: true,
      }),
    )
  expect((await blocks()).body.total).toBe(0)
  expect((await ask()).body.checks.every(({ holds, broken }) => holds && broken === 0)).toBe(true)
})

test('as known then, a fact that was learnt late is not in the table; a frozen one keeps its figures and its list', async () => {
  const asOf = '2026-05-31'
  const params = { table: TABLE, asOf } as const
  const actor = app.actor('countyOfficer')
  const frozen = newId()
  const body = { ...params, id: frozen, name: '五月底' }
  const kept = (await officer.ask(freezeTable, { body })).body
  expect((await officer.ask(freezeTable, { body })).body).toEqual(kept)
  const before = (await officer.ask(readTable, { params })).body
  const known = app.clock.now
  app.forward(5)
  const late = newId()
  await record(
    app.deps,
    actor,
    aFact(girl, { health: 'seriousIllness' }, { day: '2026-05-26' }),
    aChild({ child: late, day: '2026-05-20', facts: { sex: 'male' } }),
  )
  const after = (await officer.ask(readTable, { params })).body
  expect(after.total.total).toBe(before.total.total! + 1)
  expect(after.total.healthSeriousIllness).toBe(1)
  const then = (await officer.ask(readTable, { params: { ...params, knownAt: known.toISOString() } })).body
  expect(then.total).toEqual(before.total)
  expect(then.rows).toEqual(before.rows)
  const { result } = (await officer.ask(readFrozenTable, { params: { frozen } })).body
  expect([result.total, result.rows]).toEqual([before.total, before.rows])
  for (const column of ['total', 'male', 'healthSeriousIllness', 'healthDisabled']) {
    const list = (await officer.ask(frozenChildren, { params: { frozen, column } })).body
    expect([list.total, list.rows.map(({ id }) => id).includes(late as never)], column).toEqual([
      before.total[column],
      false,
    ])
  }
  // Of an area that the table does not count nobody is said to be missing.
  const elsewhere = { frozen, area: `${COUNTY}999000`, column: 'total' }
  expect((await officer.ask(frozenChildren, { params: elsewhere })).body).toMatchObject({
    total: 0,
    beyond: 0,
  })
  expect((await officer.ask(listFrozenTables)).body.tables).toContainEqual(kept)
  // Of the county's table a director sees nothing; a township keeps its own.
  const director = await app.as('villageDirector')
  expect((await director.ask(readFrozenTable, { params: { frozen } })).status).toBe(404)
  expect((await director.ask(freezeTable, { body: { ...body, id: newId() } })).body.code).toBe('notAllowed')
})

test('a base period stands beside the figures', async () => {
  const params = { table: TABLE, asOf: '2026-05-31', base: '2026-01-31' } as const
  const { base, total, rows } = (await officer.ask(readTable, { params })).body
  const then = (await officer.ask(readTable, { params: { table: TABLE, asOf: params.base } })).body
  expect(base).toEqual({ asOf: params.base, total: then.total })
  expect(total.total).not.toBe(then.total.total)
  expect(rows.some((row) => row.base)).toBe(true)
})

test('an inferred head is corrected by a document; a confirmed one is not', async () => {
  const edit = (column: string) =>
    officer.ask(editTableHead, {
      params: { table: 'left-behind-2016', column },
      body: { label: '已登记户口', document: '省厅转发的原表' },
    })
  expect((await edit('total')).body.code).toBe('invalidInput')
  expect((await edit('hukouRegistered')).status).toBe(200)
  const { columns } = (await officer.ask(readTable, { params: { table: 'left-behind-2016' } })).body
  expect(columns.find(({ key }) => key === 'hukouRegistered')).toMatchObject({
    no: 19,
    label: '已登记户口',
    inferred: true,
    edited: true,
  })
})
