import { expect, test } from 'vitest'
import type { NewAct } from '../act/act.ts'
import type { StoredAct } from '../act/stored-act.ts'
import { childStory } from '../circumstance/knowledge.ts'
import { SHIPPED_BOOK } from '../policy/shipped.ts'
import { childNow } from './child-now.ts'
import { checkLife, lifeOf } from './life.ts'
import { spellsOf } from './spells.ts'

let seq = 0
const act = (kind: string, day: string, body: object = {}, id = `a${++seq}`): StoredAct =>
  ({
    id,
    kind,
    seq: ++seq,
    day,
    receivedAt: `${day}T00:00:00Z`,
    child: 'c',
    body: { day, ...body },
  }) as unknown as StoredAct

const [OLD, NEXT] = ['210421101215', '210421102201']
const opened = act('child.open', '2026-01-01', { area: OLD, family: [], facts: {} })
const asked = act('handOver.ask', '2026-02-01', { to: NEXT }, 'asked')
const claimed = act('child.claim', '2026-02-05', { handOver: 'asked', area: NEXT })
const leaves = (day: string) => act('child.leave', day, { why: 'age', reason: '满十六' })
const returns = (day: string) => act('child.return', day, { reason: '有误' })

const codeOf = (before: StoredAct[], next: StoredAct) => {
  try {
    checkLife(lifeOf(before)!, next as unknown as NewAct)
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a hand-over waits until it is received, withdrawn, or the child has gone', () => {
  expect(lifeOf([])).toBeUndefined()
  expect(lifeOf([opened, asked])).toMatchObject({ area: OLD, handOver: { act: 'asked', to: NEXT } })
  for (const [ending, area] of [
    [claimed, NEXT],
    [act('handOver.withdraw', '2026-02-03', { handOver: 'asked' }), OLD],
    [act('child.move', '2026-02-03', { area: NEXT }), NEXT],
    [leaves('2026-02-03'), OLD],
    [act('person.erase', '2026-02-03', { person: 'c' }), OLD],
  ] as const)
    expect(lifeOf([opened, asked, ending])).toMatchObject({ area, handOver: undefined })
  const others = [
    act('handOver.withdraw', '2026-02-03', { handOver: 'another' }),
    act('person.erase', '2026-02-03', { person: 'father' }),
  ]
  expect(lifeOf([opened, asked, ...others])?.handOver).toBeDefined()
  const declined = act('handOver.decline', '2026-02-03', { handOver: 'asked' })
  expect(lifeOf([opened, asked, declined])?.handOver).toMatchObject({ backOn: '2026-02-03' })
})

test('what is open in which state', () => {
  const declined = act('handOver.decline', '2026-02-03', { handOver: 'asked' })
  const again = act('handOver.ask', '2026-02-10', { to: NEXT })
  expect(codeOf([opened], asked)).toBeUndefined()
  expect(codeOf([opened, asked], again)).toBe('alreadyHandedOver')
  expect(codeOf([opened, asked, declined], again)).toBeUndefined()
  expect(codeOf([opened, leaves('2026-01-20')], asked)).toBe('notInRegister')
  expect(codeOf([opened, leaves('2026-01-20')], leaves('2026-01-21'))).toBe('notInRegister')
  expect(codeOf([opened], returns('2026-01-21'))).toBe('stillInRegister')
  expect(codeOf([opened, leaves('2026-01-20')], returns('2026-01-19'))).toBe('dayTooEarly')
  expect(codeOf([opened, asked], act('child.claim', '2026-01-31', { handOver: 'asked', area: NEXT }))).toBe(
    'dayTooEarly',
  )
  expect(codeOf([opened, asked, claimed], act('child.move', '2026-02-04', { area: OLD }))).toBe('dayTooEarly')
})

test('spells: in the old place before the day of claiming and in the new one from then on; out and in again', () => {
  const life = [opened, asked, claimed, leaves('2026-03-01'), returns('2026-04-01'), leaves('2026-05-01')]
  expect(
    spellsOf(childStory(life, []), SHIPPED_BOOK).map(({ from, until, place, status }) => [
      from,
      until,
      place,
      status,
    ]),
  ).toEqual([
    ['2026-01-01', '2026-02-05', OLD, 1],
    ['2026-02-05', '2026-03-01', NEXT, 1],
    ['2026-03-01', '2026-04-01', NEXT, 2],
    ['2026-04-01', '2026-05-01', NEXT, 1],
    ['2026-05-01', null, NEXT, 2],
  ])
  const on = (day: string) => childNow(life, { on: day })
  expect([on('2026-02-03')?.area, on('2026-02-03')?.handOver?.act]).toEqual([OLD, 'asked'])
  expect([on('2026-04-15')?.status, on('2026-04-15')?.leftOn, on('2026-04-15')?.leaveReason]).toEqual([
    'registered',
    null,
    null,
  ])
  expect(on('2026-05-01')).toMatchObject({ status: 'left', leftOn: '2026-05-01', leaveReason: 'age' })
})
