import { expect, test } from 'vitest'
import type { StoredAct } from '../act/stored-act.ts'
import { responsibleOf, responsibleOn } from './responsible.ts'

let seq = 0
const act = (kind: string, day: string, body: object = {}): StoredAct =>
  ({ id: `act-${++seq}`, kind, seq, day, receivedAt: '', child: 'child', body: { day, ...body } }) as never
const name = (day: string, cadre: string, more: object = {}) =>
  act('responsible.name', day, { kind: 'helper', cadre, ...more })
const on = (day: string, ...acts: StoredAct[]) => responsibleOn(responsibleOf(acts), 'helper', day)?.cadre

test('the next one comes into the place of the one before, of the same kind', () => {
  const acts = [
    name('2026-01-01', 'a'),
    name('2026-02-01', 'b'),
    name('2026-01-15', 'c', { kind: 'household' }),
  ]
  expect(on('2025-12-31', ...acts)).toBeUndefined()
  expect(on('2026-01-31', ...acts)).toBe('a')
  expect(on('2026-02-01', ...acts)).toBe('b')
})

test('a stand-in holds through its last day, and then the one before answers again', () => {
  const acts = [name('2026-01-01', 'a'), name('2026-01-10', 'b', { until: '2026-01-20' })]
  expect(['2026-01-09', '2026-01-10', '2026-01-20', '2026-01-21'].map((day) => on(day, ...acts))).toEqual([
    'a',
    'b',
    'b',
    'a',
  ])
})

test('an end, a move and a leave end it; what ended before it began never held', () => {
  const first = name('2026-01-01', 'a')
  expect(on('2026-01-05', first, act('responsible.end', '2026-01-05', { named: first.id }))).toBeUndefined()
  for (const kind of ['child.move', 'child.claim', 'child.leave'])
    expect(on('2026-01-05', first, act(kind, '2026-01-05'))).toBeUndefined()
  const late = name('2026-02-01', 'a')
  expect(responsibleOf([late, act('responsible.end', '2026-02-01', { named: late.id })])).toEqual([])
  expect(on('2026-01-06', first, act('child.move', '2026-01-05'), name('2026-01-06', 'b'))).toBe('b')
})
