import type { PlainDate } from '../dates.ts'
import { checkAge, checkFamily, checkId, filledFromId } from './check-child.ts'
import { findPlace, type PlaceFinder, remembering } from './find-place.ts'
import { findTable, repeatsHeads, type Table } from './find-table.ts'
import type { Issue } from './issues.ts'
import { type ColumnMap, KNOWN_HEADS, mapColumns } from './map-columns.ts'
import type { RawRow, RawSheet } from './raw-sheet.ts'
import { type RowCells, readCells } from './read-cells.ts'
import { readFamily } from './read-family.ts'
import { type RosterRow, type RowPlace, textIn } from './roster-row.ts'
import { bare } from './spelling.ts'

export type RosterFile = { file: string; sheets: RawSheet[] }
export type RosterContext = { asOf: PlainDate; placeOf: PlaceFinder }

/** A table as it was understood, for the officer to look over. */
export type ReadTable = { sheet: string; headRows: number[]; columns: ColumnMap }
export type ReadPart = { table: ReadTable } | { row: RosterRow }

/**
 * A workbook's children, sheet by sheet: each table, then its rows, one at a time, so that nobody need hold all of
 * them. A sheet without a table of children (instructions) is passed over.
 */
export function* readRoster(
  { file, sheets }: RosterFile,
  { asOf, placeOf }: RosterContext,
): Generator<ReadPart, void, undefined> {
  const context = { asOf, placeOf: remembering(placeOf) }
  for (const sheet of sheets) {
    const table = findTable(sheet, KNOWN_HEADS)
    if (!table) continue
    const columns = mapColumns(table.heads)
    yield { table: { sheet: table.sheet, headRows: table.headRows, columns } }
    for (const row of childRows(table)) {
      const place = { file, sheet: table.sheet, row: row.row }
      const read = readRow(readCells(row, columns), place, context)
      if (read) yield { row: read }
    }
  }
}

const childRows = ({ rows, heads }: Table): RawRow[] => rows.filter((row) => !repeatsHeads(row, heads))

/** Where names stand, 合计 and the number of children may stand too. */
const isSum = (name: string) => SUMS.has(bare(name)) || !/\p{L}/u.test(name)
const SUMS = new Set(['合计', '小计', '总计', '共计', '累计'])

/** Undefined for a row that is no child: without a name and without anything that only a child has. */
function readRow(cells: RowCells, place: RowPlace, { asOf, placeOf }: RosterContext): RosterRow | undefined {
  const facts = filledFromId(cells.child)
  const name = textIn(facts, 'name')
  if (name ? isSum(name) : !facts.idNumber && !facts.birthDate) return undefined

  const { family, issues: aboutCarer } = readFamily(cells)
  if (cells.slots.guardian?.name?.state === 'notApplicable')
    facts.entrusted ??= { state: 'known', value: false }
  const { area, group } = findPlace(
    cells.place,
    [textIn(facts, 'residence'), textIn(facts, 'hukouPlace')],
    placeOf,
  )
  const noted = new Set(cells.issues.map(({ field }) => field))
  const issues: Issue[] = [
    ...(name ? [] : [{ code: 'name-missing', field: 'name' } as const]),
    ...(area ? [] : [{ code: 'area-unknown', field: 'village' } as const]),
    ...cells.issues,
    ...checkId(facts).filter(({ field }) => !noted.has(field)),
    ...checkAge(facts, asOf),
    ...aboutCarer,
    ...checkFamily(facts, family),
  ]
  return { place, area, group, facts, family, issues }
}
