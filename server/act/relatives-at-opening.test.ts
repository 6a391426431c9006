import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewAct } from '#domain/act/act.ts'
import type { FactValue } from '#domain/fact/fact.ts'
import { aChild, act, aRelative, known, record } from '#testing/acts.ts'
import { ELSEWHERE, newId, openTestCounty, type TestCounty, VILLAGE } from '#testing/county.ts'
import { childHistory, openChildFile } from '../child/open-file.ts'
import { inTransaction } from '../db/db.ts'
import type { Actor } from '../deps.ts'
import { rebuild } from './rebuild.ts'
import { recordActs } from './record-acts.ts'
import { takeBack } from './take-back.ts'

// An opening act may tell of the family too, each with his own key: read, it is as if each had an act of his own.

let county: TestCounty
let here: Actor
let there: Actor
let officer: Actor
beforeAll(async () => {
  county = await openTestCounty()
  here = county.actor('villageDirector')
  there = county.actor('villageDirector', ELSEWHERE)
  officer = county.actor('countyOfficer')
})
afterAll(() => county.close())

const within = <T>(actor: Actor, work: Parameters<typeof inTransaction<T>>[3]) =>
  inTransaction(county.deps.pool, county.deps.county.code, actor.reach, work)
const file = (actor: Actor, child: string) =>
  within(actor, (db) => openChildFile({ db, deps: county.deps, actor }, child, {}))
const history = (actor: Actor, child: string) =>
  within(actor, (db) => childHistory({ db, deps: county.deps, actor }, child))
const rows = async (text: string, values: unknown[] = []) =>
  (await county.database.owner.query(text, values)).rows
const codeOf = (written: Promise<unknown>) =>
  written.then(
    () => 'written',
    ({ code }) => code,
  )

type Wish = { child: string; area?: string; father: string; facts: Record<string, FactValue> }
const opening = ({ child, area = VILLAGE, father, facts }: Wish): NewAct =>
  act('child.open', child, {
    day: '2026-01-10',
    area,
    facts: known({ name: '周小满', sex: 'female', birthDate: '2015-03-04' }),
    family: [{ person: father, relation: 'father', carer: true }],
    relatives: { [father]: known(facts) },
  })

const NUMBER = '210421198001013579'
const TOLD = { name: '周大山', idNumber: NUMBER, phones: ['13900001111'], parentState: 'awayForWork' }

test('it is sealed, shown and counted as five acts would be', async () => {
  const [one, five, father, other] = [newId(), newId(), newId(), newId()]
  await record(county.deps, here, opening({ child: one, father, facts: TOLD }))
  const { relatives: _, ...body } = opening({ child: five, father: other, facts: {} }).body as {
    relatives?: object
  }
  const told = { ...TOLD, idNumber: '210421198203043576' }
  await record(county.deps, here, act('child.open', five, body), aRelative(five, other, told))
  const shown = async (child: string) => {
    const { family, circumstances, carerKind } = await file(here, child)
    const facts = family.map((member) => Object.entries(member.facts).map(([key, { value }]) => [key, value]))
    return { facts, circumstances: circumstances.map(({ key }) => key), carerKind }
  }
  expect(await shown(one)).toEqual(await shown(five))
  const stored = await rows('select body::text as body from act where child = $1', [one])
  expect(stored).toHaveLength(1)
  expect(stored[0].body).not.toContain('周')
  const spells = (child: string) =>
    rows('select from_day, circumstances, unclear, cell from child_state where child = $1 order by 1', [
      child,
    ])
  expect(await spells(one)).toEqual(await spells(five))
  const entries = await history(here, one)
  expect(entries.map(({ kind, person }) => [kind, person])).toEqual(
    expect.arrayContaining([
      ['child.open', undefined],
      ['relative.record', father],
    ]),
  )
  const about = entries.find(({ person }) => person === father)!
  expect(about.changes.map(({ key }) => key).sort()).toEqual(Object.keys(TOLD).sort())
  expect(entries.find(({ kind }) => kind === 'child.open')!.changes.map(({ key }) => key)).not.toContain(
    'phones',
  )
})

