import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { z } from 'zod'
import {
  commitImport,
  discardImport,
  type ImportItem,
  KEPT_DAYS,
  listImports,
  openImport,
} from '#domain/import/import-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { refusedRows } from './RefusedRows.tsx'
import { UndoImport } from './UndoImport.tsx'

export function ImportActions({ item }: { item: z.infer<typeof ImportItem> }) {
  const t = useMessages()
  const { modal, message } = App.useApp()
  const navigate = useNavigate()
  const commit = useCall(commitImport, [openImport, listImports])
  const discard = useCall(discardImport, [openImport, listImports])
  const params = { import: item.importId }
  const fail = (error: unknown) => void message.error(failureText(error, t), 6)

  if (item.status === 'committed')
    return (
      <>
        <UndoImport item={item} />
        <Button type="primary" onClick={() => navigate({ to: '/children', search: {} })}>
          {t.imports.seeChildren}
        </Button>
      </>
    )
  if (item.status !== 'previewed' && item.status !== 'stopped') return null
  const refused = refusedRows(item)
  const askCommit = () =>
    modal.confirm({
      title: t.imports.commit,
      content: (
        <>
          {t.imports.commitAsk(item.created, item.updated)}
          {refused > 0 && <p>{t.imports.commitRefused(refused, KEPT_DAYS)}</p>}
        </>
      ),
      okText: t.imports.commit,
      onOk: () => commit.mutateAsync({ params }).catch(fail),
    })
  const askDiscard = () =>
    modal.confirm({
      title: t.imports.discard,
      content: t.imports.discardAsk,
      okText: t.imports.discard,
      okButtonProps: { danger: true },
      onOk: () => discard.mutateAsync({ params }).then(() => navigate({ to: '/import' }), fail),
    })
  return (
    <>
      {/* What is written of a stopped import is taken back, not left half there. */}
      {item.status === 'stopped' ? (
        <UndoImport item={item} />
      ) : (
        <Button onClick={askDiscard} disabled={commit.isPending}>
          {t.imports.discard}
        </Button>
      )}
      <ReasonedButton
        type="primary"
        loading={commit.isPending}
        unless={item.created + item.updated + item.held === 0 && t.imports.nothing}
        onClick={item.status === 'stopped' ? () => commit.mutateAsync({ params }).catch(fail) : askCommit}
      >
        {item.status === 'stopped' ? t.imports.goOn : t.imports.commit}
      </ReasonedButton>
    </>
  )
}
