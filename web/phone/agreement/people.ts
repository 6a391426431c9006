import type { Agreement, Wanted } from '#domain/agreement/agreements.ts'
import type { PlainDate } from '#domain/dates.ts'
import type { SliceChild } from '#domain/phone/slice.ts'
import { type AgreementDraft, emptyAgreement } from '#web/ui/agreement-draft.ts'
import { nameOf } from '../names.ts'

export type Member = SliceChild['family'][number]

const PARENTS: readonly string[] = ['father', 'mother']

/** The dead sign nothing. */
const living = ({ family }: SliceChild): Member[] =>
  family.filter(({ facts, none }) => facts.parentState !== 'deceased' && !none.includes('parentState'))
export const parentsOf = (child: SliceChild): Member[] =>
  living(child).filter(({ relation }) => PARENTS.includes(relation))
export const carersOf = (child: SliceChild): Member[] =>
  living(child).filter(({ relation }) => !PARENTS.includes(relation))

/** What is known of the child, and what the agreement before said; who is fit is asked anew each time. */
export function beginning(
  child: SliceChild,
  last: Agreement | undefined,
  { today, months }: { today: PlainDate; months: number },
): AgreementDraft {
  const parents = parentsOf(child)
  const carers = carersOf(child)
  const away = parents.filter(({ facts }) => facts.parentState === 'awayForWork')
  const carer = carers.find((member) => member.carer)
  const before = parents.filter(({ person }) => last?.principals.includes(person))
  const principals = before.length > 0 ? before : (away.length > 0 ? away : parents).slice(0, 1)
  return {
    ...emptyAgreement(today, months),
    principals: principals.map(({ person }) => person),
    carer: carer?.person,
    cause:
      last?.cause ??
      (child.facts.bothParentsAway === true || away.length === 2
        ? 'bothAway'
        : child.facts.oneAwayOtherIncapable === true
          ? 'oneAwayOtherIncapable'
          : undefined),
    living: child.facts.boarding === true ? 'boarding' : 'together',
    contacts: carer ? [carer.person] : [],
  }
}

/** The name of whoever is to sign, as the phone knows it; nothing of the village committee. */
export const partyName = ({ family }: SliceChild, { person }: Wanted): string => {
  const member = family.find((one) => one.person === person)
  return member ? nameOf(member) : ''
}
