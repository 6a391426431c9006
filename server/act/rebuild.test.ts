import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { columnOf, columnType } from '#domain/fact/columns.ts'
import type { FactDef } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { aChild, act, aFact, aRelative, known, record } from '#testing/acts.ts'
import { aDraft, everySignature } from '#testing/agreements.ts'
import { anAssessment } from '#testing/assessments.ts'
import { ELSEWHERE, newId, openTestCounty, type TestCounty, VILLAGE } from '#testing/county.ts'
import { rebuild } from './rebuild.ts'

let county: TestCounty
beforeAll(async () => {
  county = await openTestCounty()
})
afterAll(() => county.close())

const TABLES = [
  'child',
  'kin',
  'child_state',
  'child_gram',
  'service',
  'duty',
  'assessment',
  'risk',
  'agreement',
  'fact_conflict',
  'child_responsible',
  'parent_contact',
]
const snapshot = async () =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => {
        const { rows } = await county.database.owner.query(
          `select to_jsonb(t)::text as row from ${table} t order by 1`,
        )
        return [table, rows.map((row) => row.row)]
      }),
    ),
  )

test('what is now can be rebuilt from the acts', async () => {
  const { deps } = county
  const officer = county.actor('countyOfficer')
  const [elder, younger, father, aunt] = [newId(), newId(), newId(), newId()]
  await record(
    deps,
    officer,
    aChild({
      child: elder,
      facts: {
        idNumber: '210421201503048146',
        residence: '辽宁省抚顺市抚顺县石文镇连刀村3组',
        aid: ['subsistence'],
      },
      family: [{ person: father, relation: 'father' }],
    }),
    aRelative(elder, father, { name: '李大山', phones: ['13900001111'], idNumber: '210421198501010011' }),
  )
  await record(
    deps,
    officer,
    aChild({
      child: younger,
      area: ELSEWHERE,
      facts: { name: '李小苗' },
      family: [{ person: father, relation: 'father' }],
    }),
  )
  await record(
    deps,
    officer,
    act('kin.record', elder, { day: '2026-02-02', person: aunt, relation: 'paternalAunt', carer: true }),
    aRelative(elder, aunt, { name: '李二姑' }),
  )
  await record(deps, officer, aRelative(younger, father, { workPlace: '天津市' }, { day: '2026-03-03' }))
  await record(
    deps,
    officer,
    aFact(elder, { name: '李小和', schooling: 'primary' }),
    act('child.move', elder, { day: '2026-04-04', area: ELSEWHERE, reason: '搬家' }),
  )
  await record(
    deps,
    officer,
    act('child.leave', younger, { day: '2026-05-05', why: 'parentsBack', reason: '父母返乡' }),
  )
  await record(
    deps,
    officer,
    act('child.return', younger, { day: '2026-05-15', reason: '父母再次外出' }),
    act('handOver.ask', younger, { day: '2026-05-20', to: VILLAGE, reason: '随祖母居住' }),
    act('handOver.ask', elder, { day: '2026-05-20', to: '210421101000', reason: '迁往石文镇' }),
  )
  const { rows } = await county.database.owner.query(
    `select a.id from act a where a.child = $1 and a.kind = 'handOver.ask'`,
    [elder],
  )
  const here = county.actor('villageDirector')
  await record(
    deps,
    here,
    act('child.claim', elder, { day: '2026-05-21', handOver: rows[0].id, area: VILLAGE }),
  )
  const sentBack = act('handOver.ask', elder, { day: '2026-05-22', to: ELSEWHERE, reason: '又迁走' })
  const there = county.actor('villageDirector', ELSEWHERE)
  await record(deps, here, sentBack)
  await record(
    deps,
    there,
    act('handOver.decline', elder, { day: '2026-05-23', handOver: sentBack.id, reason: '查无此人' }),
  )
  const visit = {
    service: 'homeVisit',
    occasion: newId(),
    childSeen: true,
    problems: ['mind'],
    facts: known({ keyAttention: true }),
  }
  const visited = act('service.record', elder, { day: '2026-05-24', ...visit })
  await record(deps, here, visited)
  await record(
    deps,
    here,
    act('service.record', elder, { ...visit, day: '2026-05-25', corrects: visited.id, reason: '日期写错' }),
    act('duty.postpone', elder, {
      day: '2026-05-31',
      rule: 'visit',
      period: '2026-05-25',
      until: '2026-06-05',
      reason: '随父母外出',
    }),
  )
  const supervisor = county.actor('townshipSupervisor')
  const second = act('service.record', elder, { ...visit, day: '2026-05-26', facts: {} })
  const returned = { day: '2026-05-27', visit: second.id, reason: '没有写明监护人意见' }
  await record(deps, here, second)
  await record(deps, supervisor, act('visit.return', elder, returned))
  const assessed = anAssessment(elder, { mind: 'severe' }, { day: '2026-05-26' })
  const corrects = { corrects: assessed.id, reason: '选错了' }
  const need = act('need.record', elder, {
    day: '2026-05-27',
    need: 'mind',
    measures: [
      { measure: 'counselling', responsible: 'village', due: '2026-06-10' },
      { measure: 'pairing', responsible: 'village', due: '2026-06-10' },
    ],
    words: {},
  })
  await record(deps, supervisor, assessed, anAssessment(elder, {}, { day: '2026-05-01' }), need)
  await record(
    deps,
    supervisor,
    anAssessment(elder, { mind: 'severe', body: 'ill' }, { day: '2026-05-26', more: corrects }),
    act('risk.override', elder, {
      day: '2026-05-28',
      colour: 'red',
      until: '2026-07-01',
      reason: '近日家中有变',
    }),
    act('measure.end', elder, {
      day: '2026-05-29',
      need: need.id,
      measure: 'pairing',
      outcome: 'done',
      words: { note: '已结对' },
    }),
  )
  const parties = { principal: father, carer: aunt }
  const agreed = aDraft(elder, parties, { lastDay: '2026-06-20' })
  await record(
    deps,
    here,
    agreed,
    ...everySignature(elder, agreed.id, parties),
    aRelative(elder, father, { workPlace: '大连市' }, { day: '2026-05-30' }),
    aDraft(elder, parties, { day: '2026-05-31', from: '2026-06-20' }),
  )
  const [cadre, other] = [newId(), newId()]
  const named = act('responsible.name', elder, { day: '2026-05-22', kind: 'helper', cadre })
  await record(
    deps,
    supervisor,
    named,
    act('responsible.name', elder, { day: '2026-05-23', kind: 'household', cadre, words: { note: '邻居' } }),
    act('responsible.name', elder, { day: '2026-05-28', kind: 'helper', cadre: other, until: '2026-06-20' }),
    act('duty.assign', elder, {
      day: '2026-05-29',
      rule: 'visit',
      period: '2026-05-25',
      to: cadre,
      by: '2026-06-03',
    }),
    aFact(elder, { lastParentContactOn: '2026-05-20' }, { day: '2026-05-27' }),
    aFact(elder, { lastParentContactOn: '2026-05-29' }, { day: '2026-05-30' }),
  )
  const before = await snapshot()
  expect(before.child_responsible).toHaveLength(3)
  expect(before.parent_contact).toHaveLength(2)
  expect(before.duty!.filter((row: string) => row.includes('"assigned_by_day": "2026-06-03"'))).toHaveLength(
    1,
  )
  expect(before.assessment).toHaveLength(2)
  expect(before.risk!.filter((row: string) => row.includes('"override_until": "2026-07-01"'))).toHaveLength(1)
  expect(before.agreement).toHaveLength(2)
  expect(before.service).toHaveLength(2)
  expect(before.service!.filter((row: string) => row.includes('"returned": true'))).toHaveLength(1)
  expect(before.duty!.filter((row: string) => row.includes('"due": "2026-06-05"'))).toHaveLength(1)
  expect(before.child!.filter((row: string) => row.includes('"handed_back_on": "2026-05-23"'))).toHaveLength(
    1,
  )
  expect(before.child!.filter((row: string) => row.includes(`"handed_to": "${VILLAGE}"`))).toHaveLength(1)
  await rebuild(county.database.connections.owner, deps)
  expect(await snapshot()).toEqual(before)
})

test('every fact has its column, of the type that the catalogue asks for', async () => {
  for (const [table, catalogue] of [
    ['child', CHILD_FACTS],
    ['kin', RELATIVE_FACTS],
  ] as [string, Record<string, FactDef>][]) {
    const { rows } = await county.database.owner.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [table],
    )
    const types = Object.fromEntries(rows.map((row) => [row.name, row.type]))
    for (const [key, def] of Object.entries(catalogue))
      expect(types[columnOf(key)], `${table}.${columnOf(key)}`).toBe(columnType(def))
  }
})
