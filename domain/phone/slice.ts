import { z } from 'zod'
import type { ActKind, NewAct } from '../act/act.ts'
import { isKind, type StoredAct } from '../act/stored-act.ts'
import type { Trigger } from '../agreement/agreement-renewal.ts'
import { agreementsOf } from '../agreement/agreements.ts'
import { AreaCode } from '../area/area.ts'
import { askedOnPhone, type RunningCampaign, SliceAnswer } from '../campaign/on-phone.ts'
import type { ChildNow } from '../child/child-now.ts'
import { PlainDate } from '../dates.ts'
import { type Duty, dutiesOf, tierOf } from '../duty/duties.ts'
import type { DutyRule } from '../duty/duty-acts.ts'
import type { Watched } from '../duty/watched.ts'
import type { FactEntries, FactValue } from '../fact/fact.ts'
import type { KnownFacts } from '../fact/fold-facts.ts'
import type { Kin } from '../family/kinship.ts'
import { ActId, ChildId, PersonId } from '../ids.ts'
import type { PolicyBook } from '../policy/policy.ts'
import { SERVICES } from '../service/services.ts'
import { problemsClosed, servicesOf } from '../service/services-given.ts'

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

/** What is known now, as everybody in reach may see it; `none` names what does not apply. The rest is 未采集. */
const Facts = z.object({ facts: z.record(z.string(), Value), none: z.array(z.string()) })

/** An act from which duties follow, without what is sealed. */
const SliceAct = z.object({
  id: ActId,
  kind: z.string(),
  seq: z.number().int(),
  day: PlainDate,
  body: z.record(z.string(), z.unknown()),
})

/** Rules that ask more than a phone holds: relatives' whole stories, and what held before. */
export const TOLD = ['agreement'] as const satisfies readonly DutyRule[]

/** What a worker's phone holds of one child. */
export const SliceChild = Facts.extend({
  id: ChildId,
  area: AreaCode,
  opened: PlainDate,
  carerKind: z.string().nullable(),
  family: z.array(Facts.extend({ person: PersonId, relation: z.string(), carer: z.boolean() })),
  spells: z
    .array(z.tuple([PlainDate, PlainDate.nullable(), z.number().int()]))
    .describe('自某日、至某日（不含）的困境类别，每类一位；自今日起'),
  acts: z.array(SliceAct),
  answers: z.array(SliceAnswer).default([]).describe('在进行的摸排中已有的答复'),
  told: z
    .array(
      z.object({
        rule: z.enum(TOLD),
        period: z.string(),
        opens: PlainDate.nullable(),
        due: PlainDate,
        ends: PlainDate.nullable(),
        reasons: z.array(z.string()),
        lastOn: PlainDate.nullable(),
        postponed: z.boolean(),
      }),
    )
    .describe('由服务器算出的任务：其依据不在手机上'),
})
export type SliceChild = z.infer<typeof SliceChild>
export type SliceAct = z.infer<typeof SliceAct>

/** Visits that are shown of each child, beside those that something still follows from. */
const SHOWN_VISITS = 5

/** Of acts from which duties follow what these ask; the rest is sealed or of no use here. */
const KEPT: Partial<Record<ActKind, readonly string[]>> = {
  'service.record': ['day', 'service', 'occasion', 'childSeen', 'problems', 'corrects'],
  'problem.close': ['day', 'found', 'problem', 'outcome'],
  'child.return': ['day'],
  'duty.postpone': ['day', 'rule', 'period', 'until'],
  'duty.remove': ['day', 'rule', 'period'],
  // Its reason is told in clear (server/phone/slice-rows.ts): it says what is to be supplemented.
  'visit.return': ['day', 'visit', 'reason'],
  'duty.assign': ['day', 'rule', 'period', 'to', 'by'],
  'assessment.record': ['day', 'template', 'version', 'grade', 'colour', 'corrects'],
  'risk.override': ['day', 'colour', 'until'],
  'need.record': ['day', 'need', 'measures'],
  'measure.end': ['day', 'need', 'measure', 'outcome'],
  // Only those that were written here: the server tells the answers (SliceChild.answers).
  'campaign.answer': ['day', 'campaign', 'answer', 'why'],
  'fact.record': ['day'],
  // Every word of these is sealed but what says whose signatures are missing.
  'agreement.draft': ['day', 'cause', 'principals', 'carer', 'from', 'lastDay', 'living', 'told', 'contacts'],
  'agreement.sign': ['day', 'agreement', 'party', 'person', 'manner'],
  'agreement.confirm': ['day', 'agreement'],
  'agreement.end': ['day', 'agreement', 'why'],
}
/** The agreement that holds, and the one that is to take its place. */
const SHOWN_AGREEMENTS = 2

