import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { listChildren, openChildFile } from '#domain/child/child-api.ts'
import { importRows, listImports, openImport } from '#domain/import/import-api.ts'
import { leftBehindSummary } from '#domain/table/table-api.ts'
import { queryOf, useChanged } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { ImportActions } from './ImportActions.tsx'
import { ImportCounts } from './ImportCounts.tsx'
import { ImportRows } from './ImportRows.tsx'
import { STATUS_COLOURS } from './import-columns.tsx'
import { ProblemList } from './ProblemList.tsx'
import { RecognisedColumns } from './RecognisedColumns.tsx'

const route = getRouteApi('/import/$import')

function WritingProgress({ done, total }: { done: number; total: number }) {
  const t = useMessages()
  return (
    <>
      {t.imports.progress(done, total)}
      <Progress
        percent={total === 0 ? 100 : Math.floor((done / total) * 100)}
        aria-label={t.imports.progress(done, total)}
      />
    </>
  )
}

/** One import: what it would do, then what it did. */
export default function ImportItemPage() {
  const t = useMessages()
  const params = route.useParams()
  const query = useQuery({
    ...queryOf(openImport, { params }),
    // Writing goes on after the page was left; whoever comes back sees when it is done.
    refetchInterval: ({ state }) => (state.data?.status === 'committing' ? 500 : false),
  })
  const item = query.data
  const changed = useChanged([listImports, importRows, listChildren, openChildFile, leftBehindSummary])
  const status = item?.status
  const before = useRef(status)
  useEffect(() => {
    if (before.current === 'committing' && status !== 'committing') void changed()
    before.current = status
  })
  return (
    <PageFrame
      title={t.imports.title}
      lead={
        item && (
          <>
            <Mark tone={STATUS_COLOURS[item.status]}>{t.imports.statuses[item.status]}</Mark>
            {item.files.map((file) => file.file).join('、')} · {t.imports.asOf} {item.asOf} · {item.by} ·{' '}
            {clock(item.createdAt)}
          </>
        )
      }
      actions={item && <ImportActions item={item} />}
    >
      <Loader of={query}>
        {(loaded) => (
          <>
            {loaded.status === 'committing' && (
              <Alert
                type="info"
                showIcon
                title={t.imports.committing}
                description={<WritingProgress {...loaded.progress} />}
              />
            )}
            {loaded.problem && <Alert type="error" showIcon title={t.imports.stopped(loaded.problem)} />}
            {loaded.outdated > 0 && (
              <Alert type="warning" showIcon title={t.imports.outdatedRows(loaded.outdated)} />
            )}
            {loaded.status === 'committed' && <Alert type="success" showIcon title={t.imports.committed} />}
            {loaded.status === 'discarded' && <Alert type="warning" showIcon title={t.imports.discarded} />}
            <ImportCounts item={loaded} />
            {loaded.duplicates.length > 0 && (
              <Alert type="warning" showIcon title={t.imports.duplicates(loaded.duplicates.length)} />
            )}
            <RecognisedColumns item={loaded} />
            <ProblemList item={loaded} />
            {/* Afterwards the key of the rows is destroyed, and there is nothing left to show. */}
            {loaded.status !== 'committed' && loaded.status !== 'discarded' && (
              <ImportRows importId={loaded.importId} />
            )}
          </>
        )}
      </Loader>
    </PageFrame>
  )
}
