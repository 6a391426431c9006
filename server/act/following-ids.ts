import { hash } from 'node:crypto'
import { uuidv7 } from '#domain/ids.ts'

/**
 * Ids of everything that one request writes follow from its own, which the client made, and from what each of them is:
 * the same request again writes the same and changes nothing.
 */
export function followingIds(request: string): (...what: readonly (string | null)[]) => string {
  const began = Number.parseInt(request.replaceAll('-', '').slice(0, 12), 16)
  return (...what) =>
    uuidv7(began, hash('sha256', JSON.stringify([request, ...what]), 'buffer').subarray(0, 10))
}
