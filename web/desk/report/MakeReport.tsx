import { Checkbox, Input, Radio } from 'antd'
import { useId, useMemo, useState } from 'react'
import { AREA_LEVELS, levelOf } from '#domain/area/area.ts'
import type { ReportId } from '#domain/ids.ts'
import { listReports, makeReport } from '#domain/report/report-api.ts'
import { yearBefore } from '#domain/report/work-report.ts'
import type { Counted } from '#domain/table/table-api.ts'
import { newId } from '#web/api/new-id.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMe } from '../account/session.ts'

type Props = { onMade(report: string): void; onClose(): void }

/** As of which day, compared with which, and for whom. */
export function MakeReport({ onMade, onClose }: Props) {
  const t = useMessages()
  const today = useToday()
  const { county, area } = useMe()
  const [title, setTitle] = useState(
    t.reports.titleOf(area && levelOf(area.code) > AREA_LEVELS.county ? area.name : county.name),
  )
  const [asOf, setAsOf] = useState(today)
  const [base, setBase] = useState<string>()
  const [counted, setCounted] = useState<Counted>('computed')
  const [isPublic, setPublic] = useState(false)
  const make = useCall(makeReport, [listReports])
  const countedId = useId()
  const since = base ?? yearBefore(asOf)
  // The same wish sent twice, because its answer was lost, is one report.
  const wish = useMemo(
    () => ({ id: newId() as ReportId, title, asOf, base: since, counted, isPublic }),
    [title, asOf, since, counted, isPublic],
  )
  const submit = async () => {
    const { id } = await make.mutateAsync({ body: wish })
    onMade(id)
  }
  return (
    <ReasonDialog
      title={t.reports.make}
      hint={t.reports.makeHint}
      okText={t.reports.make}
      noReason
      ready={title.trim().length >= 2 && since < asOf}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t.reports.name}>
        <Input value={title} maxLength={100} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={t.tables.asOf}>
        <DayPicker value={asOf} allowClear={false} onChange={(day) => day && setAsOf(day)} />
      </Field>
      <Field label={t.reports.base} problem={since < asOf ? undefined : t.reports.baseLater}>
        <DayPicker value={since} allowClear={false} onChange={setBase} />
      </Field>
      <div className="field">
        <span id={countedId} className="field-title">
          {t.tables.definition}
        </span>
        <Radio.Group
          aria-labelledby={countedId}
          value={counted}
          options={(['computed', 'listed'] as const).map((value) => ({
            value,
            label: t.tables.counted[value],
          }))}
          onChange={(event) => setCounted(event.target.value)}
        />
      </div>
      <div>
        <Checkbox checked={isPublic} onChange={(event) => setPublic(event.target.checked)}>
          {t.reports.isPublic}
        </Checkbox>
        <div className="field-hint">{t.reports.publicHint}</div>
      </div>
    </ReasonDialog>
  )
}
