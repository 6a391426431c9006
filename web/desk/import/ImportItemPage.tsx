import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Progress } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { listChildren, openChildFile } from '#domain/child/child-api.ts'
import { listDuplicates } from '#domain/duplicate/duplicate-api.ts'
import {
  type ImportItem,
  importProgress,
  importRows,
  listImports,
  openImport,
} from '#domain/import/import-api.ts'
import { readTable } from '#domain/table/table-api.ts'
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
import { RefusedRows } from './RefusedRows.tsx'

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

/** Rows that repeat another one for certain. */
const repeated = ({ duplicates }: ImportItem) => duplicates.filter(({ id }) => id === null).length

const isUnderWay = (status: ImportItem['status'] | undefined) =>
  status === 'committing' || status === 'undoing'

/** One import: what it would do, then what it did. */
export default function ImportItemPage() {
  const t = useMessages()
  const params = route.useParams()
  const navigate = useNavigate()
  const query = useQuery(queryOf(openImport, { params }))
  const item = query.data
  const underWay = isUnderWay(item?.status)
  // What was heard before, of the writing, says nothing of taking back.
  const isSince = ({ dataUpdatedAt }: { dataUpdatedAt: number }) => dataUpdatedAt > query.dataUpdatedAt
  // Writing goes on after the page was left; whoever comes back sees how far it is, and when it is done.
  const hearing = useQuery({
    ...queryOf(importProgress, { params }),
    enabled: underWay,
    staleTime: 0,
    refetchInterval: ({ state }) => (isSince(state) && !isUnderWay(state.data?.status) ? false : 500),
  })
  const progress = isSince(hearing) ? hearing.data : undefined
  const changed = useChanged([
    openImport,
    listImports,
    listDuplicates,
    importRows,
    listChildren,
    openChildFile,
    readTable,
  ])
  const ended = underWay && progress !== undefined && !isUnderWay(progress.status)
  const readAgain = useEffectEvent(changed)
  useEffect(() => {
    if (ended) void readAgain()
  }, [ended])
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
                description={<WritingProgress {...(progress?.progress ?? loaded.progress)} />}
              />
            )}
            {loaded.status === 'undoing' && <Alert type="info" showIcon title={t.imports.undoing} />}
            {loaded.status === 'undone' && <Alert type="warning" showIcon title={t.imports.undone} />}
            {loaded.held > 0 && loaded.status !== 'discarded' && loaded.status !== 'undone' && (
              <Alert
                type="warning"
                showIcon
                title={t.imports.heldRows(loaded.held)}
                description={t.imports.heldHint}
                action={
                  <Button
                    onClick={() => navigate({ to: '/duplicates', search: { import: loaded.importId } })}
                  >
                    {t.duplicates.decideNow}
                  </Button>
                }
              />
            )}
            {loaded.problem && <Alert type="error" showIcon title={t.imports.stopped(loaded.problem)} />}
            {loaded.outdated > 0 && (
              <Alert type="warning" showIcon title={t.imports.outdatedRows(loaded.outdated)} />
            )}
            {loaded.status === 'committed' && <Alert type="success" showIcon title={t.imports.committed} />}
            {loaded.status === 'discarded' && <Alert type="warning" showIcon title={t.imports.discarded} />}
            <ImportCounts item={loaded} />
            {repeated(loaded) > 0 && (
              <Alert type="warning" showIcon title={t.imports.duplicates(repeated(loaded))} />
            )}
            <RefusedRows item={loaded} />
            <RecognisedColumns item={loaded} />
            <ProblemList item={loaded} />
            {/* Afterwards the key of the rows is destroyed, and there is nothing left to show. */}
            {(loaded.status === 'previewed' ||
              loaded.status === 'committing' ||
              loaded.status === 'stopped') && <ImportRows importId={loaded.importId} />}
          </>
        )}
      </Loader>
    </PageFrame>
  )
}
