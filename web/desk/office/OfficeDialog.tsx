import { App, Input, Select } from 'antd'
import { useState } from 'react'
import { addOffice, listOffices } from '#domain/area/area-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { COUNTY, TOWNSHIP, useAreas, VILLAGE } from '../area/areas.ts'
import { kindsAt, useKindLabel } from './office-kinds.ts'

const LEVELS = [COUNTY, TOWNSHIP, VILLAGE]

export function OfficeDialog({ onClose }: { onClose(): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const areas = useAreas()
  const kindLabel = useKindLabel()
  const add = useCall(addOffice, [listOffices])
  const [area, setArea] = useState<string>()
  const [kind, setKind] = useState<string>()
  const [name, setName] = useState('')
  const level = area ? areas?.find(area)?.level : undefined
  return (
    <ReasonDialog
      title={t.offices.new}
      noReason
      ready={Boolean(area && kind) && name.trim().length >= 2}
      onClose={onClose}
      onSubmit={async () => {
        await add.mutateAsync({ body: { area: area!, kind: kind!, name } })
        message.success(t.common.saved)
      }}
    >
      <Field label={t.offices.area}>
        <AreaSelect
          areas={areas?.all ?? []}
          levels={LEVELS}
          value={area}
          onChange={(next) => {
            setArea(next)
            setKind(undefined)
          }}
        />
      </Field>
      <Field label={t.offices.kind}>
        <Select
          value={kind}
          disabled={level === undefined}
          showSearch={{ optionFilterProp: 'label' }}
          options={(level === undefined ? [] : kindsAt(level)).map((value) => ({
            value,
            label: kindLabel(value),
          }))}
          onChange={setKind}
        />
      </Field>
      <Field label={t.offices.name}>
        <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
      </Field>
    </ReasonDialog>
  )
}
