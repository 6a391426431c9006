import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { listImports, previewImport } from '#domain/import/import-api.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ListBody } from '#web/ui/ListPage.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loading } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { BlankForm } from '../child/BlankForm.tsx'
import { DropZone } from './DropZone.tsx'
import { importColumns } from './import-columns.tsx'

export default function ImportPage() {
  const t = useMessages()
  const navigate = useNavigate()
  const today = useToday()
  const [files, setFiles] = useState<File[]>([])
  const [asOf, setAsOf] = useState(today)
  const preview = useCall(previewImport, [listImports])
  const earlier = useQuery(queryOf(listImports, {}))
  const open = (importId: string) => navigate({ to: '/import/$import', params: { import: importId } })

  const start = () =>
    preview.mutate({ params: { asOf }, files }, { onSuccess: ({ importId }) => open(importId) })

  return (
    <PageFrame title={t.imports.title} actions={<BlankForm />}>
      <section className="block" aria-label={t.imports.choose}>
        <DropZone files={files} disabled={preview.isPending} onFiles={setFiles} />
        <div className="import-start">
          <Field label={t.imports.asOf} hint={t.imports.asOfHint}>
            <DayPicker value={asOf} allowClear={false} onChange={(day) => day && setAsOf(day)} />
          </Field>
          <Button
            type="primary"
            size="large"
            disabled={files.length === 0}
            loading={preview.isPending}
            onClick={start}
          >
            {t.imports.preview}
          </Button>
        </div>
        {preview.isPending && <Loading text={t.imports.reading} />}
        {preview.error && <Alert type="error" showIcon title={failureText(preview.error, t)} />}
      </section>
      <h2 className="section-title">{t.imports.earlier}</h2>
      <ListBody
        list={{ ...earlier, data: earlier.data?.imports }}
        columns={importColumns(t)}
        rowKey={(row) => row.importId}
        onOpen={(row) => open(row.importId)}
        empty={t.imports.none}
      />
    </PageFrame>
  )
}
