import { Alert } from 'antd'
import { exportRefusedRows, type ImportItem, KEPT_DAYS } from '#domain/import/import-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DownloadButton } from '#web/ui/DownloadButton.tsx'

/** A row may be refused for several reasons. */
export const refusedRows = ({ refused }: Pick<ImportItem, 'refused'>): number =>
  new Set(refused.map(({ file, sheet, row }) => [file, sheet, row].join('/'))).size

/** What was refused is mended by the office and imported again: the rows, as long as they are kept. */
export function RefusedRows({ item }: { item: ImportItem }) {
  const t = useMessages()
  const rows = refusedRows(item)
  if (rows === 0 || item.status === 'discarded' || item.status === 'undone') return null
  const fetched = item.own && item.refusedKept
  return (
    <Alert
      type="warning"
      showIcon
      title={t.imports.refusedRows(rows)}
      description={
        fetched ? (
          <>
            <p>{t.imports.refusedHint(KEPT_DAYS)}</p>
            <DownloadButton file={() => fetchFile(exportRefusedRows, { params: { import: item.importId } })}>
              {t.imports.refusedDownload}
            </DownloadButton>
          </>
        ) : item.refusedKept ? (
          t.imports.refusedOfOthers(item.by)
        ) : (
          t.imports.refusedGone
        )
      }
    />
  )
}
