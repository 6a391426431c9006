import type { ShownFinding } from '#domain/circumstance/circumstance-api.ts'
import { circumstancesOn, type Finding, holdsOn } from '#domain/circumstance/circumstances.ts'
import type { Knowledge } from '#domain/circumstance/knowledge.ts'
import { tellMissing, tellReason } from '#domain/circumstance/reasons.ts'
import { CIRCUMSTANCE, type Circumstance } from '#domain/fact/code-lists.ts'
import type { Policy } from '#domain/policy/policy.ts'

const both = (tell: (language: 'zh' | 'en') => string) => ({ zh: tell('zh'), en: tell('en') })

/**
 * A finding as pages and programs read it: every reason in words, with the act and the fact that it rests on.
 * `proofOf`: what is recorded as proof of a parent's state.
 */
export const showFinding = (
  found: Finding,
  proofOf: (who: 'father' | 'mother') => string | undefined,
): ShownFinding => ({
  key: found.circumstance,
  answer: found.answer,
  ...(found.case && { case: found.case }),
  reported: found.reported ?? null,
  reasons: found.reasons.map((reason) => ({
    ...reason,
    ...both((language) => tellReason(reason, language)),
    ...(reason.fact === 'parentState' &&
      reason.who &&
      reason.who !== 'child' && { proof: proofOf(reason.who) }),
  })),
  missing: found.missing.map((missing) => ({
    ...missing,
    ...both((language) => tellMissing(missing, language)),
  })),
  clauses: found.clauses,
})

/** Those that hold, shortly: for the head of a file. */
export const circumstancesMet = (knowledge: Knowledge, policy: Policy) =>
  circumstancesOn(knowledge, policy).map(({ key, reasons }) => ({
    key,
    reasons: reasons.map((reason) => both((language) => tellReason(reason, language))),
  }))

/** Circumstances of a row of a list, by the bits of its spell of the day. */
export const circumstancesOf = (
  row: { status: number; circumstances: number | null; birthDate: string | null },
  asOf: { policy: Policy; on: string },
): Circumstance[] =>
  row.status !== 1
    ? []
    : (Object.keys(CIRCUMSTANCE) as Circumstance[]).filter((circumstance) =>
        holdsOn(circumstance, { yes: row.circumstances ?? 0, birthDate: row.birthDate }, asOf),
      )
