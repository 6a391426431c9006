import type { ActBody } from '#domain/act/act.ts'
import {
  CARER_QUESTIONS,
  type CarerQuestion,
  type Heard,
  type Living,
  type Told,
} from '#domain/agreement/agreement-acts.ts'
import type { AgreementRules } from '#domain/agreement/agreement-check.ts'
import { CURRENT_TEMPLATE } from '#domain/agreement/agreement-template.ts'
import { addDays, addMonths, type PlainDate } from '#domain/dates.ts'
import type { ENTRUST_REASON } from '#domain/fact/code-lists.ts'
import type { PersonId } from '#domain/ids.ts'

/** What somebody has typed into the form of an agreement, on the desk or on a phone. */
export type AgreementDraft = {
  day: PlainDate
  principals: PersonId[]
  unreachable: string
  carer: PersonId | undefined
  cause: keyof typeof ENTRUST_REASON | undefined
  reason: string
  from: PlainDate
  lastDay: PlainDate
  answers: Partial<Record<CarerQuestion, boolean>>
  living: Living
  attended: boolean | undefined
  heard: Heard | undefined
  opinion: string
  told: Told[]
  contacts: PersonId[]
  copies: number
  other: string
}

/** Nothing is said yet: for as long as agreements usually run, and from today. */
export const emptyAgreement = (today: PlainDate, months: number): AgreementDraft => ({
  day: today,
  principals: [],
  unreachable: '',
  carer: undefined,
  cause: undefined,
  reason: '',
  from: today,
  lastDay: lastDayOf(today, Math.min(USUAL_MONTHS, months)),
  answers: {},
  living: 'together',
  attended: undefined,
  heard: undefined,
  opinion: '',
  told: [],
  contacts: [],
  copies: 3,
  other: '',
})
const USUAL_MONTHS = 12

export const lastDayOf = (from: PlainDate, months: number): PlainDate => addDays(addMonths(from, months), -1)

/** The parts of the form in which something still has to be said, in their order. */
export function unsaid(
  draft: AgreementDraft,
  rules: Pick<AgreementRules, 'heard' | 'unattended'>,
): ('parties' | 'carer' | 'child')[] {
  const missing: ('parties' | 'carer' | 'child')[] = []
  const { principals, unreachable, carer, cause, answers, heard, attended } = draft
  if (!carer || !cause || (principals.length === 0 && unreachable.trim().length === 0))
    missing.push('parties')
  if (Object.keys(CARER_QUESTIONS).some((key) => answers[key as CarerQuestion] === undefined))
    missing.push('carer')
  const open = !heard || (needsOpinion(draft, rules) && draft.opinion.trim().length === 0)
  if (open || (rules.unattended && attended === undefined)) missing.push('child')
  return missing
}

/** Who objects says what; who cannot say it though old enough, why. */
export const needsOpinion = ({ heard }: AgreementDraft, rules: Pick<AgreementRules, 'heard'>): boolean =>
  heard === 'objects' || (heard === 'unable' && rules.heard)

const said = (words: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(words).flatMap(([key, text]) => (text.trim() ? [[key, text.trim()]] : [])),
  )

/** As it is sent; what is missing was asked for before. */
export function bodyOf(draft: AgreementDraft): ActBody<'agreement.draft'> {
  const { reason, opinion, other, unreachable, attended, principals } = draft
  return {
    day: draft.day,
    template: CURRENT_TEMPLATE,
    cause: draft.cause!,
    principals,
    carer: draft.carer!,
    from: draft.from,
    lastDay: draft.lastDay,
    answers: draft.answers as Record<CarerQuestion, boolean>,
    living: draft.living,
    ...(attended !== undefined && { attended }),
    heard: draft.heard!,
    told: draft.told,
    contacts: draft.contacts,
    copies: draft.copies,
    words: said({ reason, opinion, other, ...(principals.length === 0 && { unreachable }) }),
  }
}
