import { isKind, type StoredAct } from '../act/stored-act.ts'
import { AGREEMENT_KINDS } from '../agreement/agreement-acts.ts'
import { renewalOf, type Trigger } from '../agreement/agreement-renewal.ts'
import type { Measure } from '../assessment/needs.ts'
import { lastAssessments, needsOf } from '../assessment/recorded.ts'
import { POOR, type Risk, riskOf } from '../assessment/risk.ts'
import { inUseOn } from '../assessment/template-book.ts'
import { type ClosedDayDuty, dueAfter, onWorkday } from '../calendar/due-days.ts'
import { campaignsOwed } from '../campaign/campaigns.ts'
import { bornOn, valueIn } from '../circumstance/knowledge.ts'
import { addDays, birthday, type PlainDate } from '../dates.ts'
import type { Circumstance, CodeList, GUARDIANSHIP } from '../fact/code-lists.ts'
import type { Policy } from '../policy/policy.ts'
import type { Problem } from '../service/problems.ts'
import { SERVICES } from '../service/services.ts'
import { openProblems, servicesOf } from '../service/services-given.ts'
import { CONTACT_FACT, contactDuty } from './contact-duty.ts'
import type { DutyRule } from './duty-acts.ts'
import { holding } from './holding.ts'
import { holidayVisits, type Round } from './holiday-visits.ts'
import { returnedDuties } from './returned-duties.ts'
import type { Watched } from './watched.ts'

/** How closely a child is watched: it decides how often it is visited. */
export const TIER = {
  high: { n: 1, zh: '高', en: 'High' },
  middle: { n: 2, zh: '中', en: 'Middle' },
  low: { n: 3, zh: '低', en: 'Low' },
} as const satisfies CodeList
export type Tier = keyof typeof TIER

/** Why a tier: a fact of the file, a circumstance, or the child's colour. */
export type TierReason =
  | { fact: 'keyAttention' | 'guardianship' }
  | { circumstance: Circumstance }
  | { colour: 'red' | 'yellow' }
export type DutyReason =
  | TierReason
  | { problem: Problem }
  | { template: string }
  | { measure: Measure }
  | { trigger: Trigger }
  | { round: Round }
  | { fact: typeof CONTACT_FACT }
  | { campaign: string }

/**
 * Something to do, computed and never ticked: it is gone when an act has done it. `period` names it together with rule
 * and child (`dutyId`), on the phone as on the server.
 */
export type Duty = {
  rule: DutyRule
  /** Of a visit or assessment the day from which it is counted, else the act that tells of it. */
  period: string
  /** Told from this day on; left out: at once. */
  opens?: PlainDate
  due: PlainDate
  /** The day from which nobody owes it any more: adulthood. */
  ends: PlainDate | null
  tier: Tier
  reasons: DutyReason[]
  /** The last visit on which the child was seen; of a problem the one that found it. */
  lastOn: PlainDate | null
  /** Put off to `due` by an act, with its reason. */
  postponed: boolean
  /** Given to somebody by an act (`in`), perhaps to be done by a day; left out: it is whoever's who has the village. */
  assigned?: { to: string; by?: PlainDate; in: string }
}

export const dutyId = (child: string, { rule, period }: Pick<Duty, 'rule' | 'period'>): string =>
  `${rule}:${child}:${period}`

/** Facts from which duties follow, beside those of spells. */
export const DUTY_FACTS: readonly string[] = ['keyAttention', CONTACT_FACT]
/** Acts from which duties follow, whatever they say. */
export const DUTY_KINDS: readonly string[] = [
  'service.record',
  'problem.close',
  'visit.return',
  'visit.accept',
  'duty.postpone',
  'duty.remove',
  'duty.assign',
  'assessment.record',
  'risk.override',
  'need.record',
  'measure.end',
  ...AGREEMENT_KINDS,
]

/** Everything that has to be done for a child. Pure: the phone and the server give the same answer. */
export function dutiesOf(
  watched: Watched,
  policy: Policy,
  today: PlainDate,
  risk: Risk | null = riskOf(watched, policy, today),
): Duty[] {
  const { now, acts } = watched
  if (now.status === 'left') return []
  const born = bornOn(now.facts)
  const tier = tierOf(watched, policy, today, risk)
  const common = { ends: born ? birthday(born, policy.minorAge.value) : null, postponed: false, ...tier }
  return [
    visitDuty(watched, common, policy, today),
    ...holidayDuties(watched, common, policy, today),
    ...returnedDuties(acts, common, policy),
    ...problemDuties(watched, common, policy),
    ...assessmentDuties(watched, common, policy, today),
    ...measureDuties(watched, common),
    ...agreementDuties(watched, common, policy, today),
    ...campaignDuties(watched, common),
    ...contactDuty(watched, common, policy, today, registeredFrom(now, acts)),
  ]
    .filter(({ rule, period }) => removals(acts, rule).every((one) => one.body.period !== period))
    .map((duty) => assigned(postponed(duty, acts, policy), acts))
}

