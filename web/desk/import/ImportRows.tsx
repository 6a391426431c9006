import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Segmented, Tag } from 'antd'
import { useState } from 'react'
import { type ImportRow, importRows } from '#domain/import/import-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { ListBody } from '#web/ui/ListPage.tsx'

const COLOURS = { create: 'success', update: 'processing', unchanged: 'default', refused: 'error' } as const
type Outcome = ImportRow['outcome']

/** Row by row: who, what would happen, old and new side by side. */
export function ImportRows({ importId }: { importId: string }) {
  const t = useMessages()
  const navigate = useNavigate()
  const [outcome, setOutcome] = useState<Outcome | 'all'>('all')
  const [{ page, size }, setPage] = useState({ page: 1, size: 20 })
  const rows = useQuery(
    listQueryOf(importRows, {
      params: { import: importId, outcome: outcome === 'all' ? undefined : outcome, page, size },
    }),
  )
  return (
    <section aria-labelledby="rows-title">
      <div className="section-head">
        <h2 className="section-title" id="rows-title">
          {t.imports.rowsTitle}
        </h2>
        <Segmented<Outcome | 'all'>
          aria-label={t.imports.outcome}
          value={outcome}
          onChange={(next) => {
            setOutcome(next)
            setPage({ page: 1, size })
          }}
          options={[
            { value: 'all', label: t.common.all },
            ...(['create', 'update', 'unchanged', 'refused'] as const).map((value) => ({
              value,
              label: t.imports[value],
            })),
          ]}
        />
      </div>
      <ListBody
        list={{ ...rows, data: rows.data?.rows }}
        rowKey={(row) => String(row.n)}
        onOpen={(row) => row.child && navigate({ to: '/children/$child', params: { child: row.child } })}
        empty={t.state.empty}
        paging={{
          page,
          size,
          total: rows.data?.total ?? 0,
          onPage: (next, nextSize) => setPage({ page: next, size: nextSize }),
        }}
        columns={[
          {
            key: 'name',
            title: t.accounts.name,
            main: true,
            width: 100,
            cell: (row) => <b>{row.name ?? '—'}</b>,
          },
          {
            key: 'outcome',
            title: t.imports.outcome,
            width: 80,
            cell: (row) => <Tag color={COLOURS[row.outcome]}>{t.imports[row.outcome]}</Tag>,
          },
          {
            key: 'place',
            title: t.imports.row,
            width: 140,
            cell: (row) => [row.sheet || row.file, row.row].join(' : '),
          },
          { key: 'village', title: t.children.village, width: 140, cell: (row) => row.village ?? '—' },
          { key: 'changes', title: t.imports.changes, cell: (row) => <Changes row={row} /> },
          {
            key: 'issues',
            title: t.imports.issues,
            cell: (row) => row.issues.map((issue) => issue.message).join(' ') || '—',
          },
        ]}
      />
    </section>
  )
}

/** An update shows old → new; a new file shows its first facts, the rest behind a count. */
function Changes({ row }: { row: ImportRow }) {
  const t = useMessages()
  const shown = row.outcome === 'create' ? row.changes.slice(0, 6) : row.changes
  const hidden = row.changes.length - shown.length
  if (row.changes.length === 0) return <>—</>
  return (
    <ul className="row-changes">
      {shown.map(({ key, label, from, to }) => (
        <li key={key}>
          {label}
          {t.common.colon}
          {from !== null && <del>{from}</del>} {to ?? t.fact.notCollected}
        </li>
      ))}
      {hidden > 0 && <li>… +{hidden}</li>}
    </ul>
  )
}
