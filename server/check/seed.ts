import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The system's part of the seed of an area's n-th draw: it follows from a key outside the database, so it was fixed before
 * there was any list, and nobody who draws can choose it. Its digest is shown beforehand, itself only with the draw.
 */
export const secretOf = (
  { vault, county }: Pick<Deps, 'vault' | 'county'>,
  scope: string,
  n: number,
): string => vault.digest(`draw ${county.code} ${scope} ${n}`).toString('hex')
