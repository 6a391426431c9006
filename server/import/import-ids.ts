import { hash } from 'node:crypto'
import { uuidv7 } from '#domain/ids.ts'
import type { Vault } from '../crypto/vault.ts'

export type NameNew = (what: string) => string

/**
 * Ids of everything that an import writes follow from the import and the row, so that a second try writes the
 * same acts and changes nothing. Keyed, since an id made of an ID number could be searched for.
 */
export function importIds(vault: Vault, importId: string): NameNew {
  const began = Number.parseInt(importId.replaceAll('-', '').slice(0, 12), 16)
  const secret = vault.digest(`import/${importId}`).toString('hex')
  return (what) => uuidv7(began, hash('sha256', `${secret}/${what}`, 'buffer').subarray(0, 10))
}
