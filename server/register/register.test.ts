import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNTERS, type Counter } from '#domain/register/counters.ts'
import { registerChildren, registerCounts } from '#domain/register/register-api.ts'
import { aChild, act, record } from '#testing/acts.ts'
import { startTestApp, type TestApp, type Visitor } from '#testing/app.ts'
import { ELSEWHERE, NEIGHBOUR, newId, VILLAGE } from '#testing/county.ts'

const [HERE, THERE, WHOLE] = ['210421101000', '210421102000', '210421000000']

let app: TestApp
let old: Visitor
let next: Visitor
let supervisor: Visitor
let officer: Visitor
const [stays, goes, shifts, leaves, returns, fresh] = [newId(), newId(), newId(), newId(), newId(), newId()]

beforeAll(async () => {
  app = await startTestApp()
  old = await app.as('villageDirector')
  supervisor = await app.as('townshipSupervisor')
  officer = await app.as('countyOfficer')
  await app.add({ login: 'next', name: '邻乡主任', role: 'villageDirector', villages: [ELSEWHERE] })
  next = await app.signIn('next')
  const actor = app.actor('countyOfficer')
  const opened = (child: string, day: string) => aChild({ child, day })
  const write = (...acts: Parameters<typeof record>[2][]) => record(app.deps, actor, ...acts)
  for (const child of [stays, goes, shifts, leaves, returns]) await write(opened(child, '2026-03-10'))
  await write(act('child.leave', returns, { day: '2026-04-02', why: 'parentsBack', reason: '父亲返乡' }))
  const ask = act('handOver.ask', goes, { day: '2026-05-05', to: ELSEWHERE, reason: '随祖母迁居' })
  await write(ask)
  await record(
    app.deps,
    app.actor('villageDirector', ELSEWHERE),
    act('child.claim', goes, { day: '2026-05-08', handOver: ask.id, area: ELSEWHERE }),
  )
  await write(act('child.move', shifts, { day: '2026-05-09', area: NEIGHBOUR, reason: '就在邻村' }))
  await write(act('child.leave', leaves, { day: '2026-05-31', why: 'age', reason: '满十六周岁' }))
  await write(act('child.return', returns, { day: '2026-05-12', reason: '又外出' }))
  // Opened here and moved on within the month: new where it was opened, and moved in where it went.
  await write(opened(fresh, '2026-05-03'))
  await write(act('child.move', fresh, { day: '2026-05-20', area: ELSEWHERE, reason: '迁居' }))
  // Left and came back in between: nothing has happened to the month.
  await write(act('child.leave', stays, { day: '2026-05-10', why: 'other', reason: '误办' }))
  await write(act('child.return', stays, { day: '2026-05-11', reason: '误办更正' }))
})
afterAll(() => app.close())

const counts = async (who: Visitor, params: Record<string, string> = {}) =>
  (await who.ask(registerCounts, { params: { month: '2026-05', ...params } })).body
const keys = Object.keys(COUNTERS) as Counter[]
const line = (values: Record<string, number> | undefined | null) => keys.map((key) => values?.[key])
const row = async (who: Visitor, area: string, params: Record<string, string> = {}) =>
  line((await counts(who, params)).rows.find((one) => one.area === area)?.values)

test('a child that was claimed has moved out here and in there, and is not new', async () => {
  //           before new back in out left  after ever left gone
  const here = [4, 1, 1, 0, 3, 1, 2, 6, 1, 3]
  const there = [0, 0, 0, 2, 0, 0, 2, 2, 0, 0]
  expect(await row(old, VILLAGE)).toEqual(here)
  expect(await row(next, ELSEWHERE)).toEqual(there)
  expect(await row(supervisor, VILLAGE)).toEqual(here)
  expect(await row(supervisor, NEIGHBOUR)).toEqual([0, 0, 0, 1, 0, 0, 1, 1, 0, 0])
  expect(await row(officer, ELSEWHERE, { area: THERE })).toEqual(there)
})

test('a move within a township is none for it, and a hand-over none for the county', async () => {
  expect(line((await counts(supervisor)).total)).toEqual([4, 1, 1, 0, 2, 1, 3, 6, 1, 2])
  expect(await row(officer, HERE)).toEqual([4, 1, 1, 0, 2, 1, 3, 6, 1, 2])
  expect(line((await counts(officer)).total)).toEqual([4, 1, 1, 0, 0, 1, 5, 6, 1, 0])
})

test('every month has its own counters, this one up to today', async () => {
  expect(line((await counts(officer, { month: '2026-02' })).total)).toEqual(keys.map(() => 0))
  expect(line((await counts(officer, { month: '2026-03' })).total)).toEqual([0, 5, 0, 0, 0, 0, 5, 5, 0, 0])
  expect(line((await counts(officer, { month: '2026-04' })).total)).toEqual([5, 0, 0, 0, 0, 1, 4, 5, 1, 0])
  expect(line((await counts(officer, { month: '2026-06' })).total)).toEqual([5, 0, 0, 0, 0, 0, 5, 6, 1, 0])
  const answer = await officer.ask(registerCounts, { params: { month: '2026-07' } })
  expect(answer.body.code).toBe('invalidInput')
})

test('the sums hold for every area, and behind every number are as many children', async () => {
  for (const [who, area] of [
    [officer, WHOLE],
    [officer, HERE],
    [officer, VILLAGE],
    [supervisor, HERE],
    [next, ELSEWHERE],
  ] as const) {
    const { checks, rows, total } = await counts(who, { area })
    expect(checks.every(({ holds }) => holds)).toBe(true)
    const values = total ?? rows.find((one) => one.area === area)!.values
    for (const counter of keys) {
      const { body } = await who.ask(registerChildren, {
        params: { month: '2026-05', area, counter, size: '100' },
      })
      expect([body.total + body.outOfReach, body.rows.length], `${area} ${counter}`).toEqual([
        values[counter],
        body.total,
      ])
      if (who === officer) expect(body.outOfReach).toBe(0)
    }
  }
})

test('who has gone out of reach is counted and not shown', async () => {
  const behind = async (counter: string) =>
    (await old.ask(registerChildren, { params: { month: '2026-05', counter } })).body
  expect(await behind('movedOut')).toMatchObject({ total: 0, outOfReach: 3, rows: [] })
  expect((await behind('atEnd')).rows.map(({ id }) => id as string).sort()).toEqual([stays, returns].sort())
  for (const area of [ELSEWHERE, THERE, WHOLE])
    for (const endpoint of [registerCounts, registerChildren] as const)
      expect((await old.ask(endpoint, { params: { area, counter: 'atEnd' } })).body.code).toBe('areaNotFound')
})
