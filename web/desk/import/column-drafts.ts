import { type ColumnMapping, givenTwice, mappingReader } from '#domain/import/column-mapping.ts'
import type { ReadLayout } from '#domain/import/import-api.ts'
import { columnNumber } from '#domain/import/raw-sheet.ts'
import { targetName } from '#domain/import/target.ts'

/** What the officer says instead, by layout and by the key of the column. */
export type Drafts = Readonly<Record<string, ColumnMapping>>

/** All columns of a layout as they would be read: what is said now, else what was proposed. */
export const mappingOf = ({ layout, columns }: ReadLayout, drafts: Drafts): ColumnMapping =>
  Object.fromEntries(columns.map(({ key, target }) => [key, drafts[layout]?.[key] ?? target]))

export const isChanged = (layout: ReadLayout, drafts: Drafts): boolean =>
  layout.columns.some(({ key, target }) => (drafts[layout.layout]?.[key] ?? target) !== target)

export type Problem = { why: 'twice'; targets: string[] } | { why: 'nameless' }

/** Why tables cannot be read so: of two columns for one thing only one would be read, and nobody is entered without a name. */
export function problemOf(layout: ReadLayout, drafts: Drafts): Problem | undefined {
  const mapping = mappingOf(layout, drafts)
  const targets = givenTwice(mapping)
  if (targets.length > 0) return { why: 'twice', targets }
  return Object.values(mapping).includes('name') ? undefined : { why: 'nameless' }
}

/** What a saved mapping says of these columns; of others it is silent. */
export function saidBy(mapping: ColumnMapping, layouts: readonly ReadLayout[]): Drafts {
  const read = mappingReader(mapping)
  return Object.fromEntries(
    layouts.map(({ layout, columns }) => [
      layout,
      Object.fromEntries(
        columns.flatMap(({ key, column, head }) => {
          const target = read({ column: columnNumber(column), text: head })
          return target ? [[key, targetName(target)]] : []
        }),
      ),
    ]),
  )
}

/** What an office looks over first, and what it need not. */
export const isUnsure = ({ sureness }: ReadLayout['columns'][number]): boolean =>
  sureness === 'none' || sureness === 'guess'
