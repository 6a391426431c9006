import type { ChildId, DuplicateId } from '#domain/ids.ts'
import type { ImportReport, RowIssue } from '#domain/import/import-api.ts'
import { ISSUES, type Issue, issueSentence } from '#domain/import/issues.ts'
import { columnLetters } from '#domain/import/raw-sheet.ts'
import type { RowPlace } from '#domain/import/roster-row.ts'
import { targetName } from '#domain/import/target.ts'
import type { Language } from '#domain/refusals.ts'
import type { HeldPair } from './held-pairs.ts'
import type { RowPlan } from './plan-import.ts'
import type { ReadFiles } from './read-files.ts'

/** What is kept of an import for good: counts, places of rows and codes. Nothing here says what a row held. */
export type Summary = Pick<
  ImportReport,
  'files' | 'rows' | 'created' | 'updated' | 'unchanged' | 'held' | 'duplicates'
> & {
  refusedRows: number
  issues: (RowPlace & Issue)[]
}

export function summarise(
  { files }: Pick<ReadFiles, 'files'>,
  plans: readonly RowPlan[],
  pairs: readonly HeldPair[],
): Summary {
  const count = (outcome: string) => plans.filter(({ planned }) => planned.outcome === outcome).length
  return {
    files: files.map(({ file, tables }) => ({
      file,
      sheets: tables.map(({ sheet, headRows, columns }) => ({
        name: sheet,
        headRow: headRows.at(-1)!,
        columns: Object.fromEntries([
          ...columns.mapped.map(({ target, column }) => [targetName(target), columnLetters(column)]),
          ...columns.unmapped.map(({ column }) => [
            `unmapped.${columnLetters(column)}`,
            columnLetters(column),
          ]),
        ]),
      })),
    })),
    rows: plans.length,
    created: count('create'),
    updated: count('update'),
    unchanged: count('unchanged'),
    held: count('held'),
    refusedRows: count('refused'),
    issues: plans.flatMap(({ row, planned }) => planned.issues.map((issue) => ({ ...row.place, ...issue }))),
    duplicates: [
      ...plans.flatMap(({ row, repeats }) =>
        repeats ? [{ ...row.place, other: repeats.of, reasons: [repeats.reason], id: null }] : [],
      ),
      ...pairs.map(({ plan, earlier, child, reached, reasons, id }) => ({
        ...plan.row.place,
        other: earlier ? earlier.place : { childId: reached ? (child as ChildId) : null },
        reasons,
        id: id as DuplicateId,
      })),
    ],
  }
}

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
