import type { FactEntries, FactEntry, FactValue } from '../fact/fact.ts'

/** A fact as far as comparing goes. */
export type Told = Pick<FactEntry, 'state' | 'value'> & {
  /** What other lists of the same day said before: told again it is no news, or two lists would change a file for ever. */
  alsoTold?: Pick<FactEntry, 'state' | 'value'>[]
}
export type ToldFacts = Record<string, Told | undefined>

/** Of several phones or codes the order says nothing. */
const canonical = (value: FactValue | undefined) =>
  JSON.stringify(Array.isArray(value) ? value.toSorted() : (value ?? null))

export const sameFact = (a: Told, b: Told | undefined): boolean =>
  b !== undefined && a.state === b.state && canonical(a.value) === canonical(b.value)

/** What a list tells and the register does not say already. What the list leaves blank changes nothing. */
export const changedFacts = (told: FactEntries, known: ToldFacts): FactEntries =>
  Object.fromEntries(Object.entries(told).filter(([key, entry]) => !isTold(entry, known[key])))

const isTold = (entry: Told, known: Told | undefined): boolean =>
  sameFact(entry, known) || (known?.alsoTold ?? []).some((said) => sameFact(entry, said))
