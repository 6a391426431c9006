import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChildListQuery } from '#domain/child/child-api.ts'
import { aChild, act, aFact, aRelative, record } from '#testing/acts.ts'
import { ELSEWHERE, newId, openTestCounty, type TestCounty, VILLAGE } from '#testing/county.ts'
import { listChildren } from '../child/list-children.ts'
import { childHistory, openChildFile } from '../child/open-file.ts'
import { inTransaction } from '../db/db.ts'
import type { Actor } from '../deps.ts'

let county: TestCounty
beforeAll(async () => {
  county = await openTestCounty()
})
afterAll(() => county.close())

const read = <T>(actor: Actor, work: Parameters<typeof inTransaction<T>>[3]) =>
  inTransaction(county.deps.pool, county.deps.county.code, actor.reach, work)
const file = (actor: Actor, child: string, on?: string) =>
  read(actor, (db) => openChildFile({ db, deps: county.deps, actor }, child, { on }))
const list = (actor: Actor, query: object) =>
  read(actor, (db) => listChildren(db, county.deps, ChildListQuery.parse(query)))

test('a child that a director opens is found by name, pinyin, initials and ID tail', async () => {
  const director = county.actor('villageDirector')
  const child = newId()
  await record(
    county.deps,
    director,
    aChild({ child, facts: { name: '吴静桐', idNumber: '210421201503048146' } }),
  )
  for (const q of ['吴静', '静桐', '静', 'wujing', 'jingt', 'wjt', '8146', '210421201503048146', '连刀'])
    expect(
      (await list(director, { q })).rows.map((row) => row.id),
      q,
    ).toContain(child)
  expect((await list(director, { q: '吴桐' })).total).toBe(0)
})

test('a child of another village looks like no child at all', async () => {
  const elsewhere = county.actor('villageDirector', ELSEWHERE)
  const child = newId()
  await record(county.deps, county.actor('villageDirector'), aChild({ child }))
  await expect(file(elsewhere, child)).rejects.toMatchObject({ code: 'childNotFound' })
  await expect(record(county.deps, elsewhere, aFact(child, { health: 'healthy' }))).rejects.toMatchObject({
    code: 'childNotFound',
  })
  expect((await list(elsewhere, { q: '李小禾' })).total).toBe(0)
  await expect(record(county.deps, elsewhere, aChild({ area: VILLAGE }))).rejects.toMatchObject({
    code: 'areaNotFound',
  })
})

test('the same act twice changes nothing, another act under its id is refused', async () => {
  const director = county.actor('villageDirector')
  const open = aChild()
  await record(county.deps, director, open)
  await record(county.deps, director, open)
  await Promise.all([1, 2, 3].map(() => record(county.deps, director, open)))
  const fact = aFact(open.child, { schooling: 'primary' })
  await Promise.all([1, 2, 3, 4].map(() => record(county.deps, director, fact)))
  expect(
    (await read(director, (db) => childHistory({ db, deps: county.deps, actor: director }, open.child)))
      .length,
  ).toBe(2)
  await expect(
    record(county.deps, director, { ...fact, body: { ...fact.body, day: '2026-02-02' } } as typeof fact),
  ).rejects.toMatchObject({ code: 'actIdTaken' })
})

test('the file of a past day, a change and a correction', async () => {
  const director = county.actor('villageDirector')
  const child = newId()
  const father = newId()
  await record(county.deps, director, aChild({ child, family: [{ person: father, relation: 'father' }] }))
  const first = aRelative(child, father, { name: '李明', workPlace: '广东省东莞市' })
  await record(county.deps, director, first)
  await record(
    county.deps,
    director,
    aRelative(child, father, { workPlace: '江苏省昆山市' }, { day: '2026-04-01' }),
  )
  const work = async (on?: string) => (await file(director, child, on)).family[0]!.facts.workPlace
  expect(await work()).toMatchObject({ value: '江苏省昆山市', since: '2026-04-01' })
  expect(await work('2026-03-31')).toMatchObject({ value: '广东省东莞市', since: '2026-01-10' })
  await record(
    county.deps,
    director,
    aRelative(child, father, { workPlace: '广东省深圳市' }, { corrects: first.id, reason: '听错了地名' }),
  )
  expect(await work('2026-03-31')).toMatchObject({ value: '广东省深圳市' })
  const history = await read(director, (db) =>
    childHistory({ db, deps: county.deps, actor: director }, child),
  )
  expect(history[0]).toMatchObject({
    reason: '听错了地名',
    relation: 'father',
    author: { role: 'villageDirector' },
  })
  expect(
    history.find((entry) => entry.act === first.id)?.changes.find((change) => change.key === 'workPlace'),
  ).toMatchObject({ corrected: true })
})

