import type { ActBody, ActKind, NewAct } from '#domain/act/act.ts'
import type { PlainDate } from '#domain/dates.ts'
import { type ActId, type ChildId, type PersonId, uuidv7 } from '#domain/ids.ts'
import type { Random } from './random.ts'

/** Writes a family's acts with ids and times. Acts of one visit follow each other by a few minutes. */
export type ActWriter = {
  acts: NewAct[]
  /** Goes to the family on a day; what is written next is written there and then. */
  visit: (day: PlainDate) => void
  write: <K extends ActKind>(kind: K, about: { child: ChildId; person?: PersonId }, body: ActBody<K>) => ActId
  childId: () => ChildId
  personId: () => PersonId
}

/** The order of writing. */
export const byWriting = (a: NewAct, b: NewAct): number =>
  a.writtenAt < b.writtenAt ? -1 : a.writtenAt > b.writtenAt ? 1 : 0

const MINUTE = 60_000
/** Office hours in China (UTC+8), with room for a visit's acts before the day ends. */
const OPENS_AT = 8 * 60
const CLOSES_AT = 17 * 60

export function actWriter(random: Random): ActWriter {
  const acts: NewAct[] = []
  let now = 0
  const id = () => uuidv7(now, random.bytes(10))
  return {
    acts,
    visit: (day) => {
      now = Date.parse(`${day}T00:00:00+08:00`) + random.int(OPENS_AT, CLOSES_AT) * MINUTE
    },
    write: (kind, { child, person }, body) => {
      now += random.int(20_000, 4 * MINUTE)
      const act = { id: id() as ActId, kind, child, ...(person && { person }), writtenAt: iso(now), body }
      acts.push(act as NewAct)
      return act.id
    },
    childId: () => id() as ChildId,
    personId: () => id() as PersonId,
  }
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()
