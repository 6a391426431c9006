import type { PersonId } from '#domain/ids.ts'
import type { ActWriter } from './act-writer.ts'
import type { Family, InventedChild } from './invented-family.ts'
import { openingFacts } from './opening-facts.ts'
import type { Random } from './random.ts'
import type { Setting } from './setting.ts'

/**
 * Opens the files of a family. One visit opens all children born by then and records the relatives once, in the
 * first file; a sibling born later is linked to the same people without asking again.
 */
export function writeOpening(random: Random, setting: Setting, writer: ActWriter, family: Family): void {
  const { children } = family
  const visited = children[0]!.opened
  const atFirst = children.filter((child) => child.opened === visited)
  writer.visit(visited)
  for (const child of atFirst) openFile(random, setting, writer, { family, child })
  for (const relative of [family.father, family.mother, ...family.others]) {
    const { id: person, facts } = relative
    relative.recorded = writer.write(
      'relative.record',
      { child: children[0]!.id, person },
      { day: visited, facts },
    )
  }
  for (const child of children.filter((child) => child.opened > visited)) {
    writer.visit(child.opened)
    openFile(random, setting, writer, { family, child })
  }
}

type Opening = { family: Family; child: InventedChild }

function openFile(random: Random, setting: Setting, writer: ActWriter, { family, child }: Opening): void {
  child.opening = writer.write(
    'child.open',
    { child: child.id },
    {
      day: child.opened,
      area: child.openedIn.code,
      facts: openingFacts(random, setting, family, child),
      family: kinOf(family, child.carer),
    },
  )
}

const kinOf = ({ father, mother, others }: Family, carer: PersonId | undefined) =>
  [father, mother, ...others].map(({ id, relation }) => ({
    person: id,
    relation,
    ...(id === carer && { carer: true }),
  }))
