import { uuidv7 } from '#domain/ids.ts'
import type { Vault } from '../crypto/vault.ts'

export type NameNew = (what: string) => string

/**
 * Ids of everything that an import writes follow from the import and the row, so that a second try writes the
 * same acts and changes nothing. Keyed, since an id made of an ID number could be searched for.
 */
export function importIds(vault: Vault, importId: string): NameNew {
  const began = Number.parseInt(importId.replaceAll('-', '').slice(0, 12), 16)
  return (what) => uuidv7(began, vault.digest(`${importId}/${what}`).subarray(0, 10))
}
