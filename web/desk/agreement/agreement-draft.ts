import type { ChildFile, Relative } from '#domain/child/child-api.ts'
import type { PlainDate } from '#domain/dates.ts'
import { type AgreementDraft, emptyAgreement } from '#web/ui/agreement-draft.ts'

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

/** What the file knows already is filled in. */
export function beginning(file: ChildFile, today: PlainDate, months: number): AgreementDraft {
  const parents = parentsOf(file)
  const away = parents.filter(({ facts }) => facts.parentState?.value === 'awayForWork')
  const carer = carersOf(file).find((relative) => relative.carer)
  const both = file.facts.bothParentsAway?.value === true || away.length === 2
  return {
    ...emptyAgreement(today, months),
    principals: (away.length > 0 ? away : parents).slice(0, 1).map(({ person }) => person),
    carer: carer?.person,
    cause: both
      ? 'bothAway'
      : file.facts.oneAwayOtherIncapable?.value === true
        ? 'oneAwayOtherIncapable'
        : undefined,
    living: file.facts.boarding?.value === true ? 'boarding' : 'together',
    contacts: carer ? [carer.person] : [],
  }
}
