import { addDays, type PlainDate } from '#domain/dates.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { ActWriter } from './act-writer.ts'
import { known } from './fact-entries.ts'
import type { Family, InventedChild } from './invented-family.ts'
import { EVENTS, type Scene } from './later-events.ts'
import { REASONS } from './phrases.ts'
import type { Random } from './random.ts'
import { schoolFacts } from './school-career.ts'
import { addressIn, type Setting } from './setting.ts'

/** What happens to a family after its files were opened. */
export function writeLater(random: Random, setting: Setting, writer: ActWriter, family: Family): void {
  const { plan, children } = family
  for (const child of children) writeSchoolYears(random, setting, writer, { family, child })
  for (const key of plan.events) {
    const scene: Scene = { random, setting, writer, family, child: children[0]! }
    EVENTS[key](scene)
  }
  writeMove(random, setting, writer, family)
  if (plan.left) writeLeaving(random, writer, family, plan.left)
}

type FileOf = { family: Family; child: InventedChild }

function schoolOn(setting: Setting, { family, child }: FileOf, day: PlainDate): FactEntries {
  const { township } = family.movedOn && day < family.movedOn ? child.openedIn : child.village
  return schoolFacts(child.career, child.birthDate, day, { township, county: setting.county.name })
}

/** Each September: the next year, perhaps another school. */
function writeSchoolYears(random: Random, setting: Setting, writer: ActWriter, file: FileOf): void {
  const { id, opened, until } = file.child
  for (let year = Number(opened.slice(0, 4)); year <= Number(until.slice(0, 4)); year++) {
    const begins = `${year}-09-01`
    const day = addDays(begins, random.int(1, 20))
    if (begins <= opened || day > until) continue
    // Compared within one village: a school that changes by a move is told with the move.
    const facts = changed(
      schoolOn(setting, file, addDays(begins, -1)),
      schoolOn(setting, file, begins),
      begins,
    )
    if (Object.keys(facts).length === 0) continue
    writer.visit(day)
    writer.write('fact.record', { child: id }, { day, facts })
  }
}

function changed(before: FactEntries, after: FactEntries, since: PlainDate): FactEntries {
  const differing = Object.entries(after).filter(
    ([key, entry]) => entry.state !== before[key]?.state || entry.value !== before[key]?.value,
  )
  return Object.fromEntries(differing.map(([key, entry]) => [key, { ...entry, since }]))
}

function writeMove(random: Random, setting: Setting, writer: ActWriter, family: Family): void {
  const { children, movedOn } = family
  const movers = children.filter((child) => child.openedIn !== child.village)
  if (!movedOn || movers.length === 0) return
  const reason = random.pick(REASONS.moved)
  writer.visit(movedOn)
  for (const child of movers) {
    const { id, village, group, carer } = child
    const address = { address: known(addressIn(setting, village, group)) }
    const { school } = schoolOn(setting, { family, child }, movedOn)
    writer.write('child.move', { child: id }, { day: movedOn, area: village.code, reason })
    const facts = { residence: address.address, ...(school?.state === 'known' && { school }) }
    writer.write('fact.record', { child: id }, { day: movedOn, facts })
    if (carer && child === movers[0])
      writer.write('relative.record', { child: id, person: carer }, { day: movedOn, facts: address })
  }
}

function writeLeaving(
  random: Random,
  writer: ActWriter,
  { father, children }: Family,
  why: 'age' | 'parentsBack' | 'moved',
): void {
  for (const { id, until } of children) {
    writer.visit(until)
    if (why === 'parentsBack' && father.alive) {
      const since = addDays(until, -random.int(0, 4))
      writer.write(
        'relative.record',
        { child: id, person: father.id },
        { day: until, facts: { parentState: known('atHome', since) } },
      )
    }
    writer.write('child.leave', { child: id }, { day: until, why, reason: REASONS.left[why] })
  }
}
