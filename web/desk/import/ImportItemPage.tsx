import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert } from 'antd'
import { openImport } from '#domain/import/import-api.ts'
import { queryOf } from '#web/api/queries.ts'
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

/** One import: what it would do, then what it did. */
export default function ImportItemPage() {
  const t = useMessages()
  const params = route.useParams()
  const query = useQuery({
    ...queryOf(openImport, { params }),
    // Writing goes on after the page was left; whoever comes back sees when it is done.
    refetchInterval: ({ state }) => (state.data?.status === 'committing' ? 2000 : false),
  })
  const item = query.data
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
            {loaded.status === 'committing' && <Alert type="info" showIcon title={t.imports.committing} />}
            {loaded.status === 'committed' && <Alert type="success" showIcon title={t.imports.committed} />}
            {loaded.status === 'discarded' && <Alert type="warning" showIcon title={t.imports.discarded} />}
            <ImportCounts item={loaded} />
            {loaded.duplicates.length > 0 && (
              <Alert type="warning" showIcon title={t.imports.duplicates(loaded.duplicates.length)} />
            )}
            <RecognisedColumns item={loaded} />
            <ProblemList item={loaded} />
            {loaded.status !== 'discarded' && <ImportRows importId={loaded.importId} />}
          </>
        )}
      </Loader>
    </PageFrame>
  )
}
