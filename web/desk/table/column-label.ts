import { TABLES, type TableName } from '#domain/table/tables.ts'
import type { Labelled } from '#web/messages/language.tsx'

/**
 * The head of a column in the reader's language. What the county has corrected, or a column unknown to this desk, keeps
 * the server's words.
 */
export const columnLabel = (
  table: TableName,
  column: { key: string; label: string; edited?: boolean },
  label: (entry: Labelled | undefined) => string,
): string =>
  (!column.edited && label(TABLES[table].columns.find(({ key }) => key === column.key))) || column.label
