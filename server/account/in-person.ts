import { Refusal } from '#domain/refusals.ts'
import type { Actor } from '../deps.ts'

/**
 * What only the person at the screen may do; answers his session. An API token never changes passwords, second
 * factors, tokens or accounts, so that a leaked one ends on its day.
 */
export function inPerson(actor: Actor): string {
  if (!actor.session) throw new Refusal('notAllowed')
  return actor.session
}
