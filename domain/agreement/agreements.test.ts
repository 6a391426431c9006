import { describe, expect, test } from 'vitest'
import type { StoredAct } from '../act/stored-act.ts'
import { childNow } from '../child/child-now.ts'
import { bitOf } from '../circumstance/circumstances.ts'
import { dutiesOf } from '../duty/duties.ts'
import { SHIPPED_BOOK } from '../policy/shipped.ts'
import { Refusal } from '../refusals.ts'
import { AGREEMENT_ACTS, CARER_QUESTIONS, type CarerQuestion } from './agreement-acts.ts'
import { asStored, checkAgreement, checkDraft, type DraftBody } from './agreement-check.ts'
import { agreementsOf, statusOn } from './agreements.ts'
import { isStrokes, linesOf, strokesOf } from './strokes.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [FATHER, MOTHER, GRANDMOTHER, AUNT] = [id(1), id(2), id(3), id(4)] as [string, string, string, string]
let seq = 0
const act = (kind: string, day: string, body: object = {}, more: object = {}): StoredAct =>
  ({
    id: id(1000 + ++seq),
    kind,
    seq,
    day,
    receivedAt: `${day}T08:00:00Z`,
    child: 'child',
    body: { day, ...body },
    ...more,
  }) as unknown as StoredAct
const known = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { state: 'known', value }]))
const opened = (facts: object = {}) =>
  act('child.open', '2026-01-10', {
    area: '210421101215',
    facts: known({ birthDate: '2015-03-04', ...facts }),
    family: [
      { person: FATHER, relation: 'father' },
      { person: MOTHER, relation: 'mother' },
      { person: GRANDMOTHER, relation: 'paternalGrandmother', carer: true },
    ],
  })
const of = (person: string, day: string, values: Record<string, unknown>) =>
  act('relative.record', day, { facts: known(values) }, { child: undefined, person })
const RIGHT = { harmed: false, addicted: false, neglected: false, unfit: false, capable: true }
const BODY = {
  day: '2026-02-01',
  template: 'v1',
  cause: 'bothAway',
  principals: [FATHER],
  carer: GRANDMOTHER,
  from: '2026-02-01',
  lastDay: '2027-01-31',
  answers: RIGHT,
  living: 'together',
  heard: 'agrees',
  told: [],
  contacts: [],
  copies: 3,
  words: { opinion: '愿意和奶奶住' },
} as unknown as DraftBody
const draft = (more: object = {}) => {
  const body = { ...BODY, ...more }
  return act('agreement.draft', body.day, body)
}
const sign = (agreement: StoredAct, party: string, day: string, person?: string) =>
  act('agreement.sign', day, { agreement: agreement.id, party, person, manner: 'finger', words: {} })
const signedBy = (agreement: StoredAct, day: string, carer = GRANDMOTHER) => [
  agreement,
  sign(agreement, 'principal', day, FATHER),
  sign(agreement, 'carer', day, carer),
  sign(agreement, 'witness', day),
]

describe('what an agreement is on a day', () => {
  const one = draft()
  test('in preparation while anybody has not signed', () => {
    const [found] = agreementsOf([
      one,
      sign(one, 'principal', '2026-02-01', FATHER),
      sign(one, 'carer', '2026-02-01', GRANDMOTHER),
    ])
    expect(found).toMatchObject({ signedOn: null, holdsFrom: null, missing: [{ party: 'witness' }] })
    expect(statusOn(found!, '2026-02-02')).toBe('preparing')
    expect(statusOn(found!, '2027-02-01')).toBe('expired')
  })
  test('in force from the last signature to its last day, and not a day longer', () => {
    const acts = signedBy(one, '2026-02-01')
    const [found] = agreementsOf([...acts.slice(0, 3), sign(one, 'witness', '2026-02-10')])
    expect(found).toMatchObject({
      signedOn: '2026-02-10',
      holdsFrom: '2026-02-10',
      holdsUntil: '2027-02-01',
    })
    expect(
      ['2026-02-09', '2026-02-10', '2027-01-31', '2027-02-01'].map((day) => statusOn(found!, day)),
    ).toEqual(['toBegin', 'inForce', 'inForce', 'expired'])
  })
  test('ended on the day on which somebody ended it', () => {
    const end = act('agreement.end', '2026-05-01', { agreement: one.id, why: 'parentBack' })
    const [found] = agreementsOf([...signedBy(one, '2026-02-01'), end])
    expect(found!.holdsUntil).toBe('2026-05-01')
    expect([statusOn(found!, '2026-04-30'), statusOn(found!, '2026-05-01')]).toEqual(['inForce', 'ended'])
  })
  test('superseded on the day on which the next one holds, not on that on which it is drafted', () => {
    const next = draft({ day: '2026-06-01', from: '2026-06-01', carer: AUNT })
    const [old, young] = agreementsOf([...signedBy(one, '2026-02-01'), ...signedBy(next, '2026-06-20', AUNT)])
    expect([statusOn(old!, '2026-06-19'), statusOn(old!, '2026-06-20')]).toEqual(['inForce', 'superseded'])
    expect(statusOn(young!, '2026-06-20')).toBe('inForce')
  })
})

