import { App, Input, Select } from 'antd'
import { useState } from 'react'
import { editTableHead, readTable, type Table } from '#domain/table/table-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { columnLabel } from './column-label.ts'

/** Corrects a head that is not known for certain, by a document that tells it. */
export function HeadDialog({ table, onClose }: { table: Table; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const edit = useCall(editTableHead, [readTable])
  const columns = table.columns.filter(({ inferred }) => inferred)
  const [column, setColumn] = useState<string>()
  const [head, setHead] = useState('')
  const [document, setDocument] = useState('')
  return (
    <ReasonDialog
      title={t.tables.editHead}
      hint={t.tables.editHeadHint}
      noReason
      ready={Boolean(column && head.trim()) && document.trim().length >= 2}
      onClose={onClose}
      onSubmit={async () => {
        await edit.mutateAsync({
          params: { table: table.table, column: column! },
          body: { label: head, document },
        })
        message.success(t.common.saved)
      }}
    >
      <Field label={t.tables.column}>
        <Select
          value={column}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={setColumn}
          options={columns.map((one) => ({
            value: one.key,
            label: `${one.no} ${columnLabel(table.table, one, label)}`,
          }))}
        />
      </Field>
      <Field label={t.tables.newHead}>
        <Input value={head} maxLength={60} onChange={(event) => setHead(event.target.value)} />
      </Field>
      <Field label={t.policy.documentName}>
        <Input value={document} maxLength={300} onChange={(event) => setDocument(event.target.value)} />
      </Field>
    </ReasonDialog>
  )
}
