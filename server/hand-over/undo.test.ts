import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewAct } from '#domain/act/act.ts'
import { recordActs } from '#server/act/record-acts.ts'
import { takeBack } from '#server/act/take-back.ts'
import { inTransaction } from '#server/db/db.ts'
import type { Actor } from '#server/deps.ts'
import { knownChildren } from '#server/import/known-children.ts'
import { aChild, act, record } from '#testing/acts.ts'
import { ELSEWHERE, NEIGHBOUR, newId, openTestCounty, type TestCounty, VILLAGE } from '#testing/county.ts'

// An import is undone as a whole, or not at all: what was handed over since stands on it.

let county: TestCounty
let officer: Actor
let supervisor: Actor
beforeAll(async () => {
  county = await openTestCounty()
  officer = county.actor('countyOfficer')
  supervisor = county.actor('townshipSupervisor')
})
afterAll(() => county.close())

const within = <T>(actor: Actor, work: Parameters<typeof inTransaction<T>>[3]) =>
  inTransaction(county.deps.pool, county.deps.county.code, actor.reach, work)
const imported = (batch: string, ...acts: NewAct[]) =>
  within(supervisor, (db) => recordActs({ db, deps: county.deps, actor: supervisor, batch }, acts))
const undone = (actor: Actor, batch: string) =>
  within(actor, (db) => takeBack({ db, deps: county.deps, actor }, [batch]))
const asks = (child: string, to = ELSEWHERE) =>
  act('handOver.ask', child, { day: '2026-05-20', to, reason: '随祖母迁居' })
const row = async (child: string) =>
  (
    await county.database.owner.query('select area_code, hand_over, handed_to from child where id = $1', [
      child,
    ])
  ).rows[0]

test('files that were handed over or received since are not undone', async () => {
  const [child, batch] = [newId(), newId()]
  await imported(batch, aChild({ child }))
  const ask = asks(child)
  await record(county.deps, county.actor('villageDirector'), ask)
  await expect(undone(supervisor, batch)).rejects.toMatchObject({ code: 'writtenOn' })
  await record(
    county.deps,
    county.actor('villageDirector', ELSEWHERE),
    act('child.claim', child, { day: '2026-05-21', handOver: ask.id, area: ELSEWHERE }),
  )
  for (const actor of [supervisor, officer])
    await expect(undone(actor, batch)).rejects.toMatchObject({ code: 'writtenOn' })
  expect(await row(child)).toMatchObject({ area_code: ELSEWHERE, handed_to: null })
})

test('a hand-over that an import ended by moving the child waits again when the import is undone', async () => {
  const [child, batch] = [newId(), newId()]
  const ask = asks(child)
  await record(county.deps, supervisor, aChild({ child }), ask)
  await imported(batch, act('child.move', child, { day: '2026-05-25', area: NEIGHBOUR, reason: '名册导入' }))
  expect(await row(child)).toMatchObject({ area_code: NEIGHBOUR, hand_over: null })
  await undone(supervisor, batch)
  expect(await row(child)).toMatchObject({ area_code: VILLAGE, hand_over: ask.id, handed_to: ELSEWHERE })
})

test('an import that is undone after the child was claimed away leaves it where it is', async () => {
  const [child, batch] = [newId(), newId()]
  const ask = asks(child)
  await record(county.deps, supervisor, aChild({ child }), ask)
  await record(
    county.deps,
    county.actor('villageDirector', ELSEWHERE),
    act('child.claim', child, { day: '2026-05-21', handOver: ask.id, area: ELSEWHERE }),
  )
  const fact = act('fact.record', child, {
    day: '2026-05-22',
    facts: { schooling: { state: 'known', value: 'primary' } },
  })
  await within(officer, (db) => recordActs({ db, deps: county.deps, actor: officer, batch }, [fact]))
  await undone(officer, batch)
  expect(await row(child)).toMatchObject({ area_code: ELSEWHERE, hand_over: null })
})

test('what an import knows of a child says whether it came there after the day of the list', async () => {
  const child = newId()
  const ask = asks(child)
  await record(county.deps, supervisor, aChild({ child }), ask)
  await record(
    county.deps,
    county.actor('villageDirector', ELSEWHERE),
    act('child.claim', child, { day: '2026-05-21', handOver: ask.id, area: ELSEWHERE }),
  )
  const knownOn = async (asOf: string) =>
    (await within(officer, (db) => knownChildren({ db, deps: county.deps, asOf }, [child]))).get(child)
  expect(await knownOn('2026-05-20')).toMatchObject({ area: ELSEWHERE, stays: true })
  expect((await knownOn('2026-05-21'))?.stays).toBeUndefined()
})
