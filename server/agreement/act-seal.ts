import { createHash } from 'node:crypto'
import type { StoredAct } from '#domain/act/stored-act.ts'
import type { Vault } from '../crypto/vault.ts'

/** The same letters however the database has ordered the keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join(',')}}`
}

type Sealed = Pick<StoredAct, 'id' | 'kind' | 'child'> & { day: string; body: object }

/** Over the act as it is stored, sealed words and all: it holds when somebody's key is destroyed. */
export const actSeal = (vault: Vault, { id, kind, child, day, body }: Sealed): Buffer =>
  vault.auditMac(`agreement ${canonical({ id, kind, child, day, body: JSON.parse(JSON.stringify(body)) })}`)

/** What stands on the paper: sixteen signs over the seals of everything that was signed, in groups of four. */
export const paperCode = (seals: readonly Buffer[]): string =>
  createHash('sha256')
    .update(Buffer.concat([...seals]))
    .digest('hex')
    .slice(0, 24)
    .toUpperCase()
    .match(/.{4}/g)!
    .join('-')
