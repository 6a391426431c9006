import type { AreaCode } from '../area/area.ts'
import type { Relation } from '../fact/code-lists.ts'
import type { FactEntries } from '../fact/fact.ts'
import type { Issue } from './issues.ts'
import type { RawCell } from './raw-sheet.ts'

/** Where a row stands: `row` counts from 1 as the office sees it, `sheet` is empty for a CSV. */
export type RowPlace = { file: string; sheet: string; row: number }

/** A relative as the row tells of him. `carer` only where the row names him as the guardian. */
export type RosterRelative = { relation: Relation; carer: boolean; facts: FactEntries }

/**
 * What one row says of one child. Blank cells are absent from `facts` (未采集), and no fact has a `since`:
 * all hold from the day that the list describes.
 */
export type RosterRow = {
  place: RowPlace
  area: AreaCode | undefined
  group: number | undefined
  facts: FactEntries
  /** YYYY-MM where the row says the month of birth and no day. No fact: nobody's day is made up. */
  birthMonth?: string
  family: RosterRelative[]
  issues: Issue[]
  /**
   * Of a row that is refused: its cells, with what 同上 and merged cells say in them, to be handed back; and which table
   * of the file it stands in.
   */
  written?: { table: number; cells: RawCell[] }
}

/** The value of a fact that is known. */
export const valueIn = (facts: FactEntries, key: string) =>
  facts[key]?.state === 'known' ? facts[key].value : undefined

export const textIn = (facts: FactEntries, key: string): string | undefined => {
  const value = valueIn(facts, key)
  return typeof value === 'string' ? value : undefined
}
