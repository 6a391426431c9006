import { CHILD_FACTS, type ChildFactKey } from '../fact/child-facts.ts'
import { type Relation, SCHOOLING } from '../fact/code-lists.ts'
import type { FactDef, FactEntries, FactValue } from '../fact/fact.ts'
import { RELATIVE_FACTS } from '../fact/relative-facts.ts'
import { isDitto } from './ditto.ts'
import type { PlacePart, Slot } from './head-words.ts'
import type { Issue } from './issues.ts'
import type { ColumnMap, MappedColumn } from './map-columns.ts'
import { parseClass } from './parse-class.ts'
import { legendIn, parseCode, parseDisability, parseRelation } from './parse-codes.ts'
import { parseDate, parseMonth } from './parse-date.ts'
import { lostDigits } from './parse-numbers.ts'
import { parseValue, type Writing } from './parse-value.ts'
import { parseWorkPlaces } from './parse-work-places.ts'
import { emptiness, entryOf, known, type Parsed, UNREADABLE } from './parsed.ts'
import { isBlank, type RawCell, type RawRow, textOf } from './raw-sheet.ts'
import { compact, tidy, tidyName } from './spelling.ts'
import { type BirthPart, targetName } from './target.ts'
import { putTick } from './tick.ts'

/** The cells of a row, sorted by whom they are about. `relation` is the guardian's. */
export type RowCells = {
  child: FactEntries
  slots: Partial<Record<Slot, FactEntries>>
  place: Partial<Record<PlacePart, string>>
  relation: Parsed<Relation>
  /** Of whoever is called; the head says nobody. */
  phones: Parsed<FactValue>
  /** A birth date of which only the month is written. */
  birthMonth?: string
  /** A birth date in a column for the year, one for the month and one for the day. */
  birthParts?: Partial<Record<BirthPart, string>>
  age?: number
  issues: Issue[]
}

/** Every child has these: 无 or — in their cells is an empty cell, never "does not apply". */
const EVERY_CHILD_HAS: readonly ChildFactKey[] = ['name', 'sex', 'ethnicity', 'birthDate', 'idNumber']

type Column = MappedColumn & { field: string; writing: Writing }
type Context = { cells: RowCells; writing: Writing; note: (code: Issue['code']) => void }

/** Reads the rows of one table. */
export function cellReader({ mapped }: ColumnMap, from1904 = false): (row: RawRow) => RowCells {
  const columns = mapped.map((column): Column => {
    const legend = legendIn(column.head)
    return { ...column, field: targetName(column.target), writing: { from1904, legend } }
  })
  return (row) => {
    const cells: RowCells = {
      child: {},
      slots: {},
      place: {},
      relation: { is: 'blank' },
      phones: { is: 'blank' },
      issues: [],
    }
    for (const column of columns) {
      const cell = cellOf(row, column)
      if (cell === null) continue
      const note = (code: Issue['code']) => cells.issues.push({ code, field: column.field })
      readCell(column, cell, { cells, note, writing: column.writing })
    }
    if (cells.birthParts) putBirthDate(cells, cells.birthParts)
    return cells
  }
}

/** One digit a cell is one number; of other cells under one head the first that says something. */
function cellOf({ cells }: RawRow, { column, span = 1, target }: MappedColumn): RawCell {
  if (span === 1) return cells[column] ?? null
  const under = cells.slice(column, column + span)
  const isId = (target.of === 'child' || target.of === 'relative') && target.key === 'idNumber'
  if (!isId) return under.find((cell) => !isBlank(cell)) ?? null
  const isDigits = under.every((cell) => compact(textOf(cell)).length <= 1)
  return isDigits ? under.map(textOf).join('').trim() || null : (under[0] ?? null)
}

function readCell({ target }: Column, cell: RawCell, context: Context): void {
  const { cells, note, writing } = context
  switch (target.of) {
    case 'place':
      if (!emptiness(textOf(cell))) cells.place[target.part] = tidy(textOf(cell))
      return
    case 'birthPart':
      cells.birthParts = { ...cells.birthParts, [target.part]: compact(textOf(cell)) }
      return
    case 'relation':
      cells.relation = relationIn(cell)
      return
    case 'age':
      cells.age = ageIn(cell)
      return
    case 'phones':
      cells.phones = parse(RELATIVE_FACTS.phones, cell, { note, writing })
      return
    case 'workPlaces':
      readWorkPlaces(cell, context)
      return
    case 'tick':
      if (!putTick(cells.child, target, cell)) note('value-unreadable')
      return
    case 'child':
      readChildCell(target.key, cell, context)
      return
    case 'relative': {
      const parsed = parse(RELATIVE_FACTS[target.key], cell, { note, writing })
      // — as a name is somebody dead; 无 is nobody, which only of a guardian says something: no one is entrusted.
      const nobody = target.key === 'name' && parsed.is === 'none' && target.slot !== 'guardian'
      if (!nobody) put(slotOf(cells, target.slot), target.key, parsed)
    }
  }
}

