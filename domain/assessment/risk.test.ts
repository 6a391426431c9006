import { expect, test } from 'vitest'
import type { StoredAct } from '../act/stored-act.ts'
import { childNow } from '../child/child-now.ts'
import { bitOf } from '../circumstance/circumstances.ts'
import { dutiesOf } from '../duty/duties.ts'
import { SHIPPED_BOOK } from '../policy/shipped.ts'
import { riskOf } from './risk.ts'

const TODAY = '2026-06-01'
let seq = 0
const act = (kind: string, body: { day: string } & object, id = `act-${++seq}`): StoredAct =>
  ({ id, kind, seq: ++seq, day: body.day, receivedAt: `${body.day}T08:00:00Z`, child: 'c', body }) as never
const facts = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { state: 'known', value }]))
const opened = (values: Record<string, unknown> = {}) =>
  act('child.open', {
    day: '2026-01-10',
    area: '210421101215',
    facts: facts({ birthDate: '2015-03-04', ...values }),
    family: [],
  } as never)
const assessed = (day: string, colour: 'red' | 'yellow' | 'green', more: object = {}, id?: string) =>
  act(
    'assessment.record',
    {
      day,
      template: 'threeColours',
      version: 1,
      grade: { red: 3, yellow: 2, green: 1 }[colour],
      colour,
      words: { answers: {} },
      facts: {},
      ...more,
    } as never,
    id,
  )

const watched = (acts: StoredAct[], circumstances = 0, today = TODAY) => ({
  now: childNow(acts, { on: today })!,
  acts,
  circumstances,
  templates: SHIPPED_BOOK.templates,
})
const risk = (acts: StoredAct[], circumstances = 0, today = TODAY) =>
  riskOf(watched(acts, circumstances, today), SHIPPED_BOOK.on('210421101215', today), today)
const duties = (acts: StoredAct[], rule: string, today = TODAY) =>
  dutiesOf(watched(acts, 0, today), SHIPPED_BOOK.on('210421101215', today), today).filter(
    (duty) => duty.rule === rule,
  )

test('whom nobody has assessed is not green', () => {
  expect(risk([opened()])).toMatchObject({ colour: 'none', reasons: [], assessedOn: null })
  expect(risk([opened({ guardianship: 'good' })])?.colour).toBe('green')
})

test('each reason with its act and day, red before yellow', () => {
  const open = opened({ guardianship: 'fair' })
  const red = assessed('2026-05-01', 'red')
  const found = risk([open, red], bitOf('disabled'))!
  expect(found.colour).toBe('red')
  expect(found.reasons).toEqual([
    expect.objectContaining({ of: 'assessment', colour: 'red', on: '2026-05-01', act: red.id, grade: 3 }),
    expect.objectContaining({ of: 'guardianship', colour: 'yellow', on: '2026-01-10', act: open.id }),
    expect.objectContaining({ of: 'circumstance', circumstance: 'disabled', rule: 'riskYellow' }),
  ])
})

test('the last assessment counts, a corrected one not, one of tomorrow not yet', () => {
  const red = assessed('2026-05-01', 'red')
  expect(risk([opened(), red, assessed('2026-05-20', 'green')])?.colour).toBe('green')
  const corrected = assessed('2026-05-01', 'yellow', { corrects: red.id, reason: '填错' })
  expect(risk([opened(), red, corrected])?.colour).toBe('yellow')
  expect(risk([opened(), red, corrected])?.reasons).toHaveLength(1)
  expect(risk([opened(), assessed('2026-06-02', 'red')])?.colour).toBe('none')
})

test('an override is shown beside what the rule says, and expires by itself', () => {
  const said = act('risk.override', {
    day: '2026-05-20',
    colour: 'green',
    until: '2026-06-02',
    reason: '核实过',
  } as never)
  const acts = [opened({ guardianship: 'nobody' }), said]
  expect(risk(acts)).toMatchObject({
    colour: 'green',
    computed: 'red',
    override: { act: said.id, until: '2026-06-02' },
  })
  expect(risk(acts, 0, '2026-06-02')).toMatchObject({ colour: 'red', override: null })
  const lifted = act('risk.override', {
    day: TODAY,
    colour: 'green',
    until: TODAY,
    reason: '取消',
  } as never)
  expect(risk([...acts, lifted])).toMatchObject({ colour: 'red', override: null })
})

test('key children are red ones and those marked; who has left has no colour', () => {
  expect(risk([opened({ guardianship: 'nobody' })])?.key).toBe(true)
  expect(risk([opened({ guardianship: 'good', keyAttention: true })])?.key).toBe(true)
  expect(risk([opened({ guardianship: 'fair' })])?.key).toBe(false)
  const left = act('child.leave', { day: '2026-05-01', why: 'moved', reason: '搬走' } as never)
  expect(risk([opened(), left])).toBeNull()
})

test('the next assessment is due by the cadence, the first one soon; red children are visited weekly', () => {
  expect(duties([opened()], 'assessment')).toMatchObject([
    { period: 'threeColours/2026-01-10', due: '2026-02-10', lastOn: null },
  ])
  const acts = [opened(), assessed('2026-05-01', 'red')]
  expect(duties(acts, 'assessment')).toMatchObject([
    { period: 'threeColours/2026-05-01', due: '2026-11-02', lastOn: '2026-05-01' },
  ])
  expect(duties(acts, 'visit')).toMatchObject([{ tier: 'high', reasons: [{ colour: 'red' }] }])
})

test('what was decided against a need is due until it has ended', () => {
  const need = act('need.record', {
    day: '2026-05-01',
    need: 'mind',
    measures: [
      { measure: 'counselling', responsible: 'educationBureau', due: '2026-06-10' },
      { measure: 'pairing', responsible: 'village', due: '2026-05-20' },
    ],
    words: {},
  } as never)
  const acts = [opened(), need]
  expect(duties(acts, 'measure').map(({ due, period }) => [due, period])).toEqual([
    ['2026-06-10', `${need.id}/counselling`],
    ['2026-05-20', `${need.id}/pairing`],
  ])
  expect(risk(acts)?.needs).toEqual(['mind'])
  const end = (measure: string) =>
    act('measure.end', {
      day: '2026-05-20',
      need: need.id,
      measure,
      outcome: 'done',
      words: { note: '已落实' },
    } as never)
  expect(duties([...acts, end('pairing')], 'measure')).toHaveLength(1)
  expect(risk([...acts, end('pairing'), end('counselling')])?.needs).toEqual([])
})
