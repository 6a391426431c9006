import { addDays, daysBetween, type PlainDate } from '#domain/dates.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { ActWriter } from './act-writer.ts'
import { changeCarer } from './carer-change.ts'
import { known } from './fact-entries.ts'
import type { EventKey } from './family-plan.ts'
import type { Family, InventedChild } from './invented-family.ts'
import { inventPhone, withOneDigitWrong } from './invented-numbers.ts'
import { ADVICE, LIVING, MIND, NEEDS, REASONS, WORK_PLACES } from './phrases.ts'
import type { Random } from './random.ts'
import type { Relative } from './relative.ts'
import { addressIn, type Setting } from './setting.ts'

/** A family into which somebody comes with news; `child` is the one in whose file it is written. */
export type Scene = {
  random: Random
  setting: Setting
  writer: ActWriter
  family: Family
  child: InventedChild
}

/** One entry for each kind of news. One that does not fit the family (no phone known) does nothing. */
export const EVENTS: Record<EventKey, (scene: Scene) => void> = {
  fatherWorksElsewhere: (scene) => worksElsewhere(scene, scene.family.father),
  motherWorksElsewhere: (scene) => worksElsewhere(scene, scene.family.mother),
  phoneChanged,
  observed,
  aidGranted,
  carerChanged: (scene) => changeCarer(scene, someDay(scene)),
  relativeCorrected,
  childCorrected,
  hukouRegistered,
}

/** Between the fourth week after the file was opened and its last day. */
export function someDay({ random, child: { opened, until } }: Scene): PlainDate {
  const from = Math.min(28, daysBetween(opened, until))
  return addDays(opened, random.int(from, daysBetween(opened, until)))
}

function recordOfRelative({ writer, child }: Scene, person: Relative, day: PlainDate, facts: FactEntries) {
  writer.visit(day)
  writer.write('relative.record', { child: child.id, person: person.id }, { day, facts })
}

function recordOfChild({ writer, child }: Scene, day: PlainDate, facts: FactEntries) {
  writer.visit(day)
  writer.write('fact.record', { child: child.id }, { day, facts })
}

function worksElsewhere(scene: Scene, parent: Relative): void {
  const before = parent.facts.workPlace?.value
  if (before === undefined) return
  const drawn = scene.random.weighted(WORK_PLACES.filter(([place]) => place !== before))
  // Factories move inland and up the coast, and their people with them.
  const place = before === '广东省东莞市' ? '江苏省昆山市' : drawn
  const day = someDay(scene)
  recordOfRelative(scene, parent, day, { workPlace: known(place) })
}

function phoneChanged(scene: Scene): void {
  const { family, random, child } = scene
  const carer = family.others.find(({ id }) => id === child.carer)
  const reachable = [family.father, family.mother, ...(carer ? [carer] : [])].filter(({ facts }) =>
    phoneOf(facts),
  )
  if (reachable.length === 0) return
  recordOfRelative(scene, random.pick(reachable), someDay(scene), { phones: known([inventPhone(random)]) })
}

function observed(scene: Scene): void {
  const { random } = scene
  const day = someDay(scene)
  const seen = ['lonely', 'lowSelfEsteem', 'wearyOfSchool', 'anxious', 'irregularLife', 'weakSelfControl']
  recordOfChild(scene, day, {
    livingCondition: known(random.pick(LIVING)),
    mentalCondition: known(random.pick(MIND)),
    needs: known(random.pick(NEEDS)),
    supportAdvice: known(random.pick(ADVICE)),
    observed: known(random.chance(0.3) ? [random.pick(seen)] : []),
    lastParentContactOn: known(addDays(day, -random.int(0, 20))),
  })
}

function aidGranted(scene: Scene): void {
  const { writer, random, child } = scene
  const opening = writer.acts.find(({ id }) => id === child.opening)
  const had = opening?.kind === 'child.open' ? (opening.body.facts.aid?.value as string[]) : []
  const granted = random.pick(
    ['subsistence', 'temporary', 'medical', 'otherAid'].filter((kind) => !had.includes(kind)),
  )
  recordOfChild(scene, someDay(scene), { aid: known([...had, granted]) })
}

const phoneOf = ({ phones }: FactEntries) => (phones?.value as string[] | undefined)?.[0]

/** The first record had a digit wrong; the right number holds from the same day. */
function relativeCorrected({ writer, random, family, child }: Scene): void {
  const wrong = [family.father, family.mother].find(({ facts }) => phoneOf(facts))
  const phone = wrong && phoneOf(wrong.facts)
  if (!phone || !wrong.recorded) return
  const phones = known([withOneDigitWrong(random, phone)], child.opened)
  const day = soon(random, child)
  writer.visit(day)
  writer.write(
    'relative.record',
    { child: child.id, person: wrong.id },
    { day, facts: { phones }, corrects: wrong.recorded, reason: REASONS.phoneSlip },
  )
}

function childCorrected({ writer, random, setting, child }: Scene): void {
  const { id, opening, opened, openedIn, group } = child
  const residence = known(addressIn(setting, openedIn, (group % 7) + 1), opened)
  const day = soon(random, child)
  writer.visit(day)
  writer.write(
    'fact.record',
    { child: id },
    { day, facts: { residence }, corrects: opening, reason: REASONS.addressSlip },
  )
}

/** Slips are noticed within weeks, before anything else changes. */
const soon = (random: Random, { opened, until }: InventedChild): PlainDate =>
  addDays(opened, Math.min(random.int(2, 20), daysBetween(opened, until)))

function hukouRegistered(scene: Scene): void {
  const { setting, child } = scene
  if (child.special !== 'noHukou') return
  recordOfChild(scene, someDay(scene), {
    hukouRegistered: known(true),
    hukouNature: known('rural'),
    idNumber: known(setting.idNumber(child.birthDate, child.sex)),
    hukouPlace: known(addressIn(setting, child.openedIn, child.group)),
  })
}