test('a fact about a father shared by siblings in two townships reaches both files and shows neither worker the other child', async () => {
  const here = county.actor('villageDirector')
  const there = county.actor('villageDirector', ELSEWHERE)
  const [elder, younger, father] = [newId(), newId(), newId()]
  await record(
    county.deps,
    here,
    aChild({ child: elder, facts: { name: '赵甲' }, family: [{ person: father, relation: 'father' }] }),
  )
  const idNumber = '210421198001013579'
  await record(
    county.deps,
    here,
    aRelative(elder, father, { name: '赵大山', idNumber, phones: ['13900001111'] }),
  )
  // As a roster does: the same number is the same person.
  await record(
    county.deps,
    there,
    aChild({
      child: younger,
      area: ELSEWHERE,
      facts: { name: '赵乙' },
      family: [{ person: father, relation: 'father' }],
    }),
    aRelative(younger, father, { name: '赵大山', idNumber }),
  )
  await record(county.deps, there, aRelative(younger, father, { workPlace: '天津市' }, { day: '2026-03-01' }))
  for (const [worker, child, other] of [
    [here, elder, younger],
    [there, younger, elder],
  ] as const) {
    const opened = await file(worker, child)
    expect(opened.family[0]!.facts).toMatchObject({
      name: { value: '赵大山' },
      workPlace: { value: '天津市' },
      phones: { value: ['139****1111'] },
    })
    const found = await list(worker, { q: '赵大山', columns: ['father.workPlace'] })
    expect(found.rows.map((row) => row.id)).toEqual([child])
    expect(found.rows[0]!.facts['father.workPlace']).toMatchObject({ value: '天津市' })
    expect(
      JSON.stringify([
        opened,
        found,
        await read(worker, (db) => childHistory({ db, deps: county.deps, actor: worker }, child)),
      ]),
    ).not.toContain(other)
  }
})

test('after a move the old village gets nothing and the new one the whole history', async () => {
  const supervisor = county.actor('countyOfficer')
  const old = county.actor('villageDirector')
  const next = county.actor('villageDirector', ELSEWHERE)
  const [child, mother] = [newId(), newId()]
  await record(
    county.deps,
    old,
    aChild({ child, family: [{ person: mother, relation: 'mother', carer: true }] }),
  )
  await record(county.deps, old, aRelative(child, mother, { name: '孙红' }))
  await expect(
    record(
      county.deps,
      old,
      act('child.move', child, { day: '2026-05-01', area: ELSEWHERE, reason: '搬家' }),
    ),
  ).rejects.toMatchObject({ code: 'notAllowed' })
  await record(
    county.deps,
    supervisor,
    act('child.move', child, { day: '2026-05-01', area: ELSEWHERE, reason: '随母亲搬家' }),
  )
  await expect(file(old, child)).rejects.toMatchObject({ code: 'childNotFound' })
  expect((await list(old, { q: '孙红' })).total).toBe(0)
  expect((await file(next, child)).family[0]!.facts.name).toMatchObject({ value: '孙红' })
  expect(
    (await read(next, (db) => childHistory({ db, deps: county.deps, actor: next }, child))).map(
      (e) => e.kind,
    ),
  ).toEqual(['child.move', 'relative.record', 'child.open'])
})

test('destroying a key leaves the child counted and unreadable', async () => {
  const officer = county.actor('countyOfficer')
  const child = newId()
  await record(
    county.deps,
    officer,
    aChild({ child, facts: { name: '钱无痕', idNumber: '210421201503048146', note: '左邻张家' } }),
  )
  await record(
    county.deps,
    officer,
    act('person.erase', child, { day: '2026-06-01', person: child, reason: '依申请销毁' }),
  )
  expect(await file(officer, child)).toMatchObject({
    erased: true,
    facts: { name: { state: 'known' }, sex: { value: 'female' } },
  })
  expect(JSON.stringify(await file(officer, child))).not.toContain('钱无痕')
  expect((await list(officer, { q: '钱无痕' })).total).toBe(0)
  await expect(record(county.deps, officer, aFact(child, { note: '再写' }))).rejects.toMatchObject({
    code: 'erased',
  })
})

test('the order is gap-free and nobody alone without a reach sees a child', async () => {
  const places = await county.database.owner.query('select seq from act_place order by seq')
  expect(places.rows.map((row) => Number(row.seq))).toEqual(places.rows.map((_, i) => i + 1))
  for (const table of ['child', 'kin', 'act', 'child_state', 'child_gram', 'evidence'])
    expect(
      (await county.database.app.query(`select count(*)::int as n from ${table}`)).rows[0],
      table,
    ).toEqual({ n: 0 })
  for (const verb of ['update act set day = day', 'delete from act', 'truncate act'])
    await expect(county.database.app.query(verb), verb).rejects.toMatchObject({ code: '42501' })
})
