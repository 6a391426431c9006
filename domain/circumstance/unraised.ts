import { addMonths, daysBetween } from '../dates.ts'
import type { KnownFact } from '../fact/fold-facts.ts'
import type { Policy, PolicyEntry } from '../policy/policy.ts'
import type { RuleKey } from '../policy/policy-keys.ts'
import { all, any, type Judged, judged, notKnown } from './judge.ts'
import { CONFINED, heldSince, type Knowledge, known, type ParentKnown, valueIn } from './knowledge.ts'

type Parent = 'father' | 'mother'
type States = Policy['unraisedStates' | 'unraisedOtherStates' | 'orphanStates' | 'unraisedOneLost']

/** 孤儿 (国办发〔2010〕54号): both parents lost, or the natural parents cannot be found. */
export function orphan(knowledge: Knowledge, policy: Policy): Judged {
  const { facts } = knowledge.now
  const untraceable = known(facts, 'parentsUntraceable')
  if (untraceable?.value === true)
    return judged(
      'yes',
      {
        code: 'untraceable',
        who: 'child',
        fact: untraceable.key,
        act: untraceable.act,
        since: untraceable.since,
      },
      'orphanStates',
    )
  return all(lost(knowledge, 'father', policy.orphanStates), lost(knowledge, 'mother', policy.orphanStates))
}

/**
 * 事实无人抚养儿童 (民发〔2019〕62号, 民发〔2020〕125号). A: each parent in one of the states of the rule. B: one parent dead or
 * missing, the other in one of them. Where both are lost the child is an orphan.
 */
export function unraised(knowledge: Knowledge, policy: Policy): Judged {
  const states = (who: Parent, of: States) => inStates(knowledge, { who, policy, states: of })
  return any(
    all(states('father', policy.unraisedStates), states('mother', policy.unraisedStates)),
    all(lost(knowledge, 'father', policy.unraisedOneLost), states('mother', policy.unraisedOtherStates)),
    all(lost(knowledge, 'mother', policy.unraisedOneLost), states('father', policy.unraisedOtherStates)),
  )
}

/** The two cases of the rule that a file meets, for the page that explains. */
export const caseOf = ({ by }: Judged): 'A' | 'B' | undefined =>
  by.includes('unraisedStates') ? 'A' : by.includes('unraisedOtherStates') ? 'B' : undefined

function lost(knowledge: Knowledge, who: Parent, states: PolicyEntry<RuleKey>): Judged {
  const by = states.key
  const parent = knowledge.parents[who]
  const state = known(parent?.facts, 'parentState')
  if (state) {
    const value = state.value as string
    const isLost = (states.value as readonly string[]).includes(value)
    const about = { who, fact: 'parentState', act: state.act, since: state.since, value }
    return judged(isLost ? 'yes' : 'no', { code: isLost ? 'parentLost' : 'parentNotLost', ...about }, by)
  }
  return seen(knowledge, parent)
    ? judged('no', { code: 'parentNotLost', who }, by)
    : { ...notKnown(who, 'parentState'), by: [by] }
}

/** Somebody who is known to work away, or who looks after the child, lives. */
const seen = ({ now }: Knowledge, parent: ParentKnown | undefined): boolean =>
  parent?.carer === true ||
  known(parent?.facts, 'workPlace') !== undefined ||
  valueIn(now.facts, 'bothParentsAway') === true

function inStates(
  knowledge: Knowledge,
  { who, policy, states }: { who: Parent; policy: Policy; states: States },
): Judged {
  const by = states.key
  const named = (state: string) => (states.value as readonly string[]).includes(state)
  const parent = knowledge.parents[who]
  const of = [
    ...(named('severelyDisabled') ? [severelyDisabled(who, parent, policy)] : []),
    ...(named('seriouslyIll') ? [seriouslyIll(who, parent)] : []),
    recordedState(knowledge, { who, policy, named }),
  ]
  const answered = any(...of)
  const told =
    answered.answer === 'no' && answered.reasons.length > 1
      ? { ...answered, reasons: answered.reasons.filter(({ code }) => code !== 'noSuchState') }
      : answered
  return { ...told, by: [by, ...told.by] }
}

