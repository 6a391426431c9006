import type { ShownFact, ShownFacts } from '#domain/child/child-api.ts'
import type { PlainDate } from '#domain/dates.ts'
import { type FactDef, type FactState, type FactValue, valueSchema } from '#domain/fact/fact.ts'
import type { Messages } from '#web/messages/zh-CN.ts'

export type DraftEntry = { state: FactState; value?: FactValue }
/** What was typed and not yet saved: only the facts that were touched. */
export type Draft = Readonly<Record<string, DraftEntry>>
export type Catalogue = Readonly<Record<string, FactDef>>

const isEmpty = (value: FactValue | undefined) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * What the value in a control means. An emptied control says 未采集; only a list of codes can be
 * known and empty (nothing of the list applies), and that is chosen by its state.
 */
export const entryOf = (value: FactValue | undefined): DraftEntry =>
  isEmpty(value) ? { state: 'notCollected' } : { state: 'known', value: value! }

/** What the field shows now: the draft where touched, otherwise what is on record. */
export const entryShown = (draft: Draft, shown: ShownFacts, key: string): ShownFact =>
  draft[key] ?? shown[key] ?? { state: 'notCollected' }

const sameValue = (a: FactValue | undefined, b: FactValue | undefined) =>
  JSON.stringify(Array.isArray(a) ? [...a].sort() : a) ===
  JSON.stringify(Array.isArray(b) ? [...b].sort() : b)

/** Touched and different from what is on record. A masked value cannot be compared: typed again, it is new. */
export function isChanged(entry: DraftEntry, shown: ShownFact | undefined): boolean {
  if (!shown) return entry.state !== 'notCollected'
  if (entry.state !== shown.state) return true
  return entry.state === 'known' && (shown.masked === true || !sameValue(entry.value, shown.value))
}

export type Problem = {
  [K in keyof Messages['fact']]: Messages['fact'][K] extends string ? K : never
}[keyof Messages['fact']]

const PROBLEM_BY_KIND: Partial<Record<FactDef['type']['kind'], Problem>> = {
  phones: 'invalidPhone',
  residentId: 'invalidId',
  date: 'invalidDate',
}

/** Why an entry cannot be saved; the schema is the server's own. */
export function problemOf(def: FactDef, entry: DraftEntry, today: PlainDate): Problem | undefined {
  if (entry.state !== 'known') return undefined
  if (!valueSchema(def.type).safeParse(entry.value).success)
    return PROBLEM_BY_KIND[def.type.kind] ?? 'invalid'
  return def.type.kind === 'date' && String(entry.value) > today ? 'futureDate' : undefined
}

export const problemsOf = (catalogue: Catalogue, draft: Draft, today: PlainDate): Record<string, Problem> =>
  Object.fromEntries(
    Object.entries(draft).flatMap(([key, entry]) => {
      const problem = catalogue[key] && problemOf(catalogue[key], entry, today)
      return problem ? [[key, problem]] : []
    }),
  )