describe('what the law asks before anybody signs', () => {
  const now = (facts: object = {}) => childNow([opened(facts)], { on: '2026-02-01' })!
  const policy = SHIPPED_BOOK.on('210421101215', '2026-02-01')
  const refused = (more: object, facts: object = {}, carerBorn?: string) => {
    try {
      checkDraft({ ...BODY, ...more } as DraftBody, now(facts), policy, carerBorn)
      return undefined
    } catch (error) {
      if (error instanceof Refusal) return [error.code, error.details.clause].filter(Boolean).join(' ')
      throw error
    }
  }
  test('an agreement that keeps the law', () => expect(refused({}, {}, '1960-01-01')).toBeUndefined())
  test.each(Object.keys(CARER_QUESTIONS) as CarerQuestion[])('%s bars the carer, with its clause', (key) => {
    const answers = { ...RIGHT, [key]: CARER_QUESTIONS[key].bars }
    expect(refused({ answers })).toBe(`carerBarred ${CARER_QUESTIONS[key].clause}`)
  })
  test.each([
    ['a parent is no carer', { principals: [MOTHER], carer: FATHER }, {}, undefined, 'carerIsParent'],
    ['a minor is no carer', {}, {}, '2008-02-02', 'carerTooYoung'],
    ['whoever comes of age that day is', {}, {}, '2008-02-01', undefined],
    ['nobody under 16 lives alone', { living: 'alone' }, {}, undefined, 'neverAlone'],
    ['at 16 one may', { living: 'alone' }, { birthDate: '2010-02-01' }, undefined, undefined],
    ['the day before one may not', { living: 'alone' }, { birthDate: '2010-02-02' }, undefined, 'neverAlone'],
    ['under 8 always attended', {}, { birthDate: '2018-02-02' }, undefined, 'neverUnattended'],
    ['at 8 no more', {}, { birthDate: '2018-02-01' }, undefined, undefined],
    ['attended', { attended: true, heard: 'tooYoung' }, { birthDate: '2020-01-01' }, undefined, undefined],
    ['in need of special care', {}, { health: 'disabled' }, undefined, 'neverUnattended'],
    ['of unknown age: as if young', { living: 'alone' }, { birthDate: undefined }, undefined, 'neverAlone'],
    ['at 8 heard', { heard: 'tooYoung' }, {}, undefined, 'childNotHeard'],
    ['unable, without a word why', { heard: 'unable', words: {} }, {}, undefined, 'childNotHeard'],
    ['unable, with a word why', { heard: 'unable' }, {}, undefined, undefined],
    ['for 36 months', { lastDay: '2029-02-01' }, {}, undefined, undefined],
    ['for a day more', { lastDay: '2029-02-02' }, {}, undefined, 'agreementTooLong'],
  ])('%s', (_, more, facts, carerBorn, code) => {
    expect(refused(more, facts, carerBorn)).toBe(code)
  })
  test('what a body must say', () => {
    const told = (more: object) =>
      AGREEMENT_ACTS['agreement.draft'].body.safeParse({ ...BODY, ...more }).success
    expect(told({})).toBe(true)
    expect(told({ principals: [] })).toBe(false)
    expect(told({ principals: [], words: { unreachable: '父母失联多年' } })).toBe(true)
    expect(told({ heard: 'objects', words: {} })).toBe(false)
    expect(told({ principals: [GRANDMOTHER] })).toBe(false)
    expect(told({ lastDay: '2026-01-31' })).toBe(false)
  })
})

