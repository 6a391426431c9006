import { addDays, type PlainDate } from '#domain/dates.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { ActWriter } from './act-writer.ts'
import { known, notApplicable, notCollected } from './fact-entries.ts'
import type { FamilyPlan, Parents } from './family-plan.ts'
import { ILLNESS, WORK_PLACES, WORK_UNITS } from './phrases.ts'
import type { Random } from './random.ts'
import { contactFacts, inventRelative, type Relative, yearsBefore } from './relative.ts'
import type { Setting } from './setting.ts'

type State = 'away' | 'deceased' | 'imprisoned' | 'outOfContact' | 'incapable'
const STATES: Record<Parents, { father: State; mother: State }> = {
  away: { father: 'away', mother: 'away' },
  fatherDeceased: { father: 'deceased', mother: 'away' },
  motherDeceased: { father: 'away', mother: 'deceased' },
  imprisonedAndOutOfContact: { father: 'imprisoned', mother: 'outOfContact' },
  fatherIncapable: { father: 'incapable', mother: 'away' },
  motherIncapable: { father: 'away', mother: 'incapable' },
}

export type ParentsWish = {
  plan: FamilyPlan
  surname: string
  address: string
  /** Birth of the eldest child and the day on which the file is opened. */
  eldest: PlainDate
  opened: PlainDate
}

export function inventParents(random: Random, setting: Setting, ids: ActWriter, wish: ParentsWish) {
  const { plan, surname, eldest } = wish
  const states = STATES[plan.parents]
  const motherBorn = yearsBefore(random, eldest, 20, 33)
  const fatherBorn = addDays(motherBorn, random.int(-5 * 365, 2 * 365))
  const fatherPlace = plan.workPlace ?? random.weighted(WORK_PLACES)
  const motherPlace = random.chance(0.55) ? fatherPlace : random.weighted(WORK_PLACES)
  const parent = (relation: 'father' | 'mother', birthDate: PlainDate, place: string): Relative => {
    const state = states[relation]
    const relative = inventRelative(random, setting, {
      id: ids.personId(),
      relation,
      sex: relation === 'father' ? 'male' : 'female',
      generation: 'parent',
      surname: relation === 'father' ? surname : undefined,
      birthDate,
      alive: state !== 'deceased',
    })
    Object.assign(relative.facts, stateFacts(random, setting, { ...wish, relative, state, place }))
    return relative
  }
  return {
    father: parent('father', fatherBorn, fatherPlace),
    mother: parent('mother', motherBorn, motherPlace),
  }
}

type StateWish = ParentsWish & { relative: Relative; state: State; place: string }

function stateFacts(random: Random, setting: Setting, wish: StateWish): FactEntries {
  const { state, relative, place, address, eldest, opened } = wish
  const contact = contactFacts(random, setting, relative)
  const monthsAgo = (from: number, to: number) => addDays(opened, -random.int(from * 30, to * 30))
  switch (state) {
    case 'deceased':
      return { parentState: known('deceased', laterOf(addDays(eldest, 30), monthsAgo(6, 60))) }
    case 'imprisoned':
      return {
        ...contact,
        phones: notApplicable,
        parentState: known('imprisoned', monthsAgo(8, 30)),
        workPlace: notApplicable,
      }
    case 'outOfContact':
      return {
        ...contact,
        phones: notCollected,
        parentState: known('outOfContact', monthsAgo(8, 30)),
        workPlace: notCollected,
      }
    case 'incapable':
      return { ...contact, ...incapableFacts(random), address: known(address), workPlace: notApplicable }
    case 'away':
      return {
        ...contact,
        parentState: known('awayForWork', monthsAgo(1, 40)),
        workPlace: random.chance(0.95) ? known(place) : notCollected,
        ...(random.chance(0.4) && { workUnit: known(random.pick(WORK_UNITS)) }),
      }
  }
}

function incapableFacts(random: Random): FactEntries {
  if (random.chance(0.35))
    return {
      parentState: known('seriouslyIll'),
      health: known('seriousIllness'),
      illness: known(random.pick(ILLNESS.parent)),
    }
  return {
    parentState: known('severelyDisabled'),
    health: known('disabled'),
    disabilityKinds: known([random.pick(['physical', 'intellectual', 'mental', 'visual'])]),
    disabilityGrade: known(random.pick(['grade1', 'grade2'])),
  }
}

const laterOf = (a: PlainDate, b: PlainDate) => (a > b ? a : b)
