import type { ChildId, DuplicateId } from '#domain/ids.ts'
import type { ImportReport, RowIssue } from '#domain/import/import-api.ts'
import { ISSUES, type Issue, issueSentence } from '#domain/import/issues.ts'
import { columnLetters } from '#domain/import/raw-sheet.ts'
import type { ReadTable } from '#domain/import/read-roster.ts'
import type { RowPlace } from '#domain/import/roster-row.ts'
import { targetName } from '#domain/import/target.ts'
import type { Language } from '#domain/refusals.ts'
import type { HeldPair } from './held-pairs.ts'
import type { RowPlan } from './plan-import.ts'
import type { ReadTables } from './read-files.ts'

/** What is kept of an import for good: counts, places of rows and codes. Nothing here says what a row held. */
export type Summary = Pick<
  ImportReport,
  'files' | 'rows' | 'created' | 'updated' | 'unchanged' | 'held' | 'duplicates'
> & {
  refusedRows: number
  issues: (RowPlace & Issue)[]
}

/** Sums up the plans of an import, some at a time. */
export function createSummary() {
  const counts = { create: 0, update: 0, unchanged: 0, refused: 0, held: 0, outdated: 0 }
  const issues: Summary['issues'] = []
  const duplicates: Summary['duplicates'] = []
  return {
    add(plans: readonly RowPlan[], pairs: readonly HeldPair[]): void {
      for (const { row, planned, repeats } of plans) {
        counts[planned.outcome] += 1
        for (const issue of planned.issues) issues.push({ ...row.place, ...issue })
        if (repeats) duplicates.push({ ...row.place, other: repeats.of, reasons: [repeats.reason], id: null })
      }
      for (const { plan, earlier, child, reached, reasons, id } of pairs)
        duplicates.push({
          ...plan.row.place,
          other: earlier ? earlier.place : { childId: reached ? (child as ChildId) : null },
          reasons,
          id: id as DuplicateId,
        })
    },
    of: ({ files }: ReadTables): Summary => ({
      files: files.map(({ file, tables }) => ({ file, sheets: tables.map(sheetOf) })),
      rows: Object.values(counts).reduce((sum, n) => sum + n, 0),
      created: counts.create,
      updated: counts.update,
      unchanged: counts.unchanged,
      held: counts.held,
      refusedRows: counts.refused,
      issues,
      duplicates,
    }),
  }
}

const sheetOf = ({
  sheet,
  headRows,
  columns,
}: ReadTable): ImportReport['files'][number]['sheets'][number] => ({
  name: sheet,
  headRow: headRows.at(-1)!,
  columns: Object.fromEntries([
    ...columns.mapped.map(({ target, column }) => [targetName(target), columnLetters(column)]),
    ...columns.unmapped.map(({ column }) => [`unmapped.${columnLetters(column)}`, columnLetters(column)]),
  ]),
})

const SEVERITY = { reject: 'refused', flag: 'flagged', info: 'noted', hint: undefined } as const

export function reportOf(importId: string, summary: Summary, language: Language): ImportReport {
  const { refusedRows: _, issues, ...counts } = summary
  const lists: Record<NonNullable<(typeof SEVERITY)[keyof typeof SEVERITY]>, RowIssue[]> = {
    refused: [],
    flagged: [],
    noted: [],
  }
  for (const issue of issues) {
    const list = SEVERITY[ISSUES[issue.code].severity]
    if (list) lists[list].push(shownIssue(issue, language))
  }
  return { importId: importId as ImportReport['importId'], ...counts, ...lists }
}

export const shownIssue = (issue: RowPlace & Issue, language: Language): RowIssue => ({
  file: issue.file,
  sheet: issue.sheet,
  row: issue.row,
  field: issue.field,
  code: issue.code,
  message: issueSentence(issue, language),
})
