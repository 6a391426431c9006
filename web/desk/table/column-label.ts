import { SUMMARY_COLUMNS } from '#domain/table/left-behind-summary.ts'
import type { Labelled } from '#web/messages/language.tsx'

const COLUMNS = new Map<string, Labelled>(SUMMARY_COLUMNS.map((column) => [column.key, column]))

/** The head of a column in the reader's language; a column unknown to this desk keeps the server's. */
export const summaryLabel = (
  column: { key: string; label: string },
  label: (entry: Labelled | undefined) => string,
): string => label(COLUMNS.get(column.key)) || column.label
