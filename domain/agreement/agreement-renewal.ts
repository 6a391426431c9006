import { isKind, type StoredAct } from '../act/stored-act.ts'
import { dueAfter } from '../calendar/due-days.ts'
import { type ChildNow, childLessons, relativeLessons } from '../child/child-now.ts'
import { RULES } from '../circumstance/circumstances.ts'
import { bornOn } from '../circumstance/knowledge.ts'
import { addDays, addMonths, birthday, type PlainDate } from '../dates.ts'
import type { CodeList } from '../fact/code-lists.ts'
import { type AsOf, foldFacts } from '../fact/fold-facts.ts'
import type { Policy } from '../policy/policy.ts'
import { type Held, needSince, needsAgreement } from './agreement-need.ts'
import { type Agreement, agreementsOf, statusOn } from './agreements.ts'

/** Why an agreement has to be signed, signed anew, confirmed or ended (policy §3.2). `n` is what the database stores. */
export const TRIGGER = {
  none: { n: 1, zh: '应签订委托照护协议', en: 'A care agreement has to be signed' },
  preparing: { n: 2, zh: '委托照护协议签字不齐', en: 'Signatures are missing' },
  expiry: { n: 3, zh: '委托照护协议到期', en: 'The care agreement expires' },
  yearly: { n: 4, zh: '委托照护协议年度确认', en: 'The care agreement is to be confirmed' },
  carerChanged: { n: 5, zh: '照护人变更', en: 'Another carer' },
  carerLost: { n: 6, zh: '被委托人去世或不能照护', en: 'The carer has died or cannot care' },
  parentBack: { n: 7, zh: '父母一方返回', en: 'A parent has returned' },
  parentMoved: { n: 8, zh: '父母去向变化', en: 'A parent is somewhere else' },
  addressChanged: { n: 9, zh: '儿童住址变化', en: 'The child lives somewhere else' },
  needEnded: { n: 10, zh: '不再需要委托照护', en: 'No longer needed' },
} as const satisfies CodeList
export type Trigger = keyof typeof TRIGGER

/** What is known of a child, as far as its agreements go. */
export type Entrusted = {
  now: ChildNow
  /** The child's own acts. */
  acts: readonly StoredAct[]
  /** Acts about its relatives. */
  relatives: readonly StoredAct[]
  /** Of the day, without ages. */
  circumstances: number
  held: readonly Held[]
}

export type Renewal = {
  triggers: Trigger[]
  /** The agreement that it is about; names the duty. Without one, the day since which one is needed. */
  about: string
  /** Shown from this day on. */
  opens: PlainDate
  due: PlainDate
  /** Nobody owes it from this day on. */
  ends: PlainDate | null
  lastOn: PlainDate | null
}

const PARENTS: readonly string[] = ['father', 'mother']
const earliest = (days: readonly PlainDate[]): PlainDate => [...days].sort()[0]!
const latest = (days: readonly PlainDate[]): PlainDate => [...days].sort().pop()!

/**
 * What has to be done next about the agreement of a child; undefined where it has none and needs none. Days that come
 * by themselves (the last day, the year) are told beforehand, so that nobody has to wake up on them.
 */
export function renewalOf(of: Entrusted, policy: Policy, today: PlainDate): Renewal | undefined {
  const agreements = agreementsOf(of.acts)
  const need = needsAgreement({ circumstances: of.circumstances, born: bornOn(of.now.facts) }, policy, today)
  const current = agreements.filter((one) => ['inForce', 'toBegin'].includes(statusOn(one, today))).pop()
  if (current) return renewed(of, current, { policy, today, needed: need.length > 0 })
  if (need.length === 0) return undefined
  const last = agreements[agreements.length - 1]
  if (last && statusOn(last, today) === 'expired' && last.holdsFrom) return expiring(last, policy)
  const drafted = agreements.filter((one) => statusOn(one, today) === 'preparing').pop()
  const returned = of.acts.filter((act) => isKind(act, 'child.return')).pop()?.day ?? of.now.openedOn
  const since = latest([
    returned,
    needSince(of.held, need, today) ?? returned,
    // Those that held until some day before.
    ...agreements.flatMap(({ holdsUntil }) => (holdsUntil && holdsUntil <= today ? [holdsUntil] : [])),
  ])
  return {
    triggers: [drafted ? 'preparing' : 'none'],
    about: `none/${since}`,
    opens: since,
    due: dueAfter(policy, 'agreementDays', since),
    ends: null,
    lastOn: last?.signedOn ?? null,
  }
}

/** Its last day, and the day a year after somebody has last looked at it. */
function expiring(agreement: Agreement, policy: Policy): Renewal {
  const { act, lastDay, holdsFrom, confirmed } = agreement
  const year = addMonths(confirmed?.day ?? holdsFrom!, policy.agreementConfirmMonths.value)
  const due = earliest([lastDay, year])
  return {
    triggers: [due === lastDay ? 'expiry' : 'yearly'],
    about: act,
    opens: addDays(due, -policy.agreementRemindDays.value),
    due,
    ends: null,
    lastOn: confirmed?.day ?? agreement.signedOn,
  }
}

