import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import { RELATION, type Relation } from '../fact/code-lists.ts'
import type { FactDef, FactEntries, FactEntry, FactValue } from '../fact/fact.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import type { PlacePart, Slot } from './head-words.ts'
import type { Issue } from './issues.ts'
import { type ColumnMap, targetName } from './map-columns.ts'
import { parseCode, parseDisability } from './parse-codes.ts'
import { lostDigits } from './parse-numbers.ts'
import { parseValue } from './parse-value.ts'
import { emptiness, known, type Parsed, UNREADABLE } from './parsed.ts'
import { type RawCell, type RawRow, textOf } from './raw-sheet.ts'
import { tidy, tidyName } from './spelling.ts'

/** The cells of a row, sorted by whom they are about. `relation` is the guardian's. */
export type RowCells = {
  child: FactEntries
  slots: Partial<Record<Slot, FactEntries>>
  place: Partial<Record<PlacePart, string>>
  relation: Parsed<Relation>
  issues: Issue[]
}

/** Every child has these: 无 or — in their cells is an empty cell, never "does not apply". */
const EVERY_CHILD_HAS: readonly ChildFactKey[] = ['name', 'sex', 'ethnicity', 'birthDate', 'idNumber']

export function readCells(row: RawRow, { mapped }: ColumnMap): RowCells {
  const cells: RowCells = { child: {}, slots: {}, place: {}, relation: { is: 'blank' }, issues: [] }
  for (const { column, target } of mapped) {
    const cell = row.cells[column] ?? null
    if (cell === null) continue
    const note = (code: Issue['code']) => cells.issues.push({ code, field: targetName(target) })
    if (target.of === 'place') cells.place[target.part] = tidy(textOf(cell))
    if (target.of === 'relation') cells.relation = relationIn(cell)
    if (target.of === 'child') readChildCell(cells.child, target.key, cell, note)
    if (target.of === 'relative') {
      const parsed = parse(RELATIVE_FACTS[target.key], cell, note)
      // — as a name is somebody dead; 无 is nobody, which only of a guardian says something: no one is entrusted.
      const nobody = target.key === 'name' && parsed.is === 'none' && target.slot !== 'guardian'
      if (nobody) continue
      const slot = cells.slots[target.slot] ?? {}
      cells.slots[target.slot] = slot
      put(slot, target.key, parsed)
    }
  }
  return cells
}

type Note = (code: Issue['code']) => void

function readChildCell(facts: FactEntries, key: ChildFactKey, cell: RawCell, note: Note): void {
  if (key === 'disabilityKinds' && !emptiness(textOf(cell))) {
    const disability = parseDisability(textOf(cell))
    if (!disability) note('value-unreadable')
    if (disability?.kinds.length) put(facts, 'disabilityKinds', known(disability.kinds))
    if (disability?.grade) put(facts, 'disabilityGrade', known(disability.grade))
    return
  }
  const parsed = parse(CHILD_FACTS[key], cell, note)
  if (parsed.is === 'value' || !EVERY_CHILD_HAS.includes(key)) put(facts, key, parsed)
}

function parse(def: FactDef, cell: RawCell, note: Note): Parsed<FactValue> {
  if (def.type.kind === 'residentId' && lostDigits(cell)) {
    note('id-lost-digits')
    return UNREADABLE
  }
  const parsed = parseValue(def.type, cell)
  if (parsed.is === 'unreadable') note('value-unreadable')
  const isName = def.privacy === 'name' && parsed.is === 'value' && typeof parsed.value === 'string'
  return isName ? known(tidyName(parsed.value as string)) : parsed
}

function put(facts: FactEntries, key: string, parsed: Parsed<FactValue>): void {
  const entry = entryOf(parsed)
  if (entry) facts[key] = entry
}

function entryOf(parsed: Parsed<FactValue>): FactEntry | undefined {
  if (parsed.is === 'value') return { state: 'known', value: parsed.value }
  return parsed.is === 'dash' || parsed.is === 'none' ? { state: 'notApplicable' } : undefined
}

function relationIn(cell: RawCell): Parsed<Relation> {
  const code = parseCode(RELATION, textOf(cell))
  return code ? known(code as Relation) : (emptiness(textOf(cell)) ?? UNREADABLE)
}
