import { OFFICE_KINDS, type OfficeKind, officeKind } from '#domain/area/offices.ts'
import { useLanguage } from '#web/messages/language.tsx'

const KINDS: readonly string[] = OFFICE_KINDS
const isKind = (kind: string): kind is OfficeKind => KINDS.includes(kind)

/** Label of a kind of office; a kind that this desk does not know yet is shown as it is. */
export function useKindLabel(): (kind: string) => string {
  const { label } = useLanguage()
  return (kind) => (isKind(kind) ? label(officeKind(kind)) : kind)
}

/** Kinds that stand at a level of area. */
export const kindsAt = (level: number): OfficeKind[] =>
  OFFICE_KINDS.filter((kind) => officeKind(kind).levels.some((one) => one === level))
