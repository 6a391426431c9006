import { addDays, type PlainDate } from '#domain/dates.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import { known, notApplicable, notCollected } from './fact-entries.ts'
import { isIncapable, isNobodys, type Parents, type Special } from './family-plan.ts'
import type { Family, InventedChild } from './invented-family.ts'
import { CIRCUMSTANCES, HOBBIES, ILLNESS } from './phrases.ts'
import type { Random } from './random.ts'
import { schoolFacts, schoolResults } from './school-career.ts'
import { addressIn, type Setting, villageContact } from './setting.ts'

/** What the first visit learns: the 登记表 (policy §2.1) and the fields that the national system adds (§2.5). */
export function openingFacts(
  random: Random,
  setting: Setting,
  family: Family,
  child: InventedChild,
): FactEntries {
  const { opened, openedIn, birthDate, special } = child
  const contact = villageContact(setting, openedIn)
  const school = schoolFacts(child.career, birthDate, opened, {
    township: openedIn.township,
    county: setting.county.name,
  })
  return {
    name: known(child.name),
    sex: known(child.sex),
    ethnicity: known(family.ethnicity),
    birthDate: known(birthDate),
    ...placeFacts(random, setting, child),
    ...healthFacts(random, special),
    ...school,
    ...schoolResults(random, school),
    ...guardianshipFacts(random, family, opened),
    ...householdFacts(random, family, special),
    hobbies: random.chance(0.4) ? known(random.pick(HOBBIES)) : notCollected,
    villageContact: known(contact.name),
    villageContactPhones: known([contact.phone]),
  }
}

function placeFacts(random: Random, setting: Setting, child: InventedChild): FactEntries {
  const address = addressIn(setting, child.openedIn, child.group)
  const registered = child.special !== 'noHukou'
  return {
    idNumber: registered ? known(setting.idNumber(child.birthDate, child.sex)) : notApplicable,
    hukouRegistered: known(registered),
    hukouNature: registered ? known(random.chance(0.985) ? 'rural' : 'other') : known('other'),
    hukouPlace: registered ? known(address) : notApplicable,
    residence: known(address),
    housing: known(
      random.weighted([
        ['safe', 93],
        ['unsafe', 2],
        ['lodging', 3],
        ['rented', 2],
      ]),
    ),
  }
}

function healthFacts(random: Random, special: Special | undefined): FactEntries {
  const none = { disabilityKinds: notApplicable, disabilityGrade: notApplicable, illness: notApplicable }
  switch (special) {
    case 'disabled':
      return {
        health: known('disabled'),
        disabilityKinds: known([
          random.pick(['physical', 'intellectual', 'hearing', 'speech', 'visual', 'mental']),
        ]),
        disabilityGrade: known(random.pick(['grade1', 'grade2', 'grade3', 'grade4'])),
        illness: notApplicable,
      }
    case 'seriouslyIll':
      return { ...none, health: known('seriousIllness'), illness: known(random.pick(ILLNESS.seriouslyIll)) }
    case 'chronicallyIll':
      return { ...none, health: known('chronicIllness'), illness: known(random.pick(ILLNESS.chronicallyIll)) }
    case 'frail':
      return { ...none, health: known('frail') }
    default:
      return { ...none, health: random.chance(0.99) ? known('healthy') : notCollected }
  }
}

function guardianshipFacts(random: Random, { plan }: Family, opened: PlainDate): FactEntries {
  const incapable = isIncapable(plan.parents)
  const sufficient = random.weighted([
    ['good', 42],
    ['fair', 51],
    ['carerInsufficient', 7],
  ])
  const nobody = isNobodys(plan)
  const contacted = addDays(opened, -random.int(0, random.chance(0.85) ? 14 : 120))
  return {
    bothParentsAway: known(!incapable),
    oneAwayOtherIncapable: known(incapable),
    incapableParent: incapable
      ? known(plan.parents === 'fatherIncapable' ? 'father' : 'mother')
      : notApplicable,
    entrusted: known(plan.carer !== 'nobody'),
    entrustReason: plan.carer === 'nobody' ? notApplicable : known('bothAway'),
    guardianship: known(nobody ? 'nobody' : incapable ? 'parentIncapable' : sufficient),
    lastParentContactOn: random.chance(0.85) ? known(contacted) : notCollected,
    keyAttention: known(nobody || incapable || plan.parents !== 'away'),
  }
}

const isOrphanedByHalf = (parents: Parents) => parents === 'fatherDeceased' || parents === 'motherDeceased'

function householdFacts(random: Random, { plan }: Family, special: Special | undefined): FactEntries {
  const { parents } = plan
  const poor = parents !== 'away' || special === 'disabled' || special === 'seriouslyIll'
  const subsistence = random.chance(poor ? 0.6 : 0.08)
  const income = [
    parents === 'imprisonedAndOutOfContact' ? 'kinAid' : 'wages',
    ...(random.chance(0.45) ? ['farming'] : []),
    ...(subsistence ? ['stateAid'] : []),
  ]
  const aid = [
    ...(subsistence ? ['subsistence'] : []),
    ...(special === 'seriouslyIll' ? ['medical'] : []),
    ...(special === 'disabled' ? ['disabilityLiving'] : []),
    ...(isOrphanedByHalf(parents) && random.chance(0.3) ? ['temporary'] : []),
  ]
  const told = parents in CIRCUMSTANCES ? CIRCUMSTANCES[parents as keyof typeof CIRCUMSTANCES] : undefined
  return {
    income: known(income),
    aid: known(aid),
    ...(told && { specialCircumstances: known(told) }),
  }
}
