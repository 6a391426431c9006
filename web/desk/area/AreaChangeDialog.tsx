import { App, Input } from 'antd'
import { useState } from 'react'
import { AreaCode } from '#domain/area/area.ts'
import {
  AreaChange,
  type AreaItem,
  areaHistory,
  changeArea,
  listAreas,
  listOffices,
} from '#domain/area/area-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import type { Areas } from './areas.ts'

export type ChangeKind = 'added' | 'renamed' | 'merged' | 'ended'
type Props = { kind: ChangeKind; area: AreaItem; areas: Areas; onClose(): void }

/** One change of an area from a day on, with the document that approved it. Nothing of the past is rewritten. */
export function AreaChangeDialog({ kind, area, areas, onClose }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const change = useCall(changeArea, [listAreas, areaHistory, listOffices])
  const today = useToday()
  const names =
    kind === 'renamed' ? { name: area.name, shortName: area.shortName } : { name: '', shortName: '' }
  const [typed, setTyped] = useState({ code: '', ...names, document: '' })
  const [mergedInto, setMergedInto] = useState<string>()
  const [onDay, setOnDay] = useState(today)
  const titles = {
    added: t.areas.addBelow,
    renamed: t.areas.rename,
    merged: t.areas.merge,
    ended: t.areas.end,
  }
  const asksName = kind === 'added' || kind === 'renamed'
  const badCode = kind === 'added' && typed.code !== '' && !AreaCode.safeParse(typed.code).success
  const body = {
    kind,
    code: kind === 'added' ? typed.code : area.code,
    onDay,
    name: asksName ? typed.name : undefined,
    shortName: (asksName && typed.shortName) || undefined,
    mergedInto: kind === 'merged' ? mergedInto : undefined,
    document: typed.document || undefined,
  }
  const box = (key: keyof typeof typed, max: number) => (
    <Input
      value={typed[key]}
      maxLength={max}
      onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
    />
  )
  return (
    <ReasonDialog
      title={`${titles[kind]}${t.common.colon}${area.name}`}
      noReason
      danger={kind === 'merged' || kind === 'ended'}
      ready={AreaChange.safeParse(body).success && (kind !== 'merged' || mergedInto !== undefined)}
      onClose={onClose}
      onSubmit={async () => {
        await change.mutateAsync({ body })
        message.success(t.common.saved)
      }}
    >
      {kind === 'added' && (
        <Field label={t.areas.newCode} problem={badCode ? t.areas.badCode : undefined}>
          {box('code', 14)}
        </Field>
      )}
      {asksName && <Field label={t.areas.name}>{box('name', 100)}</Field>}
      {asksName && <Field label={t.areas.shortName}>{box('shortName', 100)}</Field>}
      {kind === 'merged' && (
        <Field label={t.areas.mergedInto}>
          <AreaSelect
            areas={areas.all.filter((one) => one.code !== area.code)}
            levels={[area.level]}
            value={mergedInto}
            onChange={setMergedInto}
          />
        </Field>
      )}
      <Field label={t.areas.onDay}>
        <DayPicker value={onDay} allowClear={false} onChange={(day) => day && setOnDay(day)} />
      </Field>
      <Field label={t.areas.document}>{box('document', 200)}</Field>
    </ReasonDialog>
  )
}
