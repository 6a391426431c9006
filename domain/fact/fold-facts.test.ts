import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldFacts, historyOf, type Lesson } from './fold-facts.ts'

const lesson = (
  seq: number,
  day: string,
  value: string,
  more: Partial<Lesson> & { since?: string; until?: string } = {},
): Lesson => {
  const { since, until, ...rest } = more
  return {
    act: `a${seq}`,
    seq,
    day,
    receivedAt: `2026-01-${String(seq).padStart(2, '0')}T00:00:00Z`,
    facts: { workPlace: { state: 'known', value, since, until } },
    ...rest,
  }
}
const on = (lessons: Lesson[], day: string, knownAt?: string) =>
  foldFacts(lessons, { on: day, knownAt }).workPlace?.value

test('the entry that began last before or on the day counts, also when it was learnt earlier', () => {
  const lessons = [
    lesson(1, '2026-01-01', '东莞'),
    lesson(2, '2026-03-01', '昆山'),
    lesson(3, '2026-04-01', '深圳', { since: '2026-02-01' }),
  ]
  expect(on(lessons, '2026-01-15')).toBe('东莞')
  expect(on(lessons, '2026-02-15')).toBe('深圳')
  expect(on(lessons, '2026-05-01')).toBe('昆山')
  expect(on(lessons, '2025-12-31')).toBeUndefined()
})

test('a correction replaces the entry it names and no other', () => {
  const lessons = [
    lesson(1, '2026-01-01', '东莞'),
    lesson(2, '2026-03-01', '昆山'),
    lesson(3, '2026-05-01', '东阳', { corrects: 'a1', since: '2026-01-01' }),
  ]
  expect(on(lessons, '2026-02-01')).toBe('东阳')
  expect(on(lessons, '2026-04-01')).toBe('昆山')
  expect(historyOf(lessons).workPlace!.map((e) => e.corrected)).toEqual([true, false, false])
})

test('as known then: later acts and corrections are left out', () => {
  const lessons = [lesson(1, '2026-01-01', '东莞'), lesson(3, '2026-01-01', '东阳', { corrects: 'a1' })]
  expect(on(lessons, '2026-06-01', '2026-01-02T00:00:00Z')).toBe('东莞')
  expect(on(lessons, '2026-06-01')).toBe('东阳')
})

test('an entry that has ended leaves the fact uncollected, not the one before it', () => {
  const lessons = [lesson(1, '2026-01-01', '东莞'), lesson(2, '2026-03-01', '昆山', { until: '2026-04-01' })]
  expect(on(lessons, '2026-03-31')).toBe('昆山')
  expect(foldFacts(lessons, { on: '2026-04-01' }).workPlace).toMatchObject({ state: 'notCollected' })
})

test('the fold does not depend on the order in which acts arrive', () => {
  const some = fc.array(
    fc.record({ day: fc.integer({ min: 1, max: 9 }), value: fc.constantFrom('甲', '乙', '丙') }),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(some, fc.integer(), (entries, seed) => {
      const lessons = entries.map((e, i) => lesson(i + 1, `2026-01-0${e.day}`, e.value))
      const shuffled = [...lessons].sort(
        (a, b) => ((a.seq * 7919 + seed) % 13) - ((b.seq * 7919 + seed) % 13),
      )
      expect(foldFacts(shuffled, { on: '2026-02-01' })).toEqual(foldFacts(lessons, { on: '2026-02-01' }))
    }),
  )
})
