import { useQuery } from '@tanstack/react-query'
import { Alert, App, Input, InputNumber, Select, Space } from 'antd'
import { useMemo, useState } from 'react'
import {
  BEGUN_UP_TO_DAYS,
  LASTS_UP_TO_DAYS,
  listCampaigns,
  previewCampaign,
  startCampaign,
} from '#domain/campaign/campaign-api.ts'
import { CIRCUMSTANCES } from '#domain/circumstance/circumstances.ts'
import { quarterOf } from '#domain/confirmation/confirmation-api.ts'
import { addDays } from '#domain/dates.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import { CIRCUMSTANCE, type Circumstance } from '#domain/fact/code-lists.ts'
import type { CampaignId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { listQueryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMe } from '../account/session.ts'
import { COUNTY, TOWNSHIP, useAreas } from '../area/areas.ts'

type Props = { onStarted(campaign: string): void; onClose(): void }

/** How long a campaign takes unless somebody says otherwise. */
const USUAL_DAYS = 30

/** What it is called, where, whom it asks about, and by when; before it is started it says how many that are. */
export function StartDialog({ onStarted, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const { area: own } = useMe()
  const areas = useAreas()
  const [name, setName] = useState(t.campaigns.nameOf(quarterOf(today)))
  const [document, setDocument] = useState('')
  const [purpose, setPurpose] = useState('')
  const [area, setArea] = useState(own?.code)
  const [circumstances, setCircumstances] = useState<Circumstance[]>([])
  const [fromAge, setFromAge] = useState<number | null>(null)
  const [toAge, setToAge] = useState<number | null>(null)
  const [first, setFirst] = useState(today)
  const [last, setLast] = useState(addDays(today, USUAL_DAYS))
  const whom = { area: area ?? '', circumstances, fromAge, toAge }
  const isSpan = fromAge === null || toAge === null || fromAge <= toAge
  const preview = useQuery({
    ...listQueryOf(previewCampaign, { body: whom }),
    enabled: area !== undefined && isSpan,
  })
  const start = useCall(startCampaign, [listCampaigns, listDuties])
  // The same wish sent twice, because its answer was lost, is one campaign.
  const wish = JSON.stringify({ name, document, purpose, ...whom, first, last })
  const id = useMemo(() => wish && (newId() as CampaignId), [wish]) as CampaignId
  const children = preview.data?.children ?? 0
  return (
    <ReasonDialog
      title={t.campaigns.start}
      hint={t.campaigns.startHint}
      okText={t.campaigns.go}
      noReason
      ready={name.trim().length >= 2 && first <= last && isSpan && children > 0}
      onSubmit={async () => {
        const begun = await start.mutateAsync({
          body: { id, name, document, purpose, ...whom, first, last },
        })
        message.success(t.campaigns.started(begun.children))
        onStarted(begun.id)
      }}
      onClose={onClose}
    >
      <Field label={t.campaigns.name}>
        <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t.campaigns.document}>
        <Input value={document} maxLength={100} onChange={(event) => setDocument(event.target.value)} />
      </Field>
      <Field label={t.campaigns.purpose}>
        <Input.TextArea
          rows={2}
          value={purpose}
          maxLength={300}
          onChange={(event) => setPurpose(event.target.value)}
        />
      </Field>
      <Field label={t.campaigns.area}>
        <AreaSelect areas={areas?.all ?? []} levels={[COUNTY, TOWNSHIP]} value={area} onChange={setArea} />
      </Field>
      <Field label={t.campaigns.whom} hint={t.campaigns.whomHint}>
        <Select<Circumstance[]>
          mode="multiple"
          allowClear
          placeholder={t.campaigns.everybody}
          value={circumstances}
          options={CIRCUMSTANCES.map((value) => ({ value, label: label(CIRCUMSTANCE[value]) }))}
          onChange={setCircumstances}
        />
      </Field>
      <div className="field">
        <span className="field-title">{t.campaigns.ages}</span>
        <Space>
          <InputNumber
            aria-label={`${t.campaigns.ages} ≥`}
            min={0}
            max={17}
            precision={0}
            placeholder={t.campaigns.anyAge}
            value={fromAge}
            onChange={setFromAge}
          />
          –
          <InputNumber
            aria-label={`${t.campaigns.ages} ≤`}
            min={fromAge ?? 0}
            max={17}
            precision={0}
            placeholder={t.campaigns.anyAge}
            value={toAge}
            onChange={setToAge}
          />
        </Space>
      </div>
      <Field label={t.campaigns.first}>
        <DayPicker
          value={first}
          allowClear={false}
          min={addDays(today, -BEGUN_UP_TO_DAYS)}
          max={today}
          onChange={(day) => day && setFirst(day)}
        />
      </Field>
      <Field label={t.campaigns.last}>
        <DayPicker
          value={last}
          allowClear={false}
          min={today}
          max={addDays(first, LASTS_UP_TO_DAYS)}
          onChange={(day) => day && setLast(day)}
        />
      </Field>
      {preview.data && isSpan && (
        <Alert
          type={children > 0 ? 'info' : 'warning'}
          showIcon
          title={t.campaigns.preview(children, preview.data.villages)}
        />
      )}
      {preview.error && <Alert type="error" showIcon title={failureText(preview.error, t)} />}
    </ReasonDialog>
  )
}