type Asked = { policy: Policy; today: PlainDate; needed: boolean }

function renewed(of: Entrusted, agreement: Agreement, { policy, today, needed }: Asked): Renewal {
  const by = expiring(agreement, policy)
  const events = eventsSince(of, agreement, { policy, today, needed })
  if (events.length === 0) return by
  const first = earliest(events.map(({ day }) => day))
  return {
    ...by,
    triggers: events.map(({ trigger }) => trigger),
    opens: first,
    due: dueAfter(policy, 'agreementDays', first),
    // Nothing is owed any more once it has expired and nobody needs another one.
    ends: needed ? null : addDays(agreement.lastDay, 1),
  }
}

type Event = { trigger: Trigger; day: PlainDate }

/** What has changed since everybody signed, or somebody looked at it again. */
function eventsSince(of: Entrusted, agreement: Agreement, { policy, today, needed }: Asked): Event[] {
  const { now, acts, held } = of
  const looked = agreement.confirmed?.day ?? agreement.signedOn!
  const knownAt =
    agreement.confirmed?.receivedAt ??
    acts
      .filter((act) => isKind(act, 'agreement.sign') && act.body.agreement === agreement.act)
      .map(({ receivedAt }) => receivedAt)
      .sort()
      .pop()
  const then: AsOf = { on: looked, knownAt }
  const events: Event[] = []
  const add = (trigger: Trigger, day: PlainDate) => {
    if (!events.some((one) => one.trigger === trigger)) events.push({ trigger, day })
  }

  const carer = now.family.find((member) => member.carer && !member.endedOn)
  if (carer && carer.person !== agreement.carer) {
    const since = becameCarer(acts, carer.person, looked)
    add(PARENTS.includes(carer.relation) ? 'parentBack' : 'carerChanged', since)
  }
  const stateOf = (person: string) =>
    foldFacts(relativeLessons(of.relatives, person), { on: today }).parentState
  const lost = stateOf(agreement.carer)
  if (lost?.state === 'known' && policy.leftBehindIncapable.value.includes(lost.value as string))
    add('carerLost', latest([lost.since, looked]))

  for (const { person, relation, endedOn } of now.family) {
    if (!PARENTS.includes(relation) || endedOn) continue
    const lessons = relativeLessons(of.relatives, person)
    const before = foldFacts(lessons, then)
    const after = foldFacts(lessons, { on: today })
    for (const key of ['parentState', 'workPlace']) {
      const fact = after[key]
      if (fact?.state !== 'known' || fact.since <= looked || fact.value === before[key]?.value) continue
      add(fact.value === 'atHome' ? 'parentBack' : 'parentMoved', fact.since)
    }
  }

  const lessons = childLessons(acts).filter(({ facts }) => 'residence' in facts)
  const residence = foldFacts(lessons, { on: today }).residence
  if (residence?.state === 'known' && residence.since > looked) add('addressChanged', residence.since)
  const moved = acts
    .filter((act) => (isKind(act, 'child.move') || isKind(act, 'child.claim')) && act.day > looked)
    .pop()
  if (moved) add('addressChanged', moved.day)

  if (!needed && neededOn(held, now, policy, looked)) add('needEnded', endOfNeed(held, now, policy, today))
  return events
}

const becameCarer = (acts: readonly StoredAct[], person: string, otherwise: PlainDate): PlainDate =>
  acts.filter((act) => isKind(act, 'kin.record') && act.body.person === person && act.body.carer).pop()
    ?.day ?? otherwise

/** An agreement that nobody was obliged to sign is not ended for that reason. */
function neededOn(held: readonly Held[], now: ChildNow, policy: Policy, on: PlainDate): boolean {
  const spell = held.find(({ from, until }) => from <= on && (until === null || on < until))
  return (
    spell !== undefined &&
    needsAgreement({ circumstances: spell.circumstances, born: bornOn(now.facts) }, policy, on).length > 0
  )
}

/** The day from which none of the circumstances holds, or on which a birthday has ended the last of them. */
function endOfNeed(held: readonly Held[], now: ChildNow, policy: Policy, today: PlainDate): PlainDate {
  const born = bornOn(now.facts)
  const sorted = held.filter(({ from }) => from <= today).sort((a, b) => (a.from < b.from ? 1 : -1))
  for (const { until, circumstances } of sorted) {
    const holds = needsAgreement({ circumstances, born: undefined }, policy, today)
    if (holds.length === 0) continue
    const ages = born ? [latest(holds.map((one) => birthday(born, policy[RULES[one].age].value)))] : []
    return earliest([today, ...(until ? [until] : []), ...ages])
  }
  return today
}
