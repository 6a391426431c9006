import { blankForm } from '#domain/export/export-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DownloadButton } from '#web/ui/DownloadButton.tsx'

/** The registration form to take along and fill by hand. */
export function BlankForm() {
  const t = useMessages()
  return <DownloadButton file={() => fetchFile(blankForm, {})}>{t.exports.blankForm}</DownloadButton>
}
