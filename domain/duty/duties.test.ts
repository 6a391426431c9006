import { expect, test } from 'vitest'
import type { StoredAct } from '../act/stored-act.ts'
import { childNow } from '../child/child-now.ts'
import { bitOf } from '../circumstance/circumstances.ts'
import type { Circumstance } from '../fact/code-lists.ts'
import { SHIPPED_BOOK } from '../policy/shipped.ts'
import { dutiesOf, dutyId } from './duties.ts'

let seq = 0
const act = (kind: string, day: string, body: object = {}): StoredAct =>
  ({
    id: `act-${++seq}`,
    kind,
    seq,
    day,
    receivedAt: `${day}T08:00:00Z`,
    child: 'child',
    body: { day, ...body },
  }) as unknown as StoredAct
const opened = (facts: object = {}) =>
  act('child.open', '2026-01-10', {
    area: '210421101215',
    family: [],
    facts: { birthDate: { state: 'known', value: '2015-03-04' }, ...facts },
  })
const visit = (day: string, more: object = {}) =>
  act('service.record', day, {
    service: 'homeVisit',
    occasion: `on-${day}`,
    childSeen: true,
    problems: [],
    facts: {},
    ...more,
  })
const every = (today: string, acts: StoredAct[], circumstances: Circumstance[] = []) => {
  const now = childNow(acts, { on: today })!
  const bits = circumstances.reduce((sum, one) => sum | bitOf(one), 0)
  return dutiesOf({ now, acts, circumstances: bits, templates: [] }, SHIPPED_BOOK.on(now.area, today), today)
}
const owed = (today: string, acts: StoredAct[], circumstances: Circumstance[] = []) =>
  every(today, acts, circumstances)[0]
const known = (value: unknown) => ({ state: 'known', value })

test('the first visit is counted from the day on which the file was opened', () => {
  expect(owed('2026-01-20', [opened()])).toEqual({
    rule: 'visit',
    period: '2026-01-10',
    due: '2026-04-13',
    ends: '2033-03-04',
    tier: 'low',
    reasons: [],
    lastOn: null,
    postponed: false,
  })
})

test.each([
  ['key attention', { keyAttention: known(true) }, [], 'high', '2026-01-17'],
  ['nobody guards', { guardianship: known('nobody') }, [], 'high', '2026-01-17'],
  ['a parent who cannot', { guardianship: known('parentIncapable') }, [], 'high', '2026-01-17'],
  ['fair guardianship', { guardianship: known('fair') }, [], 'middle', '2026-02-10'],
  ['good guardianship', { guardianship: known('good') }, [], 'low', '2026-04-13'],
  ['left behind', {}, ['leftBehind'], 'middle', '2026-02-10'],
  ['left behind and good', { guardianship: known('good') }, ['leftBehind'], 'middle', '2026-02-10'],
  ['nobody guards, as a circumstance', {}, ['guardianshipLacking', 'leftBehind'], 'high', '2026-01-17'],
  ['attention that was ended', { keyAttention: known(false) }, [], 'low', '2026-04-13'],
] as const)('%s', (_what, facts, circumstances, tier, due) => {
  expect(owed('2026-01-12', [opened(facts)], [...circumstances])).toMatchObject({ tier, due })
})

test('a visit on which the child was seen is followed by the next one; a call and a closed door are not', () => {
  const file = opened()
  expect(owed('2026-02-01', [file, visit('2026-01-30')])).toMatchObject({
    period: '2026-01-30',
    due: '2026-05-06',
    lastOn: '2026-01-30',
  })
  for (const none of [{ service: 'phoneCall' }, { childSeen: false }])
    expect(owed('2026-02-01', [file, visit('2026-01-30', none)])).toMatchObject({ period: '2026-01-10' })
  expect(owed('2026-02-01', [file, visit('2026-01-30', { service: 'schoolVisit' })])?.lastOn).toBe(
    '2026-01-30',
  )
})

test('visits written in another order count by their days; a corrected one counts as corrected', () => {
  const wrong = visit('2026-01-30')
  const right = visit('2026-01-20', { corrects: wrong.id, reason: '日期写错' })
  expect(owed('2026-02-01', [opened(), visit('2026-01-28'), visit('2026-01-15')])?.lastOn).toBe('2026-01-28')
  expect(owed('2026-02-01', [opened(), wrong, right])?.lastOn).toBe('2026-01-20')
})

test('what a visit taught decides how soon the next one is', () => {
  const file = [opened(), visit('2026-01-30', { facts: { guardianship: known('nobody') } })]
  expect(owed('2026-02-01', file)).toMatchObject({ tier: 'high', due: '2026-02-06' })
})

test('put off, until it is done; the next one is due as ever', () => {
  const file = opened()
  const put = act('duty.postpone', '2026-04-10', {
    rule: 'visit',
    period: '2026-01-10',
    until: '2026-04-30',
    reason: '随父母外出过节',
  })
  expect(owed('2026-04-12', [file, put])).toMatchObject({ due: '2026-04-30', postponed: true })
  expect(owed('2026-04-20', [file, put, visit('2026-04-18')])).toMatchObject({
    due: '2026-07-20',
    postponed: false,
  })
})