describe('what is open', () => {
  const one = draft()
  const tried = (before: StoredAct[], next: StoredAct) => {
    try {
      checkAgreement(before, next as never)
      return 'kept'
    } catch (error) {
      return (error as Refusal).code
    }
  }
  test.each([
    [
      'sign twice',
      signedBy(one, '2026-02-01'),
      sign(one, 'carer', '2026-03-01', GRANDMOTHER),
      'signedAlready',
    ],
    ['sign for somebody else', [one], sign(one, 'principal', '2026-03-01', MOTHER), 'personNotFound'],
    ['sign before it was drafted', [one], sign(one, 'witness', '2026-01-31'), 'dayTooEarly'],
    ['the child signs later', signedBy(one, '2026-02-01'), sign(one, 'child', '2026-03-01'), 'kept'],
    ['sign what is not there', [], sign(one, 'witness', '2026-03-01'), 'notFound'],
    [
      'confirm what nobody has signed',
      [one],
      act('agreement.confirm', '2026-03-01', { agreement: one.id }),
      'agreementNotOpen',
    ],
    [
      'end what has ended',
      [
        ...signedBy(one, '2026-02-01'),
        act('agreement.end', '2026-03-01', { agreement: one.id, why: 'other' }),
      ],
      act('agreement.end', '2026-04-01', { agreement: one.id, why: 'other' }),
      'agreementNotOpen',
    ],
    [
      'draft for a child that has left',
      [act('child.leave', '2026-05-01', { why: 'moved' })],
      draft({ day: '2026-05-01' }),
      'notInRegister',
    ],
  ])('%s', (_, before, next, code) => {
    expect(tried([opened(), ...before], next)).toBe(code)
  })
  test('acts of one batch see each other', () => {
    const stored = asStored({ ...one, writtenAt: '2026-02-01T00:00:00Z' } as never, 5)
    expect(tried([opened(), stored], sign(one, 'witness', '2026-02-01'))).toBe('kept')
  })
})