const only = (body: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(body).filter(([key]) => keys.includes(key)))

/** Of a child's own acts what its duties follow from, and its last visits: all that a phone need hold. */
export function sliceActs(acts: readonly StoredAct[]): SliceAct[] {
  const services = servicesOf(acts)
  const closed = problemsClosed(acts)
  const isClosed = (act: string, problem: string) =>
    closed.some((one) => one.found === act && one.problem === problem)
  const seen = services.filter((one) => SERVICES[one.service].visit && one.childSeen && !one.returned)
  const kept = new Set(
    [
      ...services.slice(-SHOWN_VISITS),
      ...seen.slice(-1),
      ...services.filter(({ returned }) => returned),
      ...services.filter(({ service }) => SERVICES[service].urges).slice(-1),
      ...services.filter(({ act, problems }) => problems.some((problem) => !isClosed(act, problem))),
    ].map(({ act }) => act),
  )
  const old = new Set(
    agreementsOf(acts)
      .slice(0, -SHOWN_AGREEMENTS)
      .map(({ act }) => act),
  )
  return acts.flatMap((act): SliceAct[] => {
    const told = sliceAct(act)
    if (!told) return []
    if (isKind(act, 'service.record')) return kept.has(act.id) ? [told] : []
    if (isKind(act, 'visit.return')) return services.some(({ returned }) => returned === act.id) ? [told] : []
    const about = act.kind === 'agreement.draft' ? act.id : (act.body as { agreement?: string }).agreement
    if (about && old.has(about)) return []
    if (!isKind(act, 'problem.close')) return [told]
    // By the visit as it was corrected last: the phone does not hold those in between.
    const { found } = closed.find((one) => one.act === act.id)!
    return kept.has(found) ? [{ ...told, body: { ...told.body, found } }] : []
  })
}

/** An act from which duties follow, as a phone holds it. */
function sliceAct(act: StoredAct): SliceAct | undefined {
  const keys = KEPT[act.kind]
  const { id, kind, seq, day } = act
  return keys && { id: id as ActId, kind, seq, day, body: only(act.body, keys) }
}

/** Circumstances of a day. */
export const circumstancesOn = ({ spells }: Pick<SliceChild, 'spells'>, day: PlainDate): number =>
  spells.find(([from, until]) => from <= day && (until === null || day < until))?.[2] ?? 0

const knownFacts = ({ facts, none }: Pick<SliceChild, 'facts' | 'none'>, since: PlainDate): KnownFacts => {
  const from = { since, act: '', seq: 0 }
  return Object.fromEntries([
    ...Object.entries(facts).map(([key, value]) => [key, { key, state: 'known', value, ...from }]),
    ...none.map((key) => [key, { key, state: 'notApplicable', ...from }]),
  ]) as KnownFacts
}

/** The child as the rules know it. Its family is told by `familyOf`: no duty that is computed here asks for it. */
const nowOf = (child: SliceChild): ChildNow => ({
  area: child.area,
  status: 'registered',
  openedOn: child.opened,
  leftOn: null,
  leaveReason: null,
  handOver: null,
  facts: knownFacts(child, child.opened),
  family: [],
  carerKind: child.carerKind as ChildNow['carerKind'],
})

const asStored = (child: Pick<SliceChild, 'id'>, act: SliceAct): StoredAct =>
  ({ ...act, receivedAt: '', child: child.id }) as unknown as StoredAct

