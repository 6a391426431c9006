import type { PlainDate } from '../dates.ts'
import type { PolicyKey } from '../policy/policy-keys.ts'
import type { ReasonCode } from './reasons.ts'

export type Answer = 'yes' | 'no' | 'unknown'
export type Who = 'child' | 'father' | 'mother'

/** Why: a sentence of reasons.ts with what it speaks of, and the fact and the act that it rests on. */
export type Reason = {
  code: ReasonCode
  who?: Who
  /** Key of the fact; its act, and since when it has held unbroken. */
  fact?: string
  act?: string
  since?: PlainDate
  /** A code of the fact, told in words. */
  value?: string
  /** Years, months or grade, as the code says. */
  n?: number
  /** When this would change by itself. */
  until?: PlainDate
}
export type Missing = { who: Who; fact: string }
/** `by`: the keys of policy that the answer goes by. */
export type Judged = { answer: Answer; reasons: Reason[]; missing: Missing[]; by: PolicyKey[] }

export const judged = (answer: Answer, reason: Reason, ...by: PolicyKey[]): Judged => ({
  answer,
  reasons: [reason],
  missing: [],
  by,
})
export const notKnown = (who: Who, ...facts: string[]): Judged => ({
  answer: 'unknown',
  reasons: [],
  missing: facts.map((fact) => ({ who, fact })),
  by: [],
})

const merged = (answer: Answer, of: readonly Judged[], by: readonly Judged[] = of): Judged => ({
  answer,
  reasons: of.flatMap(({ reasons }) => reasons),
  missing: answer === 'unknown' ? of.flatMap(({ missing }) => missing) : [],
  by: [...new Set(by.flatMap((one) => one.by))],
})
const answering = (answer: Answer, of: readonly Judged[]) => of.filter((one) => one.answer === answer)

/** All must hold: one no is enough, and what is not known leaves it open. */
export function all(...of: Judged[]): Judged {
  const no = answering('no', of)
  if (no.length > 0) return merged('no', no)
  return merged(answering('unknown', of).length > 0 ? 'unknown' : 'yes', of)
}

/** One is enough. */
export function any(...of: Judged[]): Judged {
  const yes = answering('yes', of)
  if (yes.length > 0) return merged('yes', yes.slice(0, 1))
  const unknown = answering('unknown', of)
  return unknown.length > 0 ? merged('unknown', unknown) : merged('no', of)
}
