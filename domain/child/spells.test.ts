import { expect, test } from 'vitest'
import type { StoredAct } from '../act/stored-act.ts'
import { childStory } from '../circumstance/knowledge.ts'
import { SHIPPED_BOOK } from '../policy/shipped.ts'
import { childNow } from './child-now.ts'
import { spellsOf } from './spells.ts'

let seq = 0
const act = (kind: string, day: string, body: object): StoredAct =>
  ({
    id: `a${++seq}`,
    kind,
    seq,
    day,
    receivedAt: `${day}T00:00:00Z`,
    child: 'c',
    body: { day, ...body },
  }) as unknown as StoredAct
const facts = (values: object) => ({
  facts: Object.fromEntries(Object.entries(values).map(([k, value]) => [k, { state: 'known', value }])),
})

const opened = act('child.open', '2026-01-01', {
  area: '210421101215',
  family: [
    { person: 'gran', relation: 'paternalGrandmother', carer: true },
    { person: 'aunt', relation: 'paternalAunt' },
  ],
  ...facts({
    sex: 'male',
    birthDate: '2015-05-05',
    bothParentsAway: true,
    schooling: 'primary',
    aid: ['subsistence', 'medical'],
  }),
})

test('a life in spells: a new school, a new carer, another village, left', () => {
  const life = [
    opened,
    act('fact.record', '2026-02-01', facts({ hobbies: '画画' })),
    act('fact.record', '2026-03-01', facts({ schooling: 'juniorSecondary' })),
    act('kin.record', '2026-04-01', { person: 'aunt', relation: 'paternalAunt', carer: true }),
    act('child.move', '2026-05-01', { area: '21042110221001', reason: '搬家' }),
    act('child.leave', '2026-06-01', { why: 'parentsBack', reason: '父母返乡' }),
  ]
  const line = spellsOf(childStory(life, []), SHIPPED_BOOK).map((s) => [
    s.from,
    s.until,
    s.place,
    s.status,
    s.schooling,
    s.carerKind,
    s.aid,
  ])
  expect(line).toEqual([
    ['2026-01-01', '2026-03-01', '210421101215', 1, 3, 1, 5],
    ['2026-03-01', '2026-04-01', '210421101215', 1, 4, 1, 5],
    ['2026-04-01', '2026-05-01', '210421101215', 1, 4, 2, 5],
    ['2026-05-01', '2026-06-01', '21042110221001', 1, 4, 2, 5],
    ['2026-06-01', null, '21042110221001', 2, 4, 2, 5],
  ])
  expect(
    childNow(life, { on: '2026-04-15' })
      ?.family.filter((m) => m.carer)
      .map((m) => m.person),
  ).toEqual(['aunt'])
  expect(childNow(life, { on: '2025-12-31' })).toBeUndefined()
})

test('a fact learnt today that holds since last year changes last year, from the opening on', () => {
  const spells = spellsOf(
    childStory(
      [
        opened,
        act('fact.record', '2026-05-01', {
          facts: { health: { state: 'known', value: 'disabled', since: '2026-02-10' } },
        }),
      ],
      [],
    ),
    SHIPPED_BOOK,
  )
  expect(spells.map((s) => [s.from, s.health])).toEqual([
    ['2026-01-01', null],
    ['2026-02-10', 5],
  ])
})
