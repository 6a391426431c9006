import type { ActBody } from '#domain/act/act.ts'
import type { CarerQuestion, Heard, Living, Told } from '#domain/agreement/agreement-acts.ts'
import { CURRENT_TEMPLATE } from '#domain/agreement/agreement-template.ts'
import type { ChildFile, Relative } from '#domain/child/child-api.ts'
import { addDays, addMonths, type PlainDate } from '#domain/dates.ts'
import type { ENTRUST_REASON } from '#domain/fact/code-lists.ts'
import type { PersonId } from '#domain/ids.ts'

/** What somebody has typed into the form of an agreement. */
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

const PARENTS: readonly string[] = ['father', 'mother']

/** People of the family as they are now; the dead sign nothing. */
const living = (file: ChildFile): Relative[] =>
  file.family.filter(
    ({ endedOn, facts }) =>
      endedOn === null &&
      facts.parentState?.value !== 'deceased' &&
      facts.parentState?.state !== 'notApplicable',
  )
export const parentsOf = (file: ChildFile): Relative[] =>
  living(file).filter(({ relation }) => PARENTS.includes(relation))
export const carersOf = (file: ChildFile): Relative[] =>
  living(file).filter(({ relation }) => !PARENTS.includes(relation))

const MONTHS = 12

/** What the file knows already is filled in. */
export function beginning(file: ChildFile, today: PlainDate, months: number): AgreementDraft {
  const parents = parentsOf(file)
  const away = parents.filter(({ facts }) => facts.parentState?.value === 'awayForWork')
  const carer = carersOf(file).find((relative) => relative.carer)
  const both = file.facts.bothParentsAway?.value === true || away.length === 2
  return {
    day: today,
    principals: (away.length > 0 ? away : parents).slice(0, 1).map(({ person }) => person),
    unreachable: '',
    carer: carer?.person,
    cause: both
      ? 'bothAway'
      : file.facts.oneAwayOtherIncapable?.value === true
        ? 'oneAwayOtherIncapable'
        : undefined,
    reason: '',
    from: today,
    lastDay: lastDayOf(today, Math.min(MONTHS, months)),
    answers: {},
    living: file.facts.boarding?.value === true ? 'boarding' : 'together',
    attended: undefined,
    heard: undefined,
    opinion: '',
    told: [],
    contacts: carer ? [carer.person] : [],
    copies: 3,
    other: '',
  }
}

export const lastDayOf = (from: PlainDate, months: number): PlainDate => addDays(addMonths(from, months), -1)

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
