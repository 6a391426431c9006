import { App, Input } from 'antd'
import { useState } from 'react'
import { freezeTable, listFrozenTables, type TableName } from '#domain/table/table-api.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import type { TableSearch } from './table-searches.ts'

type Props = { asked: TableSearch & { table: TableName }; onClose(): void }

/** A frozen table has a name, as the office will look for it. */
export function FreezeDialog({ asked, onClose }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const freeze = useCall(freezeTable, [listFrozenTables])
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const { base: _, ...rest } = asked
  return (
    <ReasonDialog
      title={t.tables.freezeTitle}
      hint={t.tables.freezeHint}
      okText={t.tables.freeze}
      noReason
      ready={name.trim().length >= 2}
      onClose={onClose}
      onSubmit={async () => {
        await freeze.mutateAsync({ body: { ...rest, id, name } })
        message.success(t.tables.frozenNow)
      }}
    >
      <Field label={t.tables.frozenName}>
        <Input
          value={name}
          maxLength={100}
          placeholder={t.tables.frozenNameHint}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
    </ReasonDialog>
  )
}
