import type { PlainDate } from '../dates.ts'
import type { ActBody, ActKind } from './act.ts'

/** An act as it is read back. Values of sealed facts may be opaque `{ sealed }` objects; rules here never look into them. */
export type StoredAct = {
  [K in ActKind]: {
    id: string
    kind: K
    /** Place in the county's order; acts being written have none yet and come last. */
    seq: number
    day: PlainDate
    receivedAt: string
    child?: string
    person?: string
    body: ActBody<K>
  }
}[ActKind]

export const isKind = <K extends ActKind>(act: StoredAct, kind: K): act is Extract<StoredAct, { kind: K }> =>
  act.kind === kind
