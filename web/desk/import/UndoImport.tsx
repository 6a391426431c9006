import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { ACT_KINDS } from '#domain/act/act.ts'
import {
  type ImportItem,
  importStandsUnder,
  listImports,
  openImport,
  undoImport,
} from '#domain/import/import-api.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { isRefused } from '#web/api/refused.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { Loader } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'

/** Takes a whole import back, or shows what was written on it since. */
export function UndoImport({ item }: { item: ImportItem }) {
  const { t } = useLanguage()
  const { modal, message } = App.useApp()
  const [standing, setStanding] = useState(false)
  const undo = useCall(undoImport, [openImport, listImports])
  const params = { import: item.importId }
  const ask = () =>
    modal.confirm({
      title: t.imports.undo,
      content: t.imports.undoAsk(item.created, item.updated),
      okText: t.imports.undo,
      okButtonProps: { danger: true },
      onOk: () =>
        undo.mutateAsync({ params }).catch((error: unknown) => {
          if (isRefused(error, 'writtenOn')) setStanding(true)
          else void message.error(failureText(error, t), 6)
        }),
    })
  return (
    <>
      <Button danger onClick={ask} loading={undo.isPending}>
        {t.imports.undo}
      </Button>
      <Modal
        open={standing}
        title={t.imports.cannotUndo}
        footer={null}
        onCancel={() => setStanding(false)}
        destroyOnHidden
      >
        <Standing importId={item.importId} />
      </Modal>
    </>
  )
}

function Standing({ importId }: { importId: ImportItem['importId'] }) {
  const { t, label } = useLanguage()
  const query = useQuery(queryOf(importStandsUnder, { params: { import: importId } }))
  return (
    <Loader of={query}>
      {({ total, acts }) => (
        <>
          <p>{t.imports.standing(total)}</p>
          <ul className="plain-list">
            {acts.map(({ kind, child, name, by, at }) => (
              <li key={`${at}/${child}/${kind}`}>
                {child ? (
                  <Link to="/children/$child" params={{ child }} search={{ tab: 'history' }}>
                    {name ?? '—'}
                  </Link>
                ) : (
                  t.duplicates.outOfReach
                )}{' '}
                {label(ACT_KINDS[kind as keyof typeof ACT_KINDS]) || kind} · {by} · {clock(at)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Loader>
  )
}
