import type { NewAct } from '../act/act.ts'
import type { StoredAct } from '../act/stored-act.ts'
import type { AreaCode } from '../area/area.ts'
import type { PlainDate } from '../dates.ts'
import { Refusal } from '../refusals.ts'

/** A hand-over that nobody has received yet. Once it was sent back it is for those who asked to say what now. */
export type HandOver = { act: string; to: AreaCode; day: PlainDate; backOn?: PlainDate }

/** Where a child is registered and whether, as its acts say one after the other. */
export type Life = {
  area: AreaCode
  status: 'registered' | 'left'
  handOver?: HandOver
  /** Since when it is where it is, and since when it is in the register or out of it. */
  placedOn: PlainDate
  turnedOn: PlainDate
}

type Act = StoredAct | NewAct
const later = (a: PlainDate, b: PlainDate) => (a > b ? a : b)

/** In the order in which the acts were written, of which the last one decides; undefined before the file was opened. */
export function lifeOf(acts: readonly Act[]): Life | undefined {
  let life: Life | undefined
  for (const act of acts) {
    if (act.kind === 'child.open') {
      const { area, day } = act.body
      life ??= { area, status: 'registered', placedOn: day, turnedOn: day }
    } else if (life) life = { ...life, ...changeOf(life, act) }
  }
  return life
}

const ENDED = { handOver: undefined }

/** Whoever moves, leaves or is erased is not waiting any more. */
function changeOf(life: Life, act: Act): Partial<Life> {
  switch (act.kind) {
    case 'child.move':
    case 'child.claim':
      return { ...ENDED, area: act.body.area, placedOn: later(life.placedOn, act.body.day) }
    case 'child.leave':
      return { ...ENDED, status: 'left', turnedOn: later(life.turnedOn, act.body.day) }
    case 'child.return':
      return { status: 'registered', turnedOn: later(life.turnedOn, act.body.day) }
    case 'handOver.ask':
      return { handOver: { act: act.id, to: act.body.to, day: act.body.day } }
    case 'handOver.decline':
      return act.body.handOver === life.handOver?.act
        ? { handOver: { ...life.handOver, backOn: act.body.day } }
        : {}
    case 'handOver.withdraw':
      return act.body.handOver === life.handOver?.act ? ENDED : {}
    case 'person.erase':
      return act.body.person === act.child ? ENDED : {}
    default:
      return {}
  }
}

/**
 * Whether an act is open as things are; throws the reason if not. What a village receives is checked by the database
 * (claim_child), which holds the child for one of several. Days go forward, or a file of a past day would say another
 * order than the one in which things were written.
 */
export function checkLife(life: Life, act: NewAct): void {
  const { status, handOver, placedOn, turnedOn } = life
  if (act.kind === 'handOver.withdraw' && handOver?.act !== act.body.handOver)
    throw new Refusal('handOverEnded')
  if (act.kind === 'handOver.ask' && handOver && !handOver.backOn) throw new Refusal('alreadyHandedOver')
  if ((act.kind === 'handOver.ask' || act.kind === 'child.leave') && status === 'left')
    throw new Refusal('notInRegister')
  if (act.kind === 'child.return' && status === 'registered') throw new Refusal('stillInRegister')
  const earliest = EARLIEST[act.kind]?.({ placedOn, turnedOn, asked: handOver?.day ?? placedOn })
  if (earliest && act.body.day < earliest) throw new Refusal('dayTooEarly', { day: earliest })
}

type Days = Pick<Life, 'placedOn' | 'turnedOn'> & { asked: PlainDate }
const EARLIEST: Partial<Record<NewAct['kind'], (days: Days) => PlainDate>> = {
  'child.move': ({ placedOn }) => placedOn,
  'child.claim': ({ placedOn, asked }) => later(placedOn, asked),
  'child.leave': ({ turnedOn }) => turnedOn,
  'child.return': ({ turnedOn }) => turnedOn,
}
