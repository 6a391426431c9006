import { App, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import type { PlainDate } from '#domain/dates.ts'
import { listPolicy, proposePolicy } from '#domain/policy/policy-api.ts'
import { POLICY_KEYS, type PolicyKey } from '#domain/policy/policy-keys.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { COUNTY, TOWNSHIP, useAreas } from '../area/areas.ts'

type Value = number | boolean | string | string[] | null
type Props = { policyKey: PolicyKey; now: Value; onClose(): void }

const LATEST = '2099-12-31'

/** A change needs its document and clause; a second person approves it after its effect has been counted. */
export function ProposeDialog({ policyKey, now, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const areas = useAreas()
  const county = areas?.all.find(({ level }) => level === COUNTY)?.code
  const propose = useCall(proposePolicy, [listPolicy])
  // Kept while the dialog is open: sent twice it is one proposal.
  const [id] = useState(newId)
  const [value, setValue] = useState<Value>(now)
  const [from, setFrom] = useState<PlainDate | undefined>(useToday())
  const [scope, setScope] = useState<string>()
  const [document, setDocument] = useState('')
  const [clause, setClause] = useState('')
  const where = scope ?? county
  return (
    <ReasonDialog
      title={t.policy.proposeTitle(label(POLICY_KEYS[policyKey]))}
      hint={t.policy.proposeHint}
      okText={t.policy.propose}
      ready={
        Boolean(from && where) &&
        document.trim().length >= 2 &&
        clause.trim().length >= 2 &&
        value !== undefined
      }
      onClose={onClose}
      onSubmit={async (reason) => {
        await propose.mutateAsync({
          body: { id, key: policyKey, scope: where!, from: from!, value, document, clause, reason },
        })
        message.success(t.policy.proposed)
      }}
    >
      <Field label={t.policy.newValue}>
        <ValueControl policyKey={policyKey} value={value} onChange={setValue} />
      </Field>
      <Field label={t.policy.from}>
        <DayPicker value={from} max={LATEST} onChange={setFrom} />
      </Field>
      <Field label={t.policy.scope}>
        <AreaSelect areas={areas?.all ?? []} levels={[COUNTY, TOWNSHIP]} value={where} onChange={setScope} />
      </Field>
      <Field label={t.policy.documentName}>
        <Input value={document} maxLength={300} onChange={(event) => setDocument(event.target.value)} />
      </Field>
      <Field label={t.policy.clause}>
        <Input value={clause} maxLength={300} onChange={(event) => setClause(event.target.value)} />
      </Field>
    </ReasonDialog>
  )
}

type ControlProps = { id?: string; policyKey: PolicyKey; value: Value; onChange(value: Value): void }

function ValueControl({ id, policyKey, value, onChange }: ControlProps) {
  const { t, label } = useLanguage()
  const { type } = POLICY_KEYS[policyKey]
  if (type.kind === 'number')
    return (
      <InputNumber
        id={id}
        min={type.min}
        max={type.max}
        precision={0}
        suffix={label(type)}
        value={value as number}
        onChange={(next) => next !== null && onChange(next)}
      />
    )
  if (type.kind === 'yesNo')
    return (
      <Radio.Group
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        options={[
          { value: true, label: t.common.yes },
          { value: false, label: t.common.no },
        ]}
      />
    )
  if (type.kind === 'text')
    return (
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={200}
        value={String(value)}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  // Of the calendar there is a dialog of its own (web/desk/calendar).
  if (type.kind === 'calendar') return null
  return (
    <Select
      id={id}
      mode="multiple"
      value={value as string[]}
      onChange={onChange}
      options={Object.entries(type.list).map(([code, entry]) => ({ value: code, label: label(entry) }))}
    />
  )
}