type Common = Pick<Duty, 'ends' | 'postponed' | 'tier' | 'reasons'>

/** What a visitor found wrong and nobody has dealt with; what touches life and limb soonest. */
function problemDuties({ acts }: Watched, common: Common, policy: Policy): Duty[] {
  return openProblems(acts).map(({ act, day, problem }) => {
    const urgent = isUrgent(problem, policy)
    return {
      ...common,
      rule: 'problem',
      period: `${act}/${problem}`,
      due: dueAfter(policy, urgent ? 'problemDaysUrgent' : 'problemDays', day),
      reasons: [{ problem }],
      lastOn: day,
    }
  })
}

const isUrgent = (problem: Problem, policy: Policy) => policy.problemUrgent.value.includes(problem)

/** 评估: of each template in use that has a cadence the next one after the last, or soon after the file was opened. */
function assessmentDuties(
  { now, acts, templates }: Watched,
  common: Common,
  policy: Policy,
  today: PlainDate,
): Duty[] {
  const last = lastAssessments(acts, today)
  return inUseOn(templates, today).flatMap(({ template, body }): Duty[] => {
    if (body.cadenceDays === null) return []
    const lastOn = last.find((one) => one.template === template)?.day ?? null
    const removed = removedOn(acts, 'assessment', `${template}/`)
    const done = latest([lastOn, removed])
    const from = done ?? registeredFrom(now, acts)
    return [
      {
        ...common,
        rule: 'assessment',
        period: `${template}/${from}`,
        due: done ? addDays(from, body.cadenceDays) : dueAfter(policy, 'assessmentFirstDays', from),
        reasons: [{ template }],
        lastOn,
      },
    ]
  })
}

/** What was decided against a need and is not done yet. */
const measureDuties = ({ acts }: Watched, common: Common): Duty[] =>
  needsOf(acts).flatMap(({ act, day, measures }) =>
    measures
      .filter(({ ended }) => ended === null)
      .map(({ measure, due }) => ({
        ...common,
        rule: 'measure',
        period: `${act}/${measure}`,
        due,
        reasons: [{ measure }],
        lastOn: day,
      })),
  )

/** 摸排: nobody has answered yet for a child of the list. It is owed until the campaign is closed, whatever its age. */
const campaignDuties = ({ acts, campaigns = [] }: Watched, common: Common): Duty[] =>
  campaignsOwed(acts, campaigns).map(({ campaign, due }) => ({
    ...common,
    rule: 'campaign',
    period: campaign,
    due,
    ends: null,
    reasons: [{ campaign }],
    lastOn: null,
  }))

/** Since when the child has been in the register. */
const registeredFrom = (now: Watched['now'], acts: readonly StoredAct[]): PlainDate =>
  acts.filter((act) => isKind(act, 'child.return')).pop()?.day ?? now.openedOn

/** 委托照护协议: to be signed, signed anew, confirmed or ended, and why. */
function agreementDuties(watched: Watched, common: Common, policy: Policy, today: PlainDate): Duty[] {
  const { relatives, held } = watched
  // A phone holds neither; the server tells it (domain/phone/slice.ts).
  if (!relatives || !held) return []
  const renewal = renewalOf({ ...watched, relatives, held }, policy, today)
  if (!renewal) return []
  const { triggers, about, opens, due, ends, lastOn } = renewal
  return [
    {
      ...common,
      rule: 'agreement',
      period: about,
      opens,
      due,
      ends: ends && (!common.ends || ends < common.ends) ? ends : common.ends,
      reasons: triggers.map((trigger) => ({ trigger })),
      lastOn,
    },
  ]
}

/** The last visit on which the child was seen, and which nobody has returned. */
const lastSeen = (acts: readonly StoredAct[], today: PlainDate): PlainDate | null =>
  servicesOf(acts)
    .filter((one) => SERVICES[one.service].visit && one.childSeen && !one.returned && one.day <= today)
    .map(({ day }) => day)
    .sort()
    .at(-1) ?? null

/** 寒假走访, 返乡走访: once more while it is holiday, or while parents are at home. */
function holidayDuties(
  { now, acts, circumstances }: Watched,
  common: Common,
  policy: Policy,
  today: PlainDate,
): Duty[] {
  const lastOn = lastSeen(acts, today)
  const asked = { circumstances, born: bornOn(now.facts), registered: registeredFrom(now, acts), lastOn }
  return holidayVisits(asked, policy, today).map(({ round, ends, ...visit }) => ({
    ...common,
    ...visit,
    rule: 'holidayVisit',
    ends: common.ends && common.ends < ends ? common.ends : ends,
    reasons: [{ round }],
    lastOn,
  }))
}

