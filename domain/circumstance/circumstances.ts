import { birthday, type PlainDate } from '../dates.ts'
import { CIRCUMSTANCE, type Circumstance } from '../fact/code-lists.ts'
import type { Policy, PolicyEntry } from '../policy/policy.ts'
import type { RuleKey } from '../policy/policy-keys.ts'
import {
  disabled,
  droppedOut,
  guardianshipImproper,
  guardianshipLacking,
  migrant,
  poor,
  seriouslyIll,
  unregistered,
} from './in-difficulty.ts'
import { all, type Judged, judged, notKnown, type Reason } from './judge.ts'
import { bornOn, type Knowledge, valueIn } from './knowledge.ts'
import { leftBehind } from './left-behind.ts'
import { caseOf, orphan, unraised } from './unraised.ts'

type AgeKey = 'leftBehindAge' | 'migrantAge' | 'minorAge'
type Rule = {
  /** Without the age, which is asked for on the day. */
  rule: (knowledge: Knowledge, policy: Policy) => Judged
  age: AgeKey
}

/** Every circumstance with its rule and its age limit. */
export const RULES: Record<Circumstance, Rule> = {
  leftBehind: { rule: leftBehind, age: 'leftBehindAge' },
  migrant: { rule: migrant, age: 'migrantAge' },
  orphan: { rule: orphan, age: 'minorAge' },
  unraised: { rule: unraised, age: 'minorAge' },
  disabled: { rule: disabled, age: 'minorAge' },
  seriouslyIll: { rule: seriouslyIll, age: 'minorAge' },
  poor: { rule: poor, age: 'minorAge' },
  guardianshipLacking: { rule: guardianshipLacking, age: 'minorAge' },
  guardianshipImproper: { rule: guardianshipImproper, age: 'minorAge' },
  unregistered: { rule: unregistered, age: 'minorAge' },
  droppedOut: { rule: droppedOut, age: 'minorAge' },
}
export const CIRCUMSTANCES = Object.keys(RULES) as Circumstance[]

/** One bit each, at the place of its number. */
export const bitOf = (circumstance: Circumstance): number => 1 << (CIRCUMSTANCE[circumstance].n - 1)

/** What bits of a spell say of one circumstance; null: not known. */
export function answerIn(
  { circumstances, unclear }: { circumstances: number; unclear: number },
  circumstance: Circumstance,
): boolean | null {
  const bit = bitOf(circumstance)
  return (unclear & bit) !== 0 ? null : (circumstances & bit) !== 0
}

/** Answers of all rules without ages, as bits: what spells of the register keep. */
export function circumstanceBits(knowledge: Knowledge, policy: Policy): { yes: number; unclear: number } {
  let yes = 0
  let unclear = 0
  for (const circumstance of CIRCUMSTANCES) {
    const { answer } = RULES[circumstance].rule(knowledge, policy)
    if (answer === 'yes') yes |= bitOf(circumstance)
    else if (answer === 'unknown') unclear |= bitOf(circumstance)
  }
  return { yes, unclear }
}

export type Finding = Judged & {
  circumstance: Circumstance
  /** Of 事实无人抚养: both parents in a state of the rule, or one of them lost. */
  case?: 'A' | 'B'
  /** Documents and clauses that the answer goes by. */
  clauses: Pick<PolicyEntry, 'key' | 'document' | 'clause' | 'from' | 'standing'>[]
  /** As the offices' lists say; undefined: 未采集. */
  reported: boolean | undefined
}

/** Whether the child is on a day what the rule says, its age with it, and why. */
export function explainOne(knowledge: Knowledge, policy: Policy, circumstance: Circumstance): Finding {
  const { rule, age } = RULES[circumstance]
  const by = rule(knowledge, policy)
  const answered = eachOnce(all(ageAllows(knowledge, policy, { circumstance, age }), by))
  const keys = [...new Set<RuleKey>([age, ...answered.by, ...(KEYS_OF[circumstance] ?? [])])]
  const reported = valueIn(knowledge.now.facts, 'reported') as string[] | undefined
  return {
    ...answered,
    circumstance,
    ...(circumstance === 'unraised' && answered.answer === 'yes' && { case: caseOf(by) }),
    clauses: keys.map((key) => {
      const { document, clause, from, standing } = policy[key]
      return { key, document, clause, from, standing }
    }),
    reported: reported?.includes(circumstance),
  }
}

/** A parent may be asked about by several cases of one rule. */
function eachOnce(of: Judged): Judged {
  const first = <T>(every: T[], name: (one: T) => string) =>
    every.filter((one, i) => every.findIndex((other) => name(other) === name(one)) === i)
  return {
    ...of,
    reasons: first(of.reasons, ({ code, who, fact }) => `${code}/${who}/${fact}`),
    missing: first(of.missing, ({ who, fact }) => `${who}/${fact}`),
  }
}

const KEYS_OF: Partial<Record<Circumstance, readonly RuleKey[]>> = {
  leftBehind: ['leftBehindRuralOnly', 'leftBehindIncapable'],
}

/** Those that hold on the day, with their reasons, and nothing more: for the head of a file. */
export const circumstancesOn = (
  knowledge: Knowledge,
  policy: Policy,
): { key: Circumstance; reasons: Reason[] }[] =>
  CIRCUMSTANCES.flatMap((circumstance) => {
    const { rule, age } = RULES[circumstance]
    const by = rule(knowledge, policy)
    if (by.answer !== 'yes') return []
    const { answer, reasons } = eachOnce(all(ageAllows(knowledge, policy, { circumstance, age }), by))
    return answer === 'yes' ? [{ key: circumstance, reasons }] : []
  })

export const explainAll = (knowledge: Knowledge, policy: Policy): Finding[] =>
  CIRCUMSTANCES.map((circumstance) => explainOne(knowledge, policy, circumstance))

/** Stages after the compulsory one: those in which somebody of 18 may still be at school. */
const AFTER_COMPULSORY = ['juniorSecondary', 'seniorSecondary', 'vocational']

function ageAllows(
  { now, on }: Knowledge,
  policy: Policy,
  { circumstance, age }: { circumstance: Circumstance; age: AgeKey },
): Judged {
  const n = policy[age].value
  const born = bornOn(now.facts)
  if (!born) return notKnown('child', 'birthDate')
  const until = birthday(born, n)
  if (on < until) return judged('yes', { code: 'younger', who: 'child', fact: 'birthDate', n, until }, age)
  if (circumstance === 'unraised' && policy.unraisedAfter18.value) {
    const schooling = valueIn(now.facts, 'schooling')
    if (schooling === undefined) return notKnown('child', 'schooling')
    if (AFTER_COMPULSORY.includes(schooling as string))
      return judged('yes', { code: 'stillAtSchool', who: 'child', fact: 'schooling', n }, 'unraisedAfter18')
  }
  return judged('no', { code: 'tooOld', who: 'child', fact: 'birthDate', n, until }, age)
}

/** Whether bits of a spell and a birth date say yes on a day. Without a birth date as if young enough. */
export function holdsOn(
  circumstance: Circumstance,
  { yes, birthDate }: { yes: number; birthDate: PlainDate | null },
  { policy, on }: { policy: Policy; on: PlainDate },
): boolean {
  if ((yes & bitOf(circumstance)) === 0) return false
  return birthDate === null || on < birthday(birthDate, policy[RULES[circumstance].age].value)
}
