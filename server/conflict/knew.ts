import type { NewAct } from '#domain/act/act.ts'
import type { StoredAct } from '#domain/act/stored-act.ts'
import type { Recording } from '../act/record-acts.ts'
import { epochOf } from '../phone/epoch.ts'

/**
 * The place up to which the author of each act had read. Places of another life of the server say nothing here: then
 * what the server had received when the act was written, by the clock that the phone had from the server, is taken as
 * known.
 */
export function knownPlace(
  { knew, deps }: Pick<Recording, 'knew' | 'deps'>,
  before: ReadonlyMap<string, StoredAct[]>,
): (act: Pick<NewAct, 'id'>) => number | null {
  const places = new Map<string, number>()
  return (act) => {
    const given = knew?.get(act.id)
    if (!given) return null
    if (given.epoch === epochOf(deps)) return given.place
    const { child, writtenAt } = act as NewAct
    const known =
      places.get(act.id) ??
      Math.max(
        0,
        ...(before.get(child) ?? []).flatMap(({ seq, receivedAt }) =>
          Date.parse(receivedAt) <= Date.parse(writtenAt) && seq < Number.MAX_SAFE_INTEGER ? [seq] : [],
        ),
      )
    places.set(act.id, known)
    return known
  }
}
