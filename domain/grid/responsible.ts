import { isKind, type StoredAct } from '../act/stored-act.ts'
import type { PlainDate } from '../dates.ts'
import { addDays } from '../dates.ts'
import type { ChildResponsibility } from './responsible-acts.ts'

/** Who answers for a child, from a day on and before `until`. A stand-in goes before, for as long as it holds. */
export type Responsible = {
  /** The act that named them. */
  act: string
  kind: ChildResponsibility
  cadre: string
  from: PlainDate
  until: PlainDate | null
  standIn: boolean
}

const sooner = (a: PlainDate | null, b: PlainDate): PlainDate => (a === null || b < a ? b : a)

/**
 * Who has answered for a child, as its acts say. The next of a kind comes into the place of the one before; a stand-in
 * leaves it where it is and runs out by itself. Whoever moves to another village or leaves the register has nobody, until
 * somebody is named there.
 */
export function responsibleOf(acts: readonly StoredAct[]): Responsible[] {
  const told: Responsible[] = []
  const end = (which: (one: Responsible) => boolean, on: PlainDate) => {
    for (const one of told) if (which(one)) one.until = sooner(one.until, on)
  }
  for (const act of acts) {
    if (isKind(act, 'responsible.name')) {
      const { kind, cadre, day, until } = act.body
      const standIn = until !== undefined
      end((one) => one.kind === kind && one.standIn === standIn, day)
      told.push({
        act: act.id,
        kind,
        cadre,
        from: day,
        until: standIn ? addDays(until, 1) : null,
        standIn,
      })
    } else if (isKind(act, 'responsible.end')) end((one) => one.act === act.body.named, act.body.day)
    else if (isKind(act, 'child.move') || isKind(act, 'child.claim') || isKind(act, 'child.leave'))
      end(() => true, act.body.day)
  }
  // What ended before it began never held.
  return told.filter(({ from, until }) => until === null || from < until)
}

const holdsOn = (day: PlainDate) => (one: Responsible) =>
  one.from <= day && (one.until === null || day < one.until)

/** The one who answers on a day; a stand-in before whom it stands in for. */
export const responsibleOn = (
  told: readonly Responsible[],
  kind: ChildResponsibility,
  day: PlainDate,
): Responsible | undefined =>
  told
    .filter((one) => one.kind === kind)
    .filter(holdsOn(day))
    .sort((a, b) => Number(b.standIn) - Number(a.standIn))[0]