/** 走访: the next visit after the last one on which the child was seen, or after the file was opened. */
function visitDuty({ now, acts }: Watched, common: Common, policy: Policy, today: PlainDate): Duty {
  const lastOn = lastSeen(acts, today)
  const from = latest([lastOn, removedOn(acts, 'visit'), registeredFrom(now, acts)])!
  return {
    ...common,
    rule: 'visit',
    period: from,
    due: addDays(from, policy[DAYS[common.tier]].value),
    lastOn,
  }
}

const latest = (days: readonly (PlainDate | null)[]): PlainDate | null =>
  days.reduce((a, b) => (a !== null && (b === null || a > b) ? a : b), null)

const removals = (acts: readonly StoredAct[], rule: DutyRule) =>
  acts.filter((act) => isKind(act, 'duty.remove')).filter(({ body }) => body.rule === rule)

/** The day on which a task was last taken off the list for a reason: the next one is counted from it. */
const removedOn = (acts: readonly StoredAct[], rule: DutyRule, about = ''): PlainDate | null =>
  latest(removals(acts, rule).flatMap(({ day, body }) => (body.period.startsWith(about) ? [day] : [])))

const DAYS = { high: 'visitDaysHigh', middle: 'visitDaysMiddle', low: 'visitDaysLow' } as const

/**
 * 重点关注, 监护差, one of the county's circumstances, or a red child: high. 监护一般, another one, or a yellow child:
 * middle. Project default.
 */
export function tierOf(
  { now, circumstances }: Pick<Watched, 'now' | 'circumstances'>,
  policy: Policy,
  today: PlainDate,
  risk: Pick<Risk, 'colour'> | null = null,
): { tier: Tier; reasons: TierReason[] } {
  const holds = holding({ now, circumstances }, policy, today)
  const among = (key: 'visitHigh' | 'visitMiddle'): TierReason[] =>
    holds.filter((one) => policy[key].value.includes(one)).map((circumstance) => ({ circumstance }))
  const guardianship = valueIn(now.facts, 'guardianship') as keyof typeof GUARDIANSHIP | undefined
  const high: TierReason[] = [
    ...(valueIn(now.facts, 'keyAttention') === true ? [{ fact: 'keyAttention' } as const] : []),
    ...(guardianship && POOR.includes(guardianship) ? [{ fact: 'guardianship' } as const] : []),
    ...among('visitHigh'),
  ]
  // The colour, where nothing else says so already.
  const coloured = policy.visitByColour.value && risk ? risk.colour : 'none'
  if (high.length > 0) return { tier: 'high', reasons: high }
  if (coloured === 'red') return { tier: 'high', reasons: [{ colour: coloured }] }
  const middle: TierReason[] = [
    ...(guardianship === 'fair' ? [{ fact: 'guardianship' } as const] : []),
    ...among('visitMiddle'),
  ]
  if (middle.length === 0 && coloured === 'yellow') return { tier: 'middle', reasons: [{ colour: coloured }] }
  return middle.length > 0 ? { tier: 'middle', reasons: middle } : { tier: 'low', reasons: [] }
}

/** What a duty is where offices are closed; null: its day was named by somebody, or lies within a round. */
function closedDayKind({ rule, tier, reasons }: Duty, policy: Policy): ClosedDayDuty | null {
  if (rule === 'visit') return ({ high: 'visitHigh', middle: 'visitMiddle', low: 'visitLow' } as const)[tier]
  if (rule === 'assessment' || rule === 'agreement' || rule === 'contact' || rule === 'returned') return rule
  const [reason] = reasons
  if (rule !== 'problem' || !reason || !('problem' in reason)) return null
  return isUrgent(reason.problem, policy) ? 'problemUrgent' : 'problem'
}

/** The last word on this very duty; the next one is due as it would have been. What is computed falls on a workday. */
function postponed(duty: Duty, acts: readonly StoredAct[], policy: Policy): Duty {
  const put = acts.findLast(
    (act) => isKind(act, 'duty.postpone') && act.body.rule === duty.rule && act.body.period === duty.period,
  )
  if (put && isKind(put, 'duty.postpone')) return { ...duty, due: put.body.until, postponed: true }
  const kind = closedDayKind(duty, policy)
  return kind ? { ...duty, due: onWorkday(policy, kind, duty.due) } : duty
}

/** The last word on whose it is: the next one is again whoever's who has the village. */
function assigned(duty: Duty, acts: readonly StoredAct[]): Duty {
  const put = acts.findLast(
    (act) => isKind(act, 'duty.assign') && act.body.rule === duty.rule && act.body.period === duty.period,
  )
  if (!put || !isKind(put, 'duty.assign') || put.body.to === null) return duty
  const { to, by } = put.body
  return { ...duty, assigned: { to, ...(by && { by }), in: put.id } }
}
