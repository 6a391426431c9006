import type { ShownFact, ShownFacts } from '#domain/child/child-api.ts'
import { columnOf, fromColumn, isSealed } from '#domain/fact/columns.ts'
import type { FactDef, FactValue } from '#domain/fact/fact.ts'
import type { KnownFact, KnownFacts } from '#domain/fact/fold-facts.ts'
import { mask } from '#domain/fact/mask.ts'
import { openValue } from '../act/seal-body.ts'
import type { Vault } from '../crypto/vault.ts'
import type { Columns } from './what-is-now.ts'

const shown = (def: FactDef, value: FactValue): ShownFact => ({
  state: 'known',
  value: mask(def, value),
  ...(def.privacy === 'identity' && { masked: true }),
})

/** A fact of an act as the reader may see it. A destroyed key leaves "known" without a value. */
export function showFact(
  vault: Vault,
  key: Buffer | undefined,
  def: FactDef,
  fact: Pick<KnownFact, 'state' | 'value'>,
): ShownFact {
  if (fact.state !== 'known') return { state: fact.state }
  const value = openValue(vault, key, fact.value) as FactValue | undefined
  return value === undefined ? { state: 'known' } : shown(def, value)
}

/** Folded facts of a file, each with the day and the act it comes from. Keys without an entry are 未采集. */
export function showFacts(
  vault: Vault,
  key: Buffer | undefined,
  catalogue: Record<string, FactDef>,
  facts: KnownFacts,
): ShownFacts {
  return Object.fromEntries(
    Object.entries(catalogue).map(([name, def]) => {
      const fact = facts[name]
      if (!fact) return [name, { state: 'notCollected' as const }]
      return [
        name,
        { ...showFact(vault, key, def, fact), since: fact.since, act: fact.act as ShownFact['act'] },
      ]
    }),
  )
}

/** A fact of a wide row, as it is: what is now, without its history. A destroyed key leaves "known" without a value. */
export function toldColumn(
  vault: Vault,
  key: Buffer | undefined,
  name: string,
  def: FactDef,
  row: Columns,
): { state: ShownFact['state']; value?: FactValue } {
  const column = row[columnOf(name)]
  if (column === null || column === undefined)
    return { state: (row.not_applicable as string[]).includes(name) ? 'notApplicable' : 'notCollected' }
  if (!isSealed(def)) return { state: 'known', value: fromColumn(def, column) as FactValue }
  if (!key) return { state: 'known' }
  return { state: 'known', value: JSON.parse(vault.open(key, column as Buffer).toString()) as FactValue }
}

/** The same as everybody in reach may see it, for lists. */
export function showColumn(...of: Parameters<typeof toldColumn>): ShownFact {
  const told = toldColumn(...of)
  return told.value === undefined ? told : shown(of[3], told.value)
}
