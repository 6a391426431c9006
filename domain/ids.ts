import { z } from 'zod'

/**
 * Names of things. Made by the client as UUIDv7 (time-ordered), so that sending twice changes nothing. In small
 * letters, as the database answers them: another spelling is not another thing.
 */
const id = <B extends string>(_brand: B) => z.uuid().toLowerCase().brand<B>()

export const ChildId = id('child')
export type ChildId = z.infer<typeof ChildId>
/** A parent, grandparent or carer. A child is a person too: its ChildId names its sealing key. */
export const PersonId = id('person')
export type PersonId = z.infer<typeof PersonId>
export const ActId = id('act')
export type ActId = z.infer<typeof ActId>
export const AccountId = id('account')
export type AccountId = z.infer<typeof AccountId>
export const EvidenceId = id('evidence')
export type EvidenceId = z.infer<typeof EvidenceId>
export const ImportId = id('import')
export type ImportId = z.infer<typeof ImportId>
export const DuplicateId = id('duplicate')
export type DuplicateId = z.infer<typeof DuplicateId>
export const ReportId = id('report')
export type ReportId = z.infer<typeof ReportId>
export const CampaignId = id('campaign')
export type CampaignId = z.infer<typeof CampaignId>
export const PhoneId = id('phone')
export type PhoneId = z.infer<typeof PhoneId>
export const CadreId = id('cadre')
export type CadreId = z.infer<typeof CadreId>

/** Six digits: GB/T 2260 county-level division. Leads every key of child data (docs/architecture.md). */
export const CountyCode = z.string().regex(/^\d{6}$/)
export type CountyCode = z.infer<typeof CountyCode>

/**
 * A UUIDv7: milliseconds since 1970 in the first 48 bits, then random bits. `random` gives 10 bytes.
 * Time and randomness come in as arguments, since nothing in domain/ reads a clock.
 */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  const hex = (n: number, width: number) => n.toString(16).padStart(width, '0')
  const bytes = [...random].map((b) => hex(b, 2)).join('')
  const time = hex(milliseconds, 12)
  const variant = hex(0x80 | (random[2]! & 0x3f), 2)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bytes.slice(1, 4)}-${variant}${bytes.slice(6, 8)}-${bytes.slice(8, 20)}`
}
