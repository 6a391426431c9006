import { isKind, type StoredAct } from '../act/stored-act.ts'
import { addDays, type PlainDate } from '../dates.ts'
import type { CodeList, ENTRUST_REASON } from '../fact/code-lists.ts'
import type { EndReason, Manner, Party } from './agreement-acts.ts'

export const AGREEMENT_STATUS = {
  preparing: { n: 1, zh: '拟定中，签字不齐', en: 'In preparation' },
  toBegin: { n: 2, zh: '已签订，尚未开始', en: 'Signed, not yet begun' },
  inForce: { n: 3, zh: '有效', en: 'In force' },
  expired: { n: 4, zh: '已到期', en: 'Expired' },
  superseded: { n: 5, zh: '已由新协议取代', en: 'Superseded' },
  ended: { n: 6, zh: '已终止', en: 'Ended' },
} as const satisfies CodeList
export type AgreementStatus = keyof typeof AGREEMENT_STATUS

export type Signed = {
  act: string
  party: Party
  person: string | undefined
  manner: Manner
  day: PlainDate
  evidence: string | undefined
}
/** A signature that an agreement needs. */
export type Wanted = { party: Party; person?: string }

export type Agreement = {
  act: string
  seq: number
  day: PlainDate
  cause: keyof typeof ENTRUST_REASON
  principals: readonly string[]
  carer: string
  from: PlainDate
  lastDay: PlainDate
  signatures: readonly Signed[]
  missing: readonly Wanted[]
  /** The day of the last signature that was missing; null while one is. */
  signedOn: PlainDate | null
  /** The first day on which it is in force, and the first on which it is no more. */
  holdsFrom: PlainDate | null
  holdsUntil: PlainDate | null
  /** Somebody has looked at it again and left it as it is. */
  confirmed: { act: string; day: PlainDate; receivedAt: string } | null
  ended: { act: string; day: PlainDate; why: EndReason } | null
  /** The agreement that came into its place, and since when. */
  superseded: { by: string; day: PlainDate } | null
}

export const wantedBy = ({ principals, carer }: Pick<Agreement, 'principals' | 'carer'>): Wanted[] => [
  ...principals.map((person) => ({ party: 'principal' as const, person })),
  { party: 'carer', person: carer },
  { party: 'witness' },
]

const byDay = (a: { day: PlainDate; seq: number }, b: { day: PlainDate; seq: number }) =>
  a.day === b.day ? a.seq - b.seq : a.day < b.day ? -1 : 1
const later = (a: PlainDate, b: PlainDate) => (a > b ? a : b)
const sooner = (a: PlainDate, b: PlainDate) => (a < b ? a : b)

/** Every agreement about a child, the oldest first, as the child's own acts say. */
export function agreementsOf(acts: readonly StoredAct[]): Agreement[] {
  const drafts = acts.filter((act) => isKind(act, 'agreement.draft')).sort(byDay)
  if (drafts.length === 0) return []
  const signs = acts.filter((act) => isKind(act, 'agreement.sign')).sort(byDay)
  const ends = acts.filter((act) => isKind(act, 'agreement.end')).sort(byDay)
  const confirms = acts.filter((act) => isKind(act, 'agreement.confirm')).sort(byDay)
  const found = drafts.map(({ id, seq, body }): Agreement => {
    const signatures = signs
      .filter((act) => act.body.agreement === id)
      .map((act) => ({ ...act.body, act: act.id as string }))
      .map(({ act, party, person, manner, day, evidence }) => ({
        act,
        party,
        person,
        manner,
        day,
        evidence,
      }))
    const { day, cause, principals, carer, from, lastDay } = body
    const missing = wantedBy(body).filter(
      ({ party, person }) => !signatures.some((one) => one.party === party && one.person === person),
    )
    const signedOn =
      missing.length > 0
        ? null
        : signatures
            .filter(({ party }) => party !== 'child')
            .map((one) => one.day)
            .reduce(later)
    const end = ends.find((act) => act.body.agreement === id)
    const confirm = confirms.filter((act) => act.body.agreement === id).pop()
    const until = addDays(lastDay, 1)
    return {
      act: id,
      seq,
      day,
      cause,
      principals,
      carer,
      from,
      lastDay,
      signatures,
      missing,
      signedOn,
      holdsFrom: signedOn && later(from, signedOn),
      holdsUntil: signedOn && (end ? sooner(until, end.day) : until),
      confirmed: confirm
        ? { act: confirm.id as string, day: confirm.day, receivedAt: confirm.receivedAt }
        : null,
      ended: end ? { act: end.id as string, day: end.day, why: end.body.why } : null,
      superseded: null,
    }
  })
  return found.map((one, i) => supersededBy(one, found.slice(i + 1)))
}

/** One that was drafted later takes the place of this one on the day on which it begins to hold. */
function supersededBy(one: Agreement, laterOnes: readonly Agreement[]): Agreement {
  const next = laterOnes
    .filter(({ holdsFrom, holdsUntil }) => holdsFrom && holdsUntil && holdsFrom < holdsUntil)
    .sort((a, b) => (a.holdsFrom! < b.holdsFrom! ? -1 : 1))[0]
  if (!next?.holdsFrom) return one
  return {
    ...one,
    superseded: { by: next.act, day: next.holdsFrom },
    holdsUntil: one.holdsUntil && sooner(one.holdsUntil, next.holdsFrom),
  }
}

/** What an agreement is on a day. */
export function statusOn(agreement: Agreement, on: PlainDate): AgreementStatus {
  const { ended, superseded, holdsFrom, lastDay } = agreement
  if (ended && ended.day <= on) return 'ended'
  if (superseded && superseded.day <= on) return lastDay < superseded.day ? 'expired' : 'superseded'
  if (on > lastDay) return 'expired'
  if (!holdsFrom) return 'preparing'
  return on < holdsFrom ? 'toBegin' : 'inForce'
}
