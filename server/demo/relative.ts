import { addDays, type PlainDate } from '#domain/dates.ts'
import type { Relation } from '#domain/fact/code-lists.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { ActId, PersonId } from '#domain/ids.ts'
import { known, notApplicable, notCollected } from './fact-entries.ts'
import { inventPhone } from './invented-numbers.ts'
import type { Generation } from './name-characters.ts'
import { inventName, inventSurname, type Sex } from './names.ts'
import type { Random } from './random.ts'
import type { Setting } from './setting.ts'

/** A parent, grandparent or carer of an invented family; `facts` is what the register learns first. */
export type Relative = {
  id: PersonId
  relation: Relation
  surname: string
  name: string
  sex: Sex
  birthDate: PlainDate
  alive: boolean
  facts: FactEntries
  /** The act that recorded them, once it is written. */
  recorded?: ActId
}

type Wish = {
  id: PersonId
  relation: Relation
  sex: Sex
  generation: Generation
  surname?: string
  birthDate: PlainDate
  alive?: boolean
}

export function inventRelative(random: Random, { avoid }: Setting, wish: Wish): Relative {
  const { id, relation, sex, birthDate, alive = true, surname = inventSurname(random) } = wish
  const name = inventName(random, { ...wish, surname, avoid })
  const facts: FactEntries = { name: known(name), sex: known(sex), birthDate: known(birthDate) }
  if (!alive)
    Object.assign(facts, {
      parentState: known('deceased'),
      phones: notApplicable,
      workPlace: notApplicable,
      idNumber: notApplicable,
    })
  return { id, relation, surname, name, sex, birthDate, alive, facts }
}

/** The form asks for the number and the phone of parents and carers only. */
export function contactFacts(random: Random, setting: Setting, { birthDate, sex }: Relative): FactEntries {
  const { idNumber } = setting
  return {
    idNumber: random.chance(0.97) ? known(idNumber(birthDate, sex)) : notCollected,
    phones: random.chance(0.95) ? known([inventPhone(random)]) : notCollected,
  }
}

/** Somebody looks after a child: the register wants to reach them and to know how they are. */
export function carerFacts(
  random: Random,
  setting: Setting,
  relative: Relative,
  address: string,
): FactEntries {
  const health = random.weighted([
    ['healthy', 62],
    ['frail', 24],
    ['chronicIllness', 14],
  ])
  return {
    ...contactFacts(random, setting, relative),
    address: known(address),
    health: known(health),
    parentState: known('atHome'),
  }
}

/** A birth date some years before another one. */
export const yearsBefore = (random: Random, date: PlainDate, from: number, to: number): PlainDate =>
  addDays(date, -random.int(Math.round(from * 365.25), Math.round(to * 365.25)))
