import { ageOn, type PlainDate } from '#domain/dates.ts'
import type { Relation } from '#domain/fact/code-lists.ts'
import type { ActWriter } from './act-writer.ts'
import type { Family, InventedChild } from './invented-family.ts'
import { inventSurname, type Sex } from './names.ts'
import type { Random } from './random.ts'
import { carerFacts, inventRelative, type Relative, yearsBefore } from './relative.ts'
import { addressIn, type Setting } from './setting.ts'

const GRANDPARENTS = [
  'paternalGrandfather',
  'paternalGrandmother',
  'maternalGrandfather',
  'maternalGrandmother',
] as const satisfies readonly Relation[]

/** Gives the family its grandparents and other carers, and each child the one who looks after it. */
export function inventCarers(random: Random, setting: Setting, writer: ActWriter, family: Family): void {
  const carers = family.children.map((child) => carerOf(family, child))
  for (const relation of GRANDPARENTS) {
    const needed = carers.includes(relation)
    if (needed || random.chance(0.92))
      family.others.push(inventGrandparent(random, setting, writer, { family, relation, needed }))
  }
  family.children.forEach((child, i) => {
    const relation = carers[i]
    if (!relation) return
    const known = family.others.find((other) => other.relation === relation)
    const carer = known ?? inventOtherCarer(random, setting, writer, { family, relation })
    if (!known) family.others.push(carer)
    const isNew = !family.children.some((other) => other.carer === carer.id)
    if (isNew)
      Object.assign(
        carer.facts,
        carerFacts(random, setting, carer, addressIn(setting, child.openedIn, child.group)),
      )
    child.carer = carer.id
  })
}

/** A child that lives apart from its siblings lives with the other side of the family. */
function carerOf({ plan, children }: Family, child: InventedChild): Relation | undefined {
  if (plan.carer === 'nobody') return undefined
  if (child.village === children[0]!.village) return plan.carer
  return plan.carer === 'maternalGrandmother' ? 'paternalAunt' : 'maternalGrandmother'
}

type GrandparentWish = { family: Family; relation: (typeof GRANDPARENTS)[number]; needed: boolean }

function inventGrandparent(
  random: Random,
  setting: Setting,
  writer: ActWriter,
  { family: { father, mother, surname, others }, relation, needed }: GrandparentWish,
): Relative {
  const child = relation.startsWith('paternal') ? father : mother
  const isMale = relation.endsWith('father')
  const spouse = others.find(
    (other) => isMale === false && other.relation === relation.replace('mother', 'father'),
  )
  const birthDate = spouse
    ? yearsBefore(random, spouse.birthDate, -4, 2)
    : yearsBefore(random, child.birthDate, 21, 31)
  return inventRelative(random, setting, {
    id: writer.personId(),
    relation,
    sex: isMale ? 'male' : 'female',
    generation: 'grandparent',
    surname: isMale ? (child === father ? surname : mother.surname) : undefined,
    birthDate,
    alive: needed || random.chance(alivePast(ageOn(birthDate, setting.today))),
  })
}

const alivePast = (age: number) => (age < 60 ? 0.96 : age < 70 ? 0.88 : age < 80 ? 0.7 : 0.4)

export type OtherCarerWish = { family: Family; relation: Relation }

/** An uncle, an aunt, a neighbour: about as old as the parents. */
export function inventOtherCarer(
  random: Random,
  setting: Setting,
  writer: ActWriter,
  { family, relation }: OtherCarerWish,
): Relative {
  const side = relation.startsWith('maternal') ? family.mother : family.father
  const isKin = relation.startsWith('paternal') || relation.startsWith('maternal')
  return inventRelative(random, setting, {
    id: writer.personId(),
    relation,
    sex: sexOf(random, relation),
    generation: 'parent',
    surname: isKin ? side.surname : inventSurname(random),
    birthDate: bornAround(random, side.birthDate),
  })
}

const bornAround = (random: Random, date: PlainDate) => yearsBefore(random, date, -4, 8)

function sexOf(random: Random, relation: Relation): Sex {
  if (relation.endsWith('Uncle')) return 'male'
  if (relation.endsWith('Aunt')) return 'female'
  return random.chance(0.4) ? 'male' : 'female'
}
