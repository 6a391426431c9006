import type { Party } from '#domain/agreement/agreement-acts.ts'
import type { ShownAgreement, ShownSignature } from '#domain/agreement/agreement-api.ts'
import type { PersonId } from '#domain/ids.ts'

/** A party of an agreement, whether it has signed or not. */
export type Wanted = { party: Party; person: PersonId | null; name: string }

const nameIn = ({ principals, carer }: ShownAgreement, person: PersonId | null): string =>
  [...principals, carer].find((one) => one.person === person)?.name ?? ''

type Place = {
  wanted: Wanted
  signed: ShownSignature | undefined
  /** Until when a link that was sent can be used. */
  linkUntil: string | undefined
}

/** Everybody who has signed or has to, in the order of the paper. */
export function partiesOf(agreement: ShownAgreement): Place[] {
  const { principals, carer, signatures } = agreement
  const wanted: Wanted[] = [
    ...principals.map(({ person }) => ({ party: 'principal' as const, person })),
    { party: 'carer' as const, person: carer.person },
    { party: 'witness' as const, person: null },
    ...(signatures.some(({ party }) => party === 'child') ? [{ party: 'child' as const, person: null }] : []),
  ].map((one) => ({ ...one, name: nameIn(agreement, one.person) }))
  return wanted.map((one) => {
    const signed = signatures.find(({ party, person }) => party === one.party && person === one.person)
    const missing = agreement.missing.find(
      ({ party, person }) => party === one.party && person === one.person,
    )
    return {
      wanted: { ...one, name: one.name || (signed?.name ?? '') },
      signed,
      linkUntil: missing?.link?.expiresAt,
    }
  })
}
