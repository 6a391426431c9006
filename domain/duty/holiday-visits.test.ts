import { expect, test } from 'vitest'
import type { StoredAct } from '../act/stored-act.ts'
import { childNow } from '../child/child-now.ts'
import { bitOf } from '../circumstance/circumstances.ts'
import { addDays, type PlainDate } from '../dates.ts'
import type { Circumstance } from '../fact/code-lists.ts'
import { type PolicyEntry, policyBook } from '../policy/policy.ts'
import { SHIPPED, SHIPPED_BOOK } from '../policy/shipped.ts'
import { dutiesOf } from './duties.ts'

const AREA = '210421101215'
const act = (kind: string, day: string, body: object = {}): StoredAct =>
  ({
    id: `${kind}/${day}`,
    kind,
    seq: 1,
    day,
    receivedAt: '',
    child: 'child',
    body: { day, ...body },
  }) as never
const opened = act('child.open', '2025-12-01', {
  area: AREA,
  family: [],
  facts: { birthDate: { state: 'known', value: '2015-03-04' } },
})
const visit = (day: string, problems: string[] = []) =>
  act('service.record', day, { service: 'homeVisit', childSeen: true, problems, facts: {}, occasion: day })

type Asked = { circumstances?: Circumstance[]; book?: typeof SHIPPED_BOOK }
function duties(
  today: PlainDate,
  acts: StoredAct[],
  { circumstances = [], book = SHIPPED_BOOK }: Asked = {},
) {
  const now = childNow(acts, { on: today })!
  const bits = circumstances.reduce((sum, one) => sum | bitOf(one), 0)
  return dutiesOf({ now, acts, circumstances: bits, templates: [] }, book.on(AREA, today), today)
}
const rounds = (today: PlainDate, acts: StoredAct[], asked: Asked) =>
  duties(today, acts, asked).filter(({ rule }) => rule === 'holidayVisit')
const both: Asked = { circumstances: ['poor', 'leftBehind'] }

test('a child in difficulty is visited once in the winter holiday, a left-behind one while parents are at home', () => {
  expect(rounds('2026-01-10', [opened], both)).toMatchObject([
    { period: 'winter/2026-01-30', opens: '2026-01-30', due: '2026-03-04', ends: '2026-04-05' },
    { period: 'home/2026-02-07', opens: '2026-02-07', due: '2026-03-03', reasons: [{ round: 'home' }] },
  ])
  expect(rounds('2026-01-10', [opened], { circumstances: ['leftBehind'] })).toMatchObject([
    { reasons: [{ round: 'home' }] },
  ])
  expect(rounds('2026-01-10', [opened], {})).toEqual([])
})

test('a visit in its days does it, one before does not, a late one still does, and then nobody asks any more', () => {
  const periods = (today: PlainDate, day: string) =>
    rounds(today, [opened, visit(day)], both).map(({ period }) => period)
  expect(periods('2026-02-10', '2026-01-29')).toEqual(['winter/2026-01-30', 'home/2026-02-07'])
  expect(periods('2026-02-10', '2026-01-30')).toEqual(['home/2026-02-07'])
  expect(periods('2026-02-10', '2026-02-07')).toEqual([])
  expect(periods('2026-03-20', '2026-03-15')).toEqual([])
  expect(rounds('2026-04-03', [opened], both)).toHaveLength(2)
  expect(rounds('2026-04-05', [opened], both)).toEqual([])
})

test('whoever came to the register afterwards was not there, and a year of which nothing is known has no rounds', () => {
  const late = act('child.open', '2026-03-10', { area: AREA, family: [], facts: {} })
  expect(rounds('2026-03-12', [late], both)).toEqual([])
  expect(rounds('2027-02-01', [opened], both)).toEqual([])
})

test('nothing falls due on a day off but what touches life and limb', () => {
  // 92 days after 14 November 2025 is 14 February 2026, a Saturday that is made up; a day later it is 春节.
  const due = (opens: string, circumstances: Circumstance[] = []) =>
    duties(addDays(opens, 1), [act('child.open', opens, { area: AREA, family: [], facts: {} })], {
      circumstances,
    })[0]!.due
  expect(due('2025-11-14')).toBe('2026-02-14')
  expect(due('2025-11-15')).toBe('2026-02-24')
  expect(due('2026-02-09', ['guardianshipLacking'])).toBe('2026-02-16')
  const found = duties('2026-02-12', [opened, visit('2026-02-12', ['safety', 'health'])])
  expect(found.filter(({ rule }) => rule === 'problem').map((one) => one.due)).toEqual([
    '2026-02-15',
    // Ten workdays: 13, 14, 24 to 28 February, 2 to 4 March.
    '2026-03-04',
  ])
})

test('what is put off falls due on the day that somebody named', () => {
  const body = { rule: 'visit', period: '2025-12-01', until: '2026-02-18', reason: '外出' }
  expect(duties('2026-02-10', [opened, act('duty.postpone', '2026-02-10', body)])[0]!.due).toBe('2026-02-18')
})

test('the narrowest area that says anything of a year counts, whatever was said of other years', () => {
  const county = (from: string, value: PolicyEntry['value']) =>
    ({
      ...SHIPPED.find(({ key }) => key === 'schoolCalendar')!,
      area: '210421',
      id: from,
      from,
      value,
    }) as PolicyEntry
  const book = policyBook([
    ...SHIPPED,
    county('2026-01-01', ['winter 2026-01-24/2026-02-28 寒假']),
    county('2027-01-01', ['winter 2027-01-20/2027-02-25 寒假']),
  ])
  expect(rounds('2026-01-10', [opened], { ...both, book })[0]).toMatchObject({
    period: 'winter/2026-01-24',
    due: '2026-02-28',
  })
  // Of 2027 the school's days are known, and not the offices': no workday is guessed.
  expect(rounds('2027-01-10', [opened], { ...both, book })).toMatchObject([{ due: '2027-02-25' }])
  // Another place goes by the country's.
  expect(book.on('440000000000', '2026-01-10').calendar.parts).toEqual(
    SHIPPED_BOOK.on(AREA, '2026-01-10').calendar.parts,
  )
  // And circumstances have no more days on which to be told anew.
  expect(book.changes(AREA)).toEqual(SHIPPED_BOOK.changes(AREA))
})
