import type { PlainDate } from '#domain/dates.ts'
import type { FactEntry, FactValue } from '#domain/fact/fact.ts'

export const known = (value: FactValue, since?: PlainDate): FactEntry =>
  since ? { state: 'known', value, since } : { state: 'known', value }
export const notCollected: FactEntry = { state: 'notCollected' }
export const notApplicable: FactEntry = { state: 'notApplicable' }
