import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState } from 'react'
import { exportImportRows, type ImportRow, importRows } from '#domain/import/import-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DownloadButton } from '#web/ui/DownloadButton.tsx'
import { ListBody } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'

const COLOURS = {
  create: 'green',
  update: 'blue',
  unchanged: 'grey',
  refused: 'red',
  held: 'orange',
  outdated: 'orange',
} as const
/** Rows of one outcome, or those that want looking at whatever becomes of them. */
const GROUPS = ['all', 'create', 'update', 'unchanged', 'held', 'refused', 'flagged'] as const
type Group = (typeof GROUPS)[number]

const asParams = (group: Group) =>
  group === 'all' ? {} : group === 'flagged' ? { flagged: 'yes' } : { outcome: group }

/** Row by row: who, what would happen, old and new side by side. */
export function ImportRows({ importId }: { importId: string }) {
  const t = useMessages()
  const navigate = useNavigate()
  const [group, setGroup] = useState<Group>('all')
  const [{ page, size }, setPage] = useState({ page: 1, size: 20 })
  const rows = useQuery(
    listQueryOf(importRows, {
      params: { import: importId, ...asParams(group), page, size },
    }),
  )
  return (
    <section aria-labelledby="rows-title">
      <div className="section-head">
        <h2 className="section-title" id="rows-title">
          {t.imports.rowsTitle}
        </h2>
        <div className="rows-tools">
          <Segmented<Group>
            aria-label={t.imports.outcome}
            value={group}
            onChange={(next) => {
              setGroup(next)
              setPage({ page: 1, size })
            }}
            options={GROUPS.map((value) => ({
              value,
              label: value === 'all' ? t.common.all : t.imports[value],
            }))}
          />
          <DownloadButton
            unless={rows.data?.total === 0 && t.state.empty}
            file={() => fetchFile(exportImportRows, { params: { import: importId, ...asParams(group) } })}
          >
            {t.imports.groupDownload}
          </DownloadButton>
        </div>
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
            cell: (row) => <Mark tone={COLOURS[row.outcome]}>{t.imports[row.outcome]}</Mark>,
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
            cell: (row) => <Issues row={row} />,
          },
        ]}
      />
    </section>
  )
}

/** An update shows old → new, line by line; a new file its first facts in one line, the rest as a count. */
function Changes({ row }: { row: ImportRow }) {
  const t = useMessages()
  const isNew = row.outcome === 'create'
  const told = row.changes.filter(({ key }) => key !== 'name' || !isNew)
  const shown = isNew ? told.slice(0, 6) : told
  const hidden = told.length - shown.length
  if (told.length === 0) return '—'
  return (
    <ul className={isNew ? 'row-changes is-new' : 'row-changes'}>
      {shown.map(({ key, label, from, to }) => (
        <li key={key}>
          {label}
          {t.common.colon}
          {from !== null && (
            <>
              <del>{from}</del> →{' '}
            </>
          )}
          {to ?? t.fact.notCollected}
        </li>
      ))}
      {hidden > 0 && <li>{t.imports.moreFacts(hidden)}</li>}
    </ul>
  )
}

function Issues({ row }: { row: ImportRow }) {
  if (row.issues.length === 0) return '—'
  return (
    <ul className="row-changes">
      {row.issues.map(({ code, message }) => (
        <li key={code + message}>{message}</li>
      ))}
    </ul>
  )
}
