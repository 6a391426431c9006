import { addMonths, type PlainDate } from '../dates.ts'
import type { KnownFact } from '../fact/fold-facts.ts'
import type { Policy } from '../policy/policy.ts'
import { all, any, type Judged, judged, notKnown, type Reason } from './judge.ts'
import { heldSince, type Knowledge, known, type ParentKnown } from './knowledge.ts'

type Parent = 'father' | 'mother'

/** Where a parent is, by the word that came last. home: there and capable. incapable: there or nowhere, cannot guard. */
type Presence =
  | { is: 'away' | 'home' | 'incapable'; reason: Reason }
  | { is: 'tooShort' | 'inside'; reason: Reason }
  | { is: 'unknown'; missing: string }

type Word = {
  is: 'away' | 'home'
  fact: KnownFact | undefined
  since: PlainDate
  rank: number
  reason: Reason['code']
}

/**
 * 农村留守儿童 (国发〔2016〕13号): both parents away for work, or one away and the other without guardianship capacity.
 * Without the age, which daily changes and is asked for apart (circumstances.ts).
 */
export function leftBehind(knowledge: Knowledge, policy: Policy): Judged {
  return all(rural(knowledge, policy), parentsAway(knowledge, policy))
}

function rural({ now }: Knowledge, policy: Policy): Judged {
  if (!policy.leftBehindRuralOnly.value) return judged('yes', { code: 'hukouAnyKind' }, 'leftBehindRuralOnly')
  const nature = known(now.facts, 'hukouNature')
  const urban = nature?.value === 'urban'
  // The form of 民发〔2016〕42号 has no such field, being for rural households: 未采集 does not speak against.
  return judged(
    urban ? 'no' : 'yes',
    { code: urban ? 'urbanHukou' : 'notUrbanHukou', who: 'child', fact: 'hukouNature', act: nature?.act },
    'leftBehindRuralOnly',
  )
}

function parentsAway(knowledge: Knowledge, policy: Policy): Judged {
  const father = presence(knowledge, 'father', policy)
  const mother = presence(knowledge, 'mother', policy)
  const pair = any(
    all(isAway(father, 'father'), isAway(mother, 'mother')),
    all(isAway(father, 'father'), isIncapable(mother, 'mother')),
    all(isAway(mother, 'mother'), isIncapable(father, 'father')),
  )
  if (pair.answer !== 'unknown') return withPolicy(pair)
  const asAnswered = byForm(knowledge, policy)
  // One parent whose presence is known to be a capable one has already decided against.
  return withPolicy(asAnswered ?? pair)
}

const withPolicy = (of: Judged): Judged => ({
  ...of,
  by: ['leftBehindMonthsAway', 'leftBehindOtherCounty', 'leftBehindAway', 'leftBehindIncapable'],
})

const isAway = (presence: Presence, who: Parent): Judged =>
  presence.is === 'unknown'
    ? notKnown(who, presence.missing)
    : judged(presence.is === 'away' ? 'yes' : 'no', presence.reason)
const isIncapable = (presence: Presence, who: Parent): Judged =>
  presence.is === 'unknown'
    ? notKnown(who, presence.missing)
    : judged(presence.is === 'incapable' ? 'yes' : 'no', presence.reason)

/** The form's two questions, where they do not say which parent is where. */
function byForm(knowledge: Knowledge, policy: Policy): Judged | undefined {
  const both = known(knowledge.now.facts, 'bothParentsAway')
  const one = known(knowledge.now.facts, 'oneAwayOtherIncapable')
  if (one?.value === true && longEnough(one.since, knowledge.on, policy.leftBehindMonthsAway.value))
    return judged('yes', {
      code: 'formOneIncapable',
      who: 'child',
      fact: one.key,
      act: one.act,
      since: one.since,
    })
  if (both?.value === false && one?.value === false)
    return judged('no', {
      code: 'formNotBothAway',
      who: 'child',
      fact: both.key,
      act: both.act,
      since: both.since,
    })
  return undefined
}

const longEnough = (since: PlainDate, on: PlainDate, months: number) => addMonths(since, months) <= on

