import type { PlainDate } from '../dates.ts'
import type { RuleKey } from '../policy/policy-keys.ts'
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
export type Judged = { answer: Answer; reasons: Reason[]; missing: Missing[]; by: RuleKey[] }

export const judged = (answer: Answer, reason: Reason, ...by: RuleKey[]): Judged => ({
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

/** Rules are asked of every file that is opened and for every day that is counted: nothing is copied that need not be. */
function merged(answer: Answer, of: readonly Judged[]): Judged {
  if (of.length === 1 && of[0]!.answer === answer) return of[0]!
  const by: RuleKey[] = []
  const reasons: Reason[] = []
  const missing: Missing[] = []
  for (const one of of) {
    for (const key of one.by) if (!by.includes(key)) by.push(key)
    for (const reason of one.reasons) reasons.push(reason)
    if (answer === 'unknown') for (const fact of one.missing) missing.push(fact)
  }
  return { answer, reasons, missing, by }
}

const has = (of: readonly Judged[], answer: Answer) => of.some((one) => one.answer === answer)
const only = (of: readonly Judged[], answer: Answer) => of.filter((one) => one.answer === answer)

/** All must hold: one no is enough, and what is not known leaves it open. */
export function all(...of: Judged[]): Judged {
  if (has(of, 'no')) return merged('no', only(of, 'no'))
  return merged(has(of, 'unknown') ? 'unknown' : 'yes', of)
}

/** One is enough. */
export function any(...of: Judged[]): Judged {
  const yes = of.find(({ answer }) => answer === 'yes')
  if (yes) return yes
  return has(of, 'unknown') ? merged('unknown', only(of, 'unknown')) : merged('no', of)
}
