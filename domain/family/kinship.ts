import { isKind, type StoredAct } from '../act/stored-act.ts'
import type { PlainDate } from '../dates.ts'
import type { Relation } from '../fact/code-lists.ts'
import type { AsOf } from '../fact/fold-facts.ts'

/** A person as belonging to a child on a day. */
export type Kin = {
  person: string
  relation: Relation
  carer: boolean
  since: PlainDate
  endedOn: PlainDate | null
}

type Link = { act: StoredAct; person: string; relation: string; carer?: boolean; ended?: boolean }

const linksIn = (act: StoredAct): Link[] => {
  if (isKind(act, 'child.open')) return act.body.family.map((member) => ({ act, ...member }))
  if (isKind(act, 'kin.record')) return [{ act, ...act.body }]
  return []
}

/**
 * The family of a child on a day: later words on the same person replace earlier ones, and a new carer
 * ends the carer before. Ended kinships are kept, with their day, since the history names those people.
 */
export function kinOf(acts: readonly StoredAct[], { on, knownAt }: AsOf): Kin[] {
  const links = acts
    .filter((act) => act.day <= on && (!knownAt || act.receivedAt <= knownAt))
    .flatMap(linksIn)
    .sort((a, b) => (a.act.day === b.act.day ? a.act.seq - b.act.seq : a.act.day < b.act.day ? -1 : 1))
  const family = new Map<string, Kin>()
  for (const { act, person, relation, carer, ended } of links) {
    const before = family.get(person)
    if (carer) for (const other of family.values()) other.carer = false
    family.set(person, {
      person,
      relation: relation as Relation,
      carer: ended ? false : (carer ?? before?.carer ?? false),
      since: before?.since ?? act.day,
      endedOn: ended ? act.day : null,
    })
  }
  return [...family.values()]
}