test('what a visitor found wrong has to be dealt with, what touches life and limb within days', () => {
  const found = visit('2026-01-30', { problems: ['safety', 'mind'] })
  const file = [opened(), found]
  const problems = (acts: StoredAct[]) => every('2026-02-01', acts).filter(({ rule }) => rule === 'problem')
  expect(problems(file)).toMatchObject([
    {
      period: `${found.id}/safety`,
      due: '2026-02-02',
      reasons: [{ problem: 'safety' }],
      lastOn: '2026-01-30',
    },
    { period: `${found.id}/mind`, due: '2026-02-13' },
  ])
  const close = { found: found.id, problem: 'safety', outcome: 'solved' }
  expect(problems([...file, act('problem.close', '2026-01-31', close)])).toMatchObject([
    { period: `${found.id}/mind` },
  ])
  const put = { rule: 'problem', period: `${found.id}/mind`, until: '2026-02-28', reason: '等待医院复诊' }
  expect(problems([...file, act('duty.postpone', '2026-02-10', put)])[1]).toMatchObject({
    due: '2026-02-28',
    postponed: true,
  })
  const corrected = visit('2026-01-30', { corrects: found.id, reason: '记错了', problems: [] })
  expect(problems([...file, corrected])).toEqual([])
})

test('nobody visits who has left; whoever returns is visited anew', () => {
  const file = [opened(), visit('2026-01-30'), act('child.leave', '2026-03-01', { why: 'moved' })]
  expect(owed('2026-03-02', file)).toBeUndefined()
  expect(owed('2026-06-02', [...file, act('child.return', '2026-06-01')])).toMatchObject({
    period: '2026-06-01',
    due: '2026-09-01',
  })
})

test('a circumstance of sixteen years does not make anybody of sixteen visited more often', () => {
  const file = opened({ birthDate: known('2010-02-01') })
  expect(owed('2026-01-31', [file], ['leftBehind'])?.tier).toBe('middle')
  expect(owed('2026-02-01', [file], ['leftBehind'])).toMatchObject({ tier: 'low', ends: '2028-02-01' })
})

test('its name stays the same whoever computes it, and when', () => {
  const file = [opened()]
  expect(new Set(['2026-01-12', '2026-08-01'].map((day) => dutyId('child', owed(day, file)!)))).toEqual(
    new Set(['visit:child:2026-01-10']),
  )
})

const contactDuty = (today: string, acts: StoredAct[], circumstances: Circumstance[] = ['leftBehind']) =>
  every(today, acts, circumstances).find(({ rule }) => rule === 'contact')

test('parents are urged when the last known contact is more than a week ago, told from the day after', () => {
  const contact = (day: string) => act('fact.record', day, { facts: { lastParentContactOn: known(day) } })
  expect(contactDuty('2026-01-20', [opened()])).toMatchObject({
    period: '2026-01-10',
    opens: '2026-01-18',
    due: '2026-01-26',
    lastOn: null,
  })
  const file = [opened(), contact('2026-01-15')]
  expect(contactDuty('2026-01-20', file)).toMatchObject({
    period: '2026-01-15',
    opens: '2026-01-23',
    due: '2026-01-29',
    lastOn: '2026-01-15',
    reasons: [{ fact: 'lastParentContactOn' }],
  })
  // Learnt on a visit, and a visit that was corrected in this.
  const wrong = visit('2026-01-25', { facts: { lastParentContactOn: known('2026-01-24') } })
  expect(contactDuty('2026-01-26', [...file, wrong])?.lastOn).toBe('2026-01-24')
  const right = { corrects: wrong.id, reason: '听错了', facts: { lastParentContactOn: known('2026-01-20') } }
  expect(contactDuty('2026-01-26', [...file, wrong, visit('2026-01-25', right)])?.lastOn).toBe('2026-01-20')
  // A day that is still to come keeps nobody from asking.
  expect(
    contactDuty('2026-01-20', [
      opened(),
      act('fact.record', '2026-01-15', { facts: { lastParentContactOn: known('2026-02-15') } }),
    ])?.lastOn,
  ).toBeNull()
})

test('urging counts for a week, as a contact does; what does not concern a child is not asked', () => {
  const urged = visit('2026-01-22', { service: 'urging', childSeen: false })
  expect(contactDuty('2026-01-25', [opened(), urged])).toMatchObject({
    period: '2026-01-22',
    opens: '2026-01-30',
    lastOn: null,
  })
  expect(contactDuty('2026-01-20', [opened()], [])).toBeUndefined()
  expect(
    contactDuty('2026-01-20', [opened({ lastParentContactOn: { state: 'notApplicable' } })]),
  ).toBeUndefined()
  // 农村留守儿童 end at 16.
  expect(contactDuty('2026-02-01', [opened({ birthDate: known('2010-02-01') })])).toBeUndefined()
})

test('a task is given to somebody, and the next one is whoever’s again', () => {
  const give = (to: string | null) =>
    act('duty.assign', '2026-01-20', { rule: 'visit', period: '2026-01-10', to, by: '2026-01-25' })
  const given = give('somebody')
  expect(owed('2026-01-21', [opened(), given])?.assigned).toEqual({
    to: 'somebody',
    by: '2026-01-25',
    in: given.id,
  })
  expect(owed('2026-01-21', [opened(), given, give(null)])?.assigned).toBeUndefined()
  expect(owed('2026-01-31', [opened(), given, visit('2026-01-30')])?.assigned).toBeUndefined()
})
