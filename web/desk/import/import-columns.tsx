import type { ResultOf } from '#domain/endpoint.ts'
import type { listImports } from '#domain/import/import-api.ts'
import type { Messages } from '#web/messages/zh-CN.ts'
import type { ListColumn } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { clock } from '#web/ui/today.ts'

type Earlier = ResultOf<typeof listImports>['imports'][number]
export const STATUS_COLOURS = {
  previewed: 'orange',
  committing: 'blue',
  stopped: 'red',
  committed: 'green',
  discarded: 'grey',
  undoing: 'blue',
  undone: 'grey',
} as const

/** Earlier imports, as the import page and the workbench list them. */
export const importColumns = (t: Messages): ListColumn<Earlier>[] => [
  { key: 'files', title: t.imports.file, main: true, cell: (row) => <b>{row.files.join('、')}</b> },
  {
    key: 'status',
    title: t.imports.status,
    cell: (row) => <Mark tone={STATUS_COLOURS[row.status]}>{t.imports.statuses[row.status]}</Mark>,
  },
  { key: 'asOf', title: t.imports.asOf, cell: (row) => row.asOf },
  { key: 'rows', title: t.imports.rows, align: 'right', cell: (row) => row.rows },
  { key: 'created', title: t.imports.create, align: 'right', cell: (row) => row.created },
  { key: 'updated', title: t.imports.update, align: 'right', cell: (row) => row.updated },
  { key: 'unchanged', title: t.imports.unchanged, align: 'right', cell: (row) => row.unchanged },
  { key: 'held', title: t.imports.held, align: 'right', cell: (row) => row.held },
  { key: 'refused', title: t.imports.refused, align: 'right', cell: (row) => row.refused },
  { key: 'by', title: t.imports.by, cell: (row) => row.by },
  { key: 'at', title: t.imports.at, cell: (row) => clock(row.createdAt) },
]