test('two openings in two townships tell of one father, whose file each, and neither the other child', async () => {
  const [elder, younger, father] = [newId(), newId(), newId()]
  const first = opening({ child: elder, father, facts: { ...TOLD, idNumber: '210421197901013578' } })
  await record(county.deps, here, first)
  const second = (facts: Record<string, FactValue>) =>
    opening({ child: younger, area: ELSEWHERE, father, facts })
  // By his id alone nobody of another reach is linked.
  expect(await codeOf(record(county.deps, there, second({ workPlace: '天津市' })))).toBe('personNotFound')
  const cursor = (await rows('select last from act_counter'))[0].last
  await record(county.deps, there, second({ idNumber: '210421197901013578', workPlace: '天津市' }))
  expect(
    await within(here, (db) => db.rows('select children_changed($1, $2, 1000) as child', ['210421', cursor])),
  ).toEqual([{ child: elder }])
  for (const [worker, child, sibling] of [
    [here, elder, younger],
    [there, younger, elder],
  ] as const) {
    const opened = await file(worker, child)
    expect(opened.family[0]!.facts).toMatchObject({
      name: { value: '周大山' },
      workPlace: { value: '天津市' },
      phones: { value: ['139****1111'] },
    })
    const told = await history(worker, child)
    expect(JSON.stringify([opened, told])).not.toContain(sibling)
    const about = told.filter(({ person }) => person === father)
    expect(about.map(({ author }) => author.name !== '').sort()).toEqual([false, true])
    expect(told.filter(({ kind }) => kind === 'child.open')).toHaveLength(1)
  }
  const mended = { reason: '听错了', corrects: first.id }
  await record(county.deps, here, aRelative(elder, father, { phones: ['13900002222'] }, mended))
  expect((await file(there, younger)).family[0]!.facts.phones).toMatchObject({ value: ['139****2222'] })
  await record(
    county.deps,
    officer,
    act('person.erase', elder, { day: '2026-06-01', person: father, reason: '依申请销毁' }),
  )
  for (const [worker, child] of [
    [here, elder],
    [there, younger],
  ] as const) {
    const opened = await file(worker, child)
    expect(JSON.stringify(opened.family)).not.toContain('周大山')
    expect(opened.facts.name).toMatchObject({ value: '周小满' })
  }
})

test('what it says is checked as an act about a relative is', async () => {
  const [child, father] = [newId(), newId()]
  const wrong = opening({ child, father, facts: {} })
  Object.assign(wrong.body, { relatives: { [newId()]: known({ name: '路人' }) } })
  expect(await codeOf(record(county.deps, here, wrong))).toBe('personNotFound')
  const late = opening({ child, father, facts: {} })
  const name = { state: 'known', value: '周大山', since: '2999-01-01' }
  Object.assign(late.body, { relatives: { [father]: { name } } })
  expect(await codeOf(record(county.deps, here, late))).toBe('invalidInput')
  expect(await rows('select from child where id = $1', [child])).toHaveLength(0)
})

test('taken back, it has taught nothing; what stands on it keeps it', async () => {
  const [elder, younger, father, early, late] = [newId(), newId(), newId(), newId(), newId()]
  const imported = (batch: string, ...acts: NewAct[]) =>
    within(officer, (db) => recordActs({ db, deps: county.deps, actor: officer, batch }, acts))
  const undone = (batch: string) =>
    within(officer, (db) => takeBack({ db, deps: county.deps, actor: officer }, [batch]))
  const workPlace = async () =>
    (await rows('select work_place from kin where child = $1', [elder]))[0]?.work_place
  await imported(
    early,
    opening({ child: elder, father, facts: { idNumber: NUMBER, workPlace: '天津市' } }),
    aChild({ family: [{ person: father, relation: 'father' }] }),
  )
  await imported(late, opening({ child: younger, area: ELSEWHERE, father, facts: { workPlace: '大连市' } }))
  expect(await workPlace()).toBe('大连市')
  expect(await codeOf(undone(early))).toBe('writtenOn')
  await undone(late)
  expect(await workPlace()).toBe('天津市')
  const keys = () => rows('select from person_key where person = $1', [father])
  expect(await keys()).toHaveLength(1)
  await undone(early)
  expect(await keys()).toHaveLength(0)
  expect(await rows('select from kin where person = $1', [father])).toHaveLength(0)
  // Duties and colours go with the files whose children nobody looks up any more.
  for (const table of ['duty', 'risk', 'child_state', 'child_gram'])
    expect(await rows(`select from ${table} where child = any($1)`, [[elder, younger]]), table).toHaveLength(
      0,
    )
})

test('what is now follows from it when it is told anew', async () => {
  const snapshot = async () =>
    Object.fromEntries(
      await Promise.all(
        ['child', 'kin', 'child_state', 'child_gram', 'duty', 'risk'].map(async (table) => [
          table,
          (await rows(`select to_jsonb(t)::text as row from ${table} t order by 1`)).map(({ row }) => row),
        ]),
      ),
    )
  const before = await snapshot()
  expect(before.kin.filter((row: string) => !row.includes('"told_by": null')).length).toBeGreaterThan(2)
  await rebuild(county.database.connections.owner, county.deps)
  expect(await snapshot()).toEqual(before)
})