function presence(knowledge: Knowledge, who: Parent, policy: Policy): Presence {
  const parent = knowledge.parents[who]
  const state = known(parent?.facts, 'parentState')
  const value = state?.value as string | undefined
  const leaves = policy.leftBehindAway.value.includes(value ?? '')
  const incapable = !leaves && policy.leftBehindIncapable.value.includes(value ?? '')
  if (state && incapable)
    return {
      is: 'incapable',
      reason: {
        code: 'incapable',
        who,
        fact: 'parentState',
        act: state.act,
        since: state.since,
        value: value!,
      },
    }
  const form = known(knowledge.now.facts, 'oneAwayOtherIncapable')
  const which = known(knowledge.now.facts, 'incapableParent')
  if (form?.value === true && which && (!state || state.since <= form.since))
    return which.value === who
      ? {
          is: 'incapable',
          reason: {
            code: 'formOneIncapable',
            who,
            fact: 'incapableParent',
            act: which.act,
            since: form.since,
          },
        }
      : awayFrom(knowledge, {
          who,
          policy,
          word: { is: 'away', fact: form, since: form.since, rank: 0, reason: 'formOneIncapable' },
        })
  const word = lastWord(knowledge, parent, policy)
  if (!word) return { is: 'unknown', missing: 'parentState' }
  if (word.is === 'home')
    return {
      is: 'home',
      reason: { code: word.reason, who, fact: word.fact?.key, act: word.fact?.act, since: word.since },
    }
  return awayFrom(knowledge, { who, policy, word })
}

/** Of what tells where a parent is the latest counts; of one day the more direct word. */
function lastWord({ now }: Knowledge, parent: ParentKnown | undefined, policy: Policy): Word | undefined {
  const words: Word[] = []
  const state = known(parent?.facts, 'parentState')
  if (state && policy.leftBehindAway.value.includes(state.value as string))
    words.push({ is: 'away', fact: state, since: state.since, rank: 3, reason: 'awayByState' })
  else if (state?.value === 'atHome')
    words.push({ is: 'home', fact: state, since: state.since, rank: 3, reason: 'atHome' })
  if (parent?.carer)
    words.push({ is: 'home', fact: undefined, since: parent.carerSince, rank: 2, reason: 'atHome' })
  const both = known(now.facts, 'bothParentsAway')
  if (both?.value === true)
    words.push({ is: 'away', fact: both, since: both.since, rank: 1, reason: 'formBothAway' })
  const place = known(parent?.facts, 'workPlace')
  if (place) words.push({ is: 'away', fact: place, since: place.since, rank: 0, reason: 'awayForWork' })
  return words.sort((a, b) => (a.since === b.since ? b.rank - a.rank : a.since < b.since ? 1 : -1))[0]
}

/** Away counts as the policy of the place says: for how long, and where to. */
function awayFrom(
  knowledge: Knowledge,
  { who, policy, word }: { who: Parent; policy: Policy; word: Word },
): Presence {
  const parent = knowledge.parents[who]
  const months = policy.leftBehindMonthsAway.value
  const lessons =
    word.fact?.key === 'parentState' || word.fact?.key === 'workPlace' ? parent!.lessons : knowledge.lessons
  const since = word.fact && months > 0 ? heldSince(lessons, word.fact, knowledge) : word.since
  const value = word.fact?.key === 'parentState' ? (word.fact.value as string) : undefined
  const fact = { who, fact: word.fact?.key, act: word.fact?.act, since, ...(value && { value }) }
  if (months > 0 && !longEnough(since, knowledge.on, months))
    return {
      is: 'tooShort',
      reason: { ...fact, code: 'awayTooShort', n: months, until: addMonths(since, months) },
    }
  if (policy.leftBehindOtherCounty.value) {
    const outside = known(parent?.facts, 'workOutside')
    if (!outside) return { is: 'unknown', missing: 'workOutside' }
    if (outside.value === false) return { is: 'inside', reason: { ...fact, code: 'awayInsideCounty' } }
  }
  return { is: 'away', reason: { ...fact, code: word.reason } }
}
