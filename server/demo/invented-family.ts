import { addDays, birthday, daysBetween, type PlainDate } from '#domain/dates.ts'
import type { ActId, ChildId, PersonId } from '#domain/ids.ts'
import type { ActWriter } from './act-writer.ts'
import { inventBirthDates } from './birth-dates.ts'
import { drawSpecial, type FamilyPlan, type Special } from './family-plan.ts'
import { inventCarers } from './invented-carers.ts'
import { inventParents } from './invented-parents.ts'
import { inventName, inventSurname, type Sex } from './names.ts'
import type { Random } from './random.ts'
import type { Relative } from './relative.ts'
import { inventCareer, type SchoolCareer } from './school-career.ts'
import { addressIn, type Setting, type Village } from './setting.ts'

export type InventedChild = {
  id: ChildId
  name: string
  sex: Sex
  birthDate: PlainDate
  special?: Special
  career: SchoolCareer
  /** Where it lives now; `openedIn` differs when it has moved. */
  village: Village
  openedIn: Village
  group: number
  opened: PlainDate
  /** Last day on which anything happens to it. */
  until: PlainDate
  carer?: PersonId
  /** The act that opened the file, once it is written. */
  opening?: ActId
}

export type Family = {
  plan: FamilyPlan
  surname: string
  ethnicity: string
  father: Relative
  mother: Relative
  /** Grandparents, then other carers. */
  others: Relative[]
  /** The eldest first. */
  children: InventedChild[]
  movedOn?: PlainDate
}

/** `apart` is where a sibling lives that was given to relatives elsewhere; `before` where a moved family came from. */
export type Homes = { here: Village; apart?: Village; before?: Village }

export function inventFamily(
  random: Random,
  setting: Setting,
  writer: ActWriter,
  { plan, homes }: { plan: FamilyPlan; homes: Homes },
): Family {
  const births = inventBirthDates(random, plan, setting)
  const visited = visitDay(random, setting, homes.before !== undefined || plan.left !== undefined)
  const movedOn = homes.before && lateDay(random, setting)
  const surname = plan.surname ?? inventSurname(random)
  const group = random.int(1, 7)
  const address = addressIn(setting, homes.before ?? homes.here, group)

  writer.visit(visited)
  const parents = inventParents(random, setting, writer, {
    plan,
    surname,
    address,
    eldest: births[0]!,
    opened: visited,
  })
  const children = births.map((birthDate, i): InventedChild => {
    const village = i === 1 && homes.apart ? homes.apart : homes.here
    const opened = laterOf(visited, addDays(birthDate, DAYS_UNTIL_KNOWN))
    writer.visit(opened)
    const sex = random.chance(0.54) ? 'male' : 'female'
    const special = i === 0 && plan.special ? plan.special : drawSpecial(random)
    const rare = special === 'rareName'
    return {
      id: writer.childId(),
      name: inventName(random, { surname, sex, generation: 'child', rare, avoid: setting.avoid }),
      sex,
      birthDate,
      special,
      career: inventCareer(random, birthDate, special),
      village,
      openedIn: homes.before && movedOn && opened < movedOn ? homes.before : village,
      group,
      opened,
      until: leaveDay(random, setting, { plan, birthDate, opened }),
    }
  })
  writer.visit(visited)
  const ethnicity = inventEthnicity(random, homes.here)
  const family: Family = { plan, surname, ethnicity, ...parents, others: [], children, movedOn }
  inventCarers(random, setting, writer, family)
  return family
}

/** A newborn comes into the register with the next visit. */
const DAYS_UNTIL_KNOWN = 45

/** Most files were opened by the first round of visits; `early` for families to whom something happens afterwards. */
function visitDay(random: Random, { first, last }: Setting, early: boolean): PlainDate {
  const span = daysBetween(first, last)
  return addDays(first, random.int(0, Math.floor(span * (early || random.chance(0.8) ? 0.35 : 0.98))))
}

const lateDay = (random: Random, { first, last }: Setting): PlainDate =>
  addDays(last, -random.int(1, Math.max(1, Math.floor(daysBetween(first, last) / 2))))

type Leaving = { plan: FamilyPlan; birthDate: PlainDate; opened: PlainDate }

function leaveDay(random: Random, setting: Setting, { plan, birthDate, opened }: Leaving): PlainDate {
  if (plan.left === 'age') return soonerOf(addDays(birthday(birthDate, 16), random.int(0, 6)), setting.last)
  if (plan.left) return laterOf(lateDay(random, setting), addDays(opened, 7))
  return setting.last
}

function inventEthnicity(random: Random, { township }: Village): string {
  const manchu = township.includes('满族') ? 60 : 27
  return random.weighted([
    ['满族', manchu],
    ['汉族', 95 - manchu],
    ['朝鲜族', 2],
    ['锡伯族', 1.5],
    ['回族', 1.5],
  ])
}

const laterOf = (a: PlainDate, b: PlainDate) => (a > b ? a : b)
const soonerOf = (a: PlainDate, b: PlainDate) => (a < b ? a : b)