/** 重残: grade 1–2, or 3–4 of a mental or intellectual disability (62号). */
function severelyDisabled(who: Parent, parent: ParentKnown | undefined, policy: Policy): Judged {
  const grade = known(parent?.facts, 'disabilityGrade')
  if (!grade) return judged('no', { code: 'noSuchState', who })
  const n = Number(String(grade.value).slice(-1))
  const kinds = (valueIn(parent?.facts, 'disabilityKinds') ?? []) as string[]
  const mental = kinds.includes('mental') || kinds.includes('intellectual')
  const about = { who, fact: 'disabilityGrade', act: grade.act, since: grade.since, n }
  if (n <= policy.severeGrade.value || (mental && n <= policy.severeGradeMental.value))
    return judged('yes', { code: 'severeGrade', ...about }, 'severeGrade', 'severeGradeMental')
  // Of grade 3 or 4 it depends on the kind.
  if (kinds.length === 0 && n <= policy.severeGradeMental.value) return notKnown(who, 'disabilityKinds')
  return judged('no', { code: 'mildGrade', ...about })
}

function seriouslyIll(who: Parent, parent: ParentKnown | undefined): Judged {
  const health = known(parent?.facts, 'health')
  return health?.value === 'seriousIllness'
    ? judged('yes', { code: 'seriousIllness', who, fact: 'health', act: health.act, since: health.since })
    : judged('no', { code: 'noSuchState', who })
}

function recordedState(
  knowledge: Knowledge,
  { who, policy, named }: { who: Parent; policy: Policy; named: (state: string) => boolean },
): Judged {
  const parent = knowledge.parents[who]
  const state = known(parent?.facts, 'parentState')
  if (!state)
    return seen(knowledge, parent) ? judged('no', { code: 'noSuchState', who }) : notKnown(who, 'parentState')
  const value = state.value as string
  const since = heldSince(parent!.lessons, state, knowledge)
  const about = { who, fact: 'parentState', act: state.act, since, value }
  if (!named(value)) return judged('no', { code: 'stateNotNamed', ...about })
  // A grade that is known says more than the word.
  if (value === 'severelyDisabled' && known(parent?.facts, 'disabilityGrade'))
    return judged('no', { code: 'noSuchState', who })
  const supporting = known(parent?.facts, 'supporting')
  if ((value === 'outOfContact' || value === 'deported') && supporting?.value === true)
    return judged('no', {
      code: 'supporting',
      who,
      fact: 'supporting',
      act: supporting.act,
      since: supporting.since,
    })
  if (value === 'outOfContact') return full(knowledge, about, policy.unraisedMonthsOutOfContact.value)
  if (CONFINED.includes(value))
    return confined(knowledge, { about, state, months: policy.unraisedMonthsConfined.value })
  return judged('yes', { code: 'parentState', ...about })
}

type About = { who: Parent; fact: string; act: string; since: string; value: string }

function full({ on }: Knowledge, about: About, months: number): Judged {
  const until = addMonths(about.since, months)
  return until <= on
    ? judged('yes', { code: 'monthsFull', ...about, n: months }, 'unraisedMonthsOutOfContact')
    : judged('no', { code: 'monthsNotFull', ...about, n: months, until }, 'unraisedMonthsOutOfContact')
}

/** 期限6个月以上: by the term, or by the end that is known, or since it has lasted as long already. */
function confined(
  knowledge: Knowledge,
  { about, state, months }: { about: About; state: KnownFact; months: number },
): Judged {
  const term = known(knowledge.parents[about.who]?.facts, 'termMonths')
  if (term) {
    const n = Number(term.value)
    return judged(
      n >= months ? 'yes' : 'no',
      {
        code: n >= months ? 'termLong' : 'termShort',
        ...about,
        act: term.act,
        n,
      },
      'unraisedMonthsConfined',
    )
  }
  if (state.until) {
    const long = addMonths(about.since, months) <= state.until
    const n = Math.floor(daysBetween(about.since, state.until) / 30)
    return judged(
      long ? 'yes' : 'no',
      { code: long ? 'termLong' : 'termShort', ...about, n },
      'unraisedMonthsConfined',
    )
  }
  return addMonths(about.since, months) <= knowledge.on
    ? judged('yes', { code: 'monthsFull', ...about, n: months }, 'unraisedMonthsConfined')
    : notKnown(about.who, 'termMonths')
}
