import { ageOn, type PlainDate } from '#domain/dates.ts'
import type { SliceChild } from '#domain/phone/slice.ts'
import type { Picture } from './data.ts'

export const nameOf = ({ facts }: Pick<SliceChild, 'facts'>): string => String(facts.name ?? '—')

export const ageOf = ({ facts }: SliceChild, today: PlainDate): number | null =>
  typeof facts.birthDate === 'string' ? ageOn(facts.birthDate, today) : null

/** Village, and group where the county uses them. */
export function placeOf({ area }: SliceChild, { progress }: Pick<Picture, 'progress'>): string {
  const areas = progress.shared?.content.areas ?? []
  const nameAt = (code: string) => areas.find((one) => one.code === code)?.name
  return [nameAt(area.slice(0, 12)), area.length > 12 && (nameAt(area) ?? area.slice(12))]
    .filter(Boolean)
    .join(' ')
}

export const carerOf = ({ family }: SliceChild) => family.find((member) => member.carer)
