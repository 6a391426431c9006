import type { ActKind } from '#domain/act/act.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import type { FactDef, FactEntries } from '#domain/fact/fact.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { RESTRICTED_FACTS } from '#domain/restricted/restricted-facts.ts'
import type { Vault } from '../crypto/vault.ts'

/** What is sealed now is read back in the same breath, for names and numbers of what is now: no need to open it. */
const plain = Symbol('plain')

/** How a sealed value stands inside an act's body. What it says is beside it in memory only: JSON leaves symbols out. */
export type SealedValue = { sealed: string; [plain]?: unknown }
export const isSealedValue = (value: unknown): value is SealedValue =>
  typeof value === 'object' && value !== null && 'sealed' in value

export const catalogueOf = (kind: ActKind): Record<string, FactDef> =>
  kind === 'relative.record' ? RELATIVE_FACTS : kind === 'restricted.record' ? RESTRICTED_FACTS : CHILD_FACTS

export type Body = {
  facts?: FactEntries
  reason?: string
  words?: object
  relatives?: Record<string, FactEntries>
}

const sealValue = (vault: Vault, key: Buffer, value: unknown): SealedValue => ({
  sealed: vault.seal(key, JSON.stringify(value)).toString('base64'),
  [plain]: value,
})

function sealFacts(vault: Vault, key: Buffer, catalogue: Record<string, FactDef>, facts: FactEntries) {
  const told: Record<string, object> = {}
  for (const [name, entry] of Object.entries(facts))
    told[name] =
      entry.value === undefined || catalogue[name]?.privacy === 'open'
        ? entry
        : { ...entry, value: sealValue(vault, key, entry.value) }
  return told
}

type Sealing = { vault: Vault; keys: ReadonlyMap<string, Buffer>; subject: string }

/** Everything in a body that may identify somebody, sealed with the key of whom it is about; the rest as it was written. */
export function sealBody({ vault, keys, subject }: Sealing, kind: ActKind, body: Body): object {
  const key = keys.get(subject)!
  return {
    ...body,
    ...(body.reason !== undefined && { reason: sealValue(vault, key, body.reason) }),
    ...(body.words && { words: sealValue(vault, key, body.words) }),
    ...(body.facts && { facts: sealFacts(vault, key, catalogueOf(kind), body.facts) }),
    ...(body.relatives && {
      relatives: Object.fromEntries(
        Object.entries(body.relatives).map(([person, facts]) => [
          person,
          sealFacts(vault, keys.get(person)!, RELATIVE_FACTS, facts),
        ]),
      ),
    }),
  }
}

/** A value as it was written, or undefined when the person's key is destroyed. */
export function openValue(vault: Vault, key: Buffer | undefined, value: unknown): unknown {
  if (!isSealedValue(value)) return value
  if (!key) return undefined
  return value[plain] ?? JSON.parse(vault.open(key, Buffer.from(value.sealed, 'base64')).toString())
}

/** A sealed value as its column holds it: the very bytes of the act. */
export const sealedBytes = (value: unknown): Buffer | null =>
  isSealedValue(value) ? Buffer.from(value.sealed, 'base64') : null
