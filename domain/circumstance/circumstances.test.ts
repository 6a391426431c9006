import { expect, test } from 'vitest'
import { CASES, findingOf } from '#testing/circumstance-cases.ts'
import { tellMissing, tellReason } from './reasons.ts'

test.for(CASES.map((one, i) => [`${i + 1}. ${one.is}: ${one.title} (${one.clause})`, one] as const))(
  '%s',
  ([, one]) => {
    const found = findingOf(one)
    expect({
      answer: found.answer,
      case: found.case,
      missing: found.missing.map(({ who, fact }) => `${who}.${fact}`),
    }).toEqual({
      answer: one.answer,
      case: one.case,
      missing: one.missing ?? [],
    })
    // Whatever the answer: it names its clause, and says why or what is not known.
    expect(found.clauses.length).toBeGreaterThan(0)
    expect(found.reasons.length + found.missing.length).toBeGreaterThan(0)
    for (const language of ['zh', 'en'] as const) {
      const told = [
        ...found.reasons.map((r) => tellReason(r, language)),
        ...found.missing.map((m) => tellMissing(m, language)),
      ]
      for (const sentence of told) expect(sentence).not.toMatch(/undefined|\[object|NaN|^$/)
    }
  },
)
