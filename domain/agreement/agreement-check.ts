import type { ActBody, NewAct } from '../act/act.ts'
import type { StoredAct } from '../act/stored-act.ts'
import { type ChildNow, childNow } from '../child/child-now.ts'
import { bornOn, valueIn } from '../circumstance/knowledge.ts'
import { addMonths, ageOn, birthday, type PlainDate } from '../dates.ts'
import type { Policy } from '../policy/policy.ts'
import { Refusal } from '../refusals.ts'
import { CARER_QUESTIONS, type CarerQuestion } from './agreement-acts.ts'
import { type Agreement, agreementsOf, statusOn } from './agreements.ts'

export type DraftBody = ActBody<'agreement.draft'>
type Act = StoredAct | NewAct

/** Acts about agreements, as far as the rules are concerned. */
export const isOfAgreement = (act: NewAct): boolean => act.kind.startsWith('agreement.')

const PARENTS: readonly string[] = ['father', 'mother']
/** 不满八周岁或者由于身体、心理原因需要特别照顾 (art. 21): as far as the file tells it. */
const SPECIAL: readonly unknown[] = ['seriousIllness', 'disabled']
const needsSpecialCare = (now: Pick<ChildNow, 'facts'>): boolean =>
  SPECIAL.includes(valueIn(now.facts, 'health'))

/** What the form of an agreement asks about this child; whose birth nobody knows is treated as young. */
export type AgreementRules = {
  /** Under eight, or in need of special care: somebody has to be there at any time (art. 21). */
  unattended: boolean
  /** Under sixteen: never alone. */
  notAlone: boolean
  /** Old enough to be heard (art. 22 ¶2). */
  heard: boolean
  heardAge: number
  unattendedAge: number
  aloneAge: number
  /** For at most so long. */
  months: number
  /** The county lets a parent agree by telephone. */
  byPhone: boolean
}

export function agreementRules(
  now: Pick<ChildNow, 'facts'>,
  policy: Policy,
  today: PlainDate,
): AgreementRules {
  const born = bornOn(now.facts)
  const under = (age: number) => !born || today < birthday(born, age)
  return {
    unattended: under(policy.unattendedAge.value) || needsSpecialCare(now),
    notAlone: under(policy.aloneAge.value),
    heard: born !== undefined && !under(policy.heardAge.value),
    heardAge: policy.heardAge.value,
    unattendedAge: policy.unattendedAge.value,
    aloneAge: policy.aloneAge.value,
    months: policy.agreementMonths.value,
    byPhone: policy.agreementByPhone.value,
  }
}

/** Which of the questions bars the carer, the first of them; undefined: none. */
export const barredBy = (answers: DraftBody['answers']): CarerQuestion | undefined =>
  (Object.keys(CARER_QUESTIONS) as CarerQuestion[]).find((key) => answers[key] === CARER_QUESTIONS[key].bars)

/** What the law asks of an agreement about this child; throws what stands against it. */
export function checkDraft(
  body: DraftBody,
  now: ChildNow,
  policy: Policy,
  carerBorn: PlainDate | undefined,
): void {
  const barred = barredBy(body.answers)
  if (barred) throw new Refusal('carerBarred', { clause: CARER_QUESTIONS[barred].clause })
  const carer = now.family.find(({ person, endedOn }) => person === body.carer && !endedOn)
  if (carer && PARENTS.includes(carer.relation)) throw new Refusal('carerIsParent')
  if (carerBorn && ageOn(carerBorn, body.from) < policy.minorAge.value) throw new Refusal('carerTooYoung')
  const months = policy.agreementMonths.value
  if (body.lastDay > addMonths(body.from, months)) throw new Refusal('agreementTooLong', { months })
  const born = bornOn(now.facts)
  // Whose birth nobody knows is treated as young: what protects is asked for.
  const under = (age: number) => !born || body.from < birthday(born, age)
  if (under(policy.aloneAge.value) && body.living === 'alone')
    throw new Refusal('neverAlone', { age: policy.aloneAge.value })
  if ((under(policy.unattendedAge.value) || needsSpecialCare(now)) && body.attended !== true)
    throw new Refusal('neverUnattended', { age: policy.unattendedAge.value })
  const heard = body.heard === 'agrees' || body.heard === 'objects'
  if (heard || !born || body.day < birthday(born, policy.heardAge.value)) return
  if (body.heard === 'tooYoung' || !body.words.opinion)
    throw new Refusal('childNotHeard', { age: policy.heardAge.value })
}

/**
 * Whether an act about an agreement is open on the day that it describes; `before` is the child's file. A paper of last
 * year may be put into the register today.
 */
export function checkAgreement(before: readonly Act[], act: NewAct): void {
  const acts = before as readonly StoredAct[]
  const { day } = act.body
  if (act.kind === 'agreement.draft') {
    if (childNow(acts, { on: day })?.status === 'left') throw new Refusal('notInRegister')
    return
  }
  if (act.kind !== 'agreement.sign' && act.kind !== 'agreement.end' && act.kind !== 'agreement.confirm')
    return
  const agreement = agreementsOf(acts).find((one) => one.act === act.body.agreement)
  if (!agreement) throw new Refusal('notFound')
  const status = statusOn(agreement, day)
  if (day < agreement.day) throw new Refusal('dayTooEarly', { day: agreement.day })
  if (act.kind === 'agreement.sign') {
    checkSignature(agreement, act, status)
    return
  }
  const open = act.kind === 'agreement.end' ? ['preparing', 'toBegin', 'inForce'] : ['toBegin', 'inForce']
  if (!open.includes(status)) throw new Refusal('agreementNotOpen')
}

function checkSignature(
  agreement: Agreement,
  { body }: Extract<NewAct, { kind: 'agreement.sign' }>,
  status: string,
): void {
  const { party, person } = body
  const same = (one: { party: string; person?: string }) => one.party === party && one.person === person
  if (agreement.signatures.some(same)) throw new Refusal('signedAlready')
  if (party === 'child' ? !['preparing', 'inForce', 'toBegin'].includes(status) : status !== 'preparing')
    throw new Refusal('agreementNotOpen')
  if (party !== 'child' && !agreement.missing.some(same)) throw new Refusal('personNotFound')
}

/** Acts as they are being written stand at the end of the file. */
export const asStored = (act: NewAct, seq: number): StoredAct =>
  ({ ...act, seq, day: act.body.day, receivedAt: act.writtenAt }) as unknown as StoredAct