describe('what has to be done, and why', () => {
  const LEFT_BEHIND = bitOf('leftBehind')
  type Asked = {
    relatives?: StoredAct[]
    held?: { from: string; until: string | null; circumstances: number }[]
  }
  const owed = (today: string, own: StoredAct[], { relatives = [], held }: Asked = {}) => {
    const now = childNow(own, { on: today })!
    const spells = held ?? [{ from: '2026-01-10', until: null, circumstances: LEFT_BEHIND }]
    const circumstances =
      spells.find(({ from, until }) => from <= today && (!until || today < until))?.circumstances ?? 0
    const policy = SHIPPED_BOOK.on(now.area, today)
    const watched = { now, acts: own, relatives, held: spells, circumstances, templates: [] }
    const duty = dutiesOf(watched, policy, today).find(({ rule }) => rule === 'agreement')
    return (
      duty && { due: duty.due, opens: duty.opens, reasons: duty.reasons.map((one) => Object.values(one)[0]) }
    )
  }
  const file = opened()
  const one = draft()
  const signed = [file, ...signedBy(one, '2026-02-01')]

  test('nobody who needs none', () => {
    expect(
      owed('2026-02-01', [file], { held: [{ from: '2026-01-10', until: null, circumstances: 0 }] }),
    ).toBeUndefined()
  })
  test('to be signed, from the day on which it became needed', () => {
    const held = [
      { from: '2026-01-10', until: '2026-03-01', circumstances: 0 },
      { from: '2026-03-01', until: '2026-04-01', circumstances: LEFT_BEHIND },
      { from: '2026-04-01', until: null, circumstances: LEFT_BEHIND | 64 },
    ]
    expect(owed('2026-05-01', [file], { held })).toEqual({
      due: '2026-03-13',
      opens: '2026-03-01',
      reasons: ['none'],
    })
    expect(owed('2026-02-01', [file, one])?.reasons).toEqual(['preparing'])
  })
  test('to be signed anew before it expires; told a month before', () => {
    expect(owed('2026-03-01', signed)).toEqual({
      due: '2027-01-31',
      opens: '2027-01-01',
      reasons: ['expiry'],
    })
    expect(owed('2027-03-01', signed)).toEqual({
      due: '2027-01-31',
      opens: '2027-01-01',
      reasons: ['expiry'],
    })
  })
  test('to be confirmed after a year, and once confirmed a year later', () => {
    const long = draft({ lastDay: '2028-12-31' })
    const acts = [file, ...signedBy(long, '2026-02-01')]
    expect(owed('2026-03-01', acts)).toMatchObject({ due: '2027-02-01', reasons: ['yearly'] })
    const confirmed = act('agreement.confirm', '2027-01-20', { agreement: long.id })
    expect(owed('2027-02-01', [...acts, confirmed])).toMatchObject({ due: '2028-01-20', reasons: ['yearly'] })
  })
  test.each<[string, StoredAct[], StoredAct[], string, string]>([
    [
      'another carer',
      [act('kin.record', '2026-03-05', { person: AUNT, relation: 'paternalAunt', carer: true })],
      [],
      'carerChanged',
      '2026-03-19',
    ],
    [
      'a parent as the carer',
      [act('kin.record', '2026-03-05', { person: MOTHER, relation: 'mother', carer: true })],
      [],
      'parentBack',
      '2026-03-19',
    ],
    [
      'the carer has died',
      [],
      [of(GRANDMOTHER, '2026-03-06', { parentState: 'deceased' })],
      'carerLost',
      '2026-03-20',
    ],
    [
      'the father works elsewhere',
      [],
      [of(FATHER, '2026-03-07', { workPlace: '天津市' })],
      'parentMoved',
      '2026-03-20',
    ],
    [
      'the mother is back',
      [],
      [of(MOTHER, '2026-03-08', { parentState: 'atHome' })],
      'parentBack',
      '2026-03-20',
    ],
    [
      'another village',
      [act('child.move', '2026-03-09', { area: '210421101216' })],
      [],
      'addressChanged',
      '2026-03-23',
    ],
    [
      'another address',
      [act('fact.record', '2026-03-10', { facts: known({ residence: { sealed: 'x' } }) })],
      [],
      'addressChanged',
      '2026-03-24',
    ],
  ])('%s', (_, own, relatives, trigger, due) => {
    const before = [of(FATHER, '2026-01-20', { workPlace: '沈阳市', parentState: 'awayForWork' })]
    const told = owed('2026-04-01', [...signed, ...own], { relatives: [...before, ...relatives] })
    expect(told).toMatchObject({ reasons: [trigger], due })
    // Somebody has looked at it and left it as it is, or it was signed anew.
    const confirm = act('agreement.confirm', '2026-03-25', { agreement: one.id })
    if (trigger !== 'carerChanged' && trigger !== 'carerLost' && own[0]?.kind !== 'kin.record')
      expect(
        owed('2026-04-01', [...signed, ...own, confirm], { relatives: [...before, ...relatives] }),
      ).toMatchObject({
        reasons: ['expiry'],
      })
  })
  test('the same said again is no change, and a corrected slip of the pen is none either', () => {
    const before = of(FATHER, '2026-01-20', { workPlace: '沈阳市' })
    const again = of(FATHER, '2026-03-20', { workPlace: '沈阳市' })
    expect(owed('2026-04-01', signed, { relatives: [before, again] })?.reasons).toEqual(['expiry'])
    const corrected = act(
      'relative.record',
      '2026-03-20',
      { facts: { workPlace: { state: 'known', value: '沈阳', since: '2026-01-20' } }, corrects: before.id },
      { child: undefined, person: FATHER },
    )
    expect(owed('2026-04-01', signed, { relatives: [before, corrected] })?.reasons).toEqual(['expiry'])
  })
  test('no longer needed: a birthday, or the facts; ends with the agreement itself', () => {
    const grown = opened({ birthDate: '2010-06-01' })
    expect(owed('2026-06-01', [grown, ...signed.slice(1)])).toEqual({
      due: '2026-06-15',
      opens: '2026-06-01',
      reasons: ['needEnded'],
    })
    const held = [
      { from: '2026-01-10', until: '2026-05-01', circumstances: LEFT_BEHIND },
      { from: '2026-05-01', until: null, circumstances: 0 },
    ]
    expect(owed('2026-07-01', signed, { held })).toMatchObject({ reasons: ['needEnded'], due: '2026-05-18' })
    expect(owed('2027-02-01', signed, { held })).toBeUndefined()
  })
})

describe('a signature', () => {
  test('is lines on a sheet of one size, and nothing else', () => {
    const drawn = strokesOf([[0, 100, 200, 300].map((x) => ({ x, y: x / 2 }))], { width: 300, height: 120 })
    expect(drawn).toBe('M0 0L200 100L400 200L600 240')
    expect(isStrokes(drawn!)).toBe(true)
    expect(linesOf('M0 1L2 3M4 5')).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
      [[4, 5]],
    ])
  })
  test('a slip is none', () => {
    expect(strokesOf([[{ x: 1, y: 1 }]], { width: 300, height: 120 })).toBeUndefined()
    expect(strokesOf([], { width: 300, height: 120 })).toBeUndefined()
  })
  test('a slow finger stays short', () => {
    const slow = Array.from({ length: 5_000 }, (_, i) => ({ x: i % 300, y: i % 120 }))
    expect(strokesOf([slow], { width: 300, height: 120 })!.length).toBeLessThan(3_000)
  })
  test.each(['', 'M0 0"/><script>', 'M0 0C1 1', 'M0.5 1L2 2', 'm0 0'])('%j is not one', (path) => {
    expect(isStrokes(path)).toBe(false)
  })
})