function slotOf({ slots }: RowCells, slot: Slot): FactEntries {
  const facts = slots[slot] ?? {}
  slots[slot] = facts
  return facts
}

function readChildCell(key: ChildFactKey, cell: RawCell, { cells, note, writing }: Context): void {
  const facts = cells.child
  if (key === 'disabilityKinds' && !emptiness(textOf(cell))) {
    const disability = parseDisability(textOf(cell))
    if (!disability) note('value-unreadable')
    if (disability?.kinds.length) put(facts, 'disabilityKinds', known(disability.kinds))
    if (disability?.grade) put(facts, 'disabilityGrade', known(disability.grade))
    return
  }
  // 三年级 under 就学情况 says the stage and the class.
  const isStage = key !== 'schooling' || parseCode(SCHOOLING, textOf(cell)) !== undefined
  const stage = isStage ? undefined : parseClass(textOf(cell))
  if (stage) {
    put(facts, 'schooling', known(stage.schooling))
    facts.gradeClass ??= { state: 'known', value: tidy(textOf(cell)) }
    return
  }
  const parsed = parse(CHILD_FACTS[key], cell, { note, writing })
  if (parsed.is === 'month' && key === 'birthDate') cells.birthMonth = parsed.month
  else if (parsed.is === 'month') note('month-only')
  else if (parsed.is === 'value' || !EVERY_CHILD_HAS.includes(key)) put(facts, key, parsed)
}

function putBirthDate(
  cells: RowCells,
  { year = '', month = '', day = '' }: Partial<Record<BirthPart, string>>,
) {
  const written = [year, month, day].filter((part) => !emptiness(part)).join('-')
  const date = parseDate(written)
  if (date) cells.child.birthDate ??= { state: 'known', value: date }
  else cells.birthMonth ??= parseMonth(written)
  if (written && !date && !cells.birthMonth)
    cells.issues.push({ code: 'value-unreadable', field: 'birthDate' })
}

/** A word of both parents of whom nobody knows who is meant is left out. */
function readWorkPlaces(cell: RawCell, { cells, note }: Context): void {
  if (emptiness(textOf(cell))) return
  const places = isDitto(cell) ? undefined : parseWorkPlaces(textOf(cell))
  if (!places) note('value-unreadable')
  for (const parent of ['father', 'mother'] as const) {
    const place = places?.[parent]
    if (!place) continue
    const facts = slotOf(cells, parent)
    facts.workPlace ??= { state: 'known', value: place.slice(0, RELATIVE_FACTS.workPlace.type.max) }
  }
}

function parse(
  def: FactDef,
  cell: RawCell,
  { note, writing }: Pick<Context, 'note' | 'writing'>,
): Parsed<FactValue> {
  if (def.type.kind === 'residentId' && lostDigits(cell)) {
    note('id-lost-digits')
    return UNREADABLE
  }
  const parsed = parseValue(def.type, cell, writing)
  if (parsed.is === 'unreadable') note('value-unreadable')
  const isName = def.privacy === 'name' && parsed.is === 'value' && typeof parsed.value === 'string'
  return isName ? known(tidyName(parsed.value as string)) : parsed
}

function put(facts: FactEntries, key: string, parsed: Parsed<FactValue>): void {
  const entry = entryOf(parsed)
  if (entry) facts[key] = entry
}

function relationIn(cell: RawCell): Parsed<Relation> {
  const code = parseRelation(textOf(cell))
  return code ? known(code) : (emptiness(textOf(cell)) ?? UNREADABLE)
}

/** 12, 12岁, 12周岁; months of babies say 0. */
function ageIn(cell: RawCell): number | undefined {
  const years = /^(\d{1,2})(?:\.\d+)?(?:周?岁|岁半)?$/.exec(compact(textOf(cell)))?.[1]
  return years === undefined ? undefined : Number(years)
}