/** The last agreements of a child, and the child with its family as their rules ask of it. */
export const sliceAgreements = (child: SliceChild) => ({
  agreements: agreementsOf(child.acts.map((act) => asStored(child, act))),
  now: {
    ...nowOf(child),
    family: child.family.map(({ person, relation, carer }) => ({
      person,
      relation: relation as Kin['relation'],
      carer,
      since: child.opened,
      endedOn: null,
    })),
  } satisfies ChildNow,
})

const watchedOf = (child: SliceChild, templates: Watched['templates'], today: PlainDate): Watched => ({
  now: nowOf(child),
  acts: child.acts.map((act) => asStored(child, act)),
  circumstances: circumstancesOn(child, today),
  templates,
})

/** The same rules as on the server, from what the phone holds; what only the server can tell as it told it last. */
export function sliceDuties(
  child: SliceChild,
  book: PolicyBook,
  today: PlainDate,
  running: readonly RunningCampaign[] = [],
): Duty[] {
  const campaigns = askedOnPhone(
    child.id,
    { answers: child.answers ?? [], written: writtenHere(child) },
    running,
  )
  const watched = { ...watchedOf(child, book.templates, today), campaigns }
  const policy = book.on(child.area, today)
  const { tier } = tierOf(watched, policy, today)
  const told = child.told
    .filter(({ opens }) => opens === null || opens <= today)
    .map(
      ({ opens, reasons, ...duty }): Duty => ({
        ...duty,
        ...(opens && { opens }),
        tier,
        reasons: reasons.map((trigger) => ({ trigger: trigger as Trigger })),
      }),
    )
  return [...dutiesOf(watched, policy, today), ...told]
}

const LAST = Number.MAX_SAFE_INTEGER

/** What this phone has written of the child and the server has not sent back yet. */
export const writtenHere = ({ acts }: Pick<SliceChild, 'acts'>): StoredAct[] =>
  acts.filter(({ seq }) => seq === LAST).map((act) => ({ ...act, receivedAt: '' }) as unknown as StoredAct)

function learnt<F extends { facts: Record<string, FactValue>; none: string[] }>(
  to: F,
  entries: FactEntries,
): F {
  const facts = { ...to.facts }
  const none = new Set(to.none)
  for (const [key, entry] of Object.entries(entries)) {
    delete facts[key]
    none.delete(key)
    if (entry.state === 'known') facts[key] = entry.value as FactValue
    if (entry.state === 'notApplicable') none.add(key)
  }
  return { ...to, facts, none: [...none] }
}

/** A child as it stands with what this phone has written and the server has not sent back yet. */
export function withWritten(child: SliceChild, written: readonly NewAct[]): SliceChild {
  let told = child
  for (const act of written) {
    if (act.kind === 'relative.record') {
      const family = told.family.map((member) =>
        member.person === act.person ? learnt(member, act.body.facts as FactEntries) : member,
      )
      told = { ...told, family }
    }
    if (act.child !== child.id || told.acts.some(({ id }) => id === act.id)) continue
    if (act.kind === 'fact.record' || act.kind === 'service.record')
      told = learnt(told, act.body.facts as FactEntries)
    const sliced = sliceAct({ ...act, seq: LAST, day: act.body.day } as unknown as StoredAct)
    if (sliced) told = { ...told, acts: [...told.acts, sliced] }
  }
  return withoutDone(told, written)
}

/** What the server told before it heard of an agreement that was signed, confirmed or ended here. */
function withoutDone(child: SliceChild, written: readonly NewAct[]): SliceChild {
  const own = written.filter((act) => act.child === child.id && act.kind.startsWith('agreement.'))
  if (own.length === 0 || child.told.length === 0) return child
  const whole = new Set(
    agreementsOf(child.acts.map((act) => asStored(child, act)))
      .filter(({ holdsFrom }) => holdsFrom !== null)
      .map(({ act }) => act),
  )
  const done = own.some(
    (act) =>
      act.kind === 'agreement.confirm' ||
      (act.kind === 'agreement.end' && child.told.some(({ period }) => period === act.body.agreement)) ||
      (act.kind === 'agreement.sign' && whole.has(act.body.agreement)),
  )
  return done ? { ...child, told: child.told.filter(({ rule }) => rule !== 'agreement') } : child
}
