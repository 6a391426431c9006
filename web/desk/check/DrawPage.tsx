import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input, InputNumber } from 'antd'
import { type SyntheticEvent, useMemo, useState } from 'react'
import { drawChecks, drawPlan, listDraws } from '#domain/check/check-api.ts'
import {
  allocate,
  type DrawRule,
  SIZES,
  type SizeKind,
  STRATIFIED_BY,
  type StratifiedBy,
} from '#domain/check/draw.ts'
import { lastOfMonth } from '#domain/dates.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { newId } from '#web/api/new-id.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { AreaFilter } from '../area/AreaFilter.tsx'
import { useAreas } from '../area/areas.ts'

type Plan = ResultOf<typeof drawPlan>

/** Draws the sample of a month: what will be drawn is seen beforehand by number, and never by name. */
export default function DrawPage() {
  const { t } = useLanguage()
  const [area, setArea] = useState<string>()
  const plan = useQuery(queryOf(drawPlan, { params: { area } }))
  return (
    <PageFrame title={t.checks.draw} lead={t.checks.drawLead}>
      <div className="list-filters">
        <AreaFilter value={area} onChange={setArea} />
      </div>
      <Loader of={plan}>{(data) => <DrawForm key={data.area.code} plan={data} area={area} />}</Loader>
    </PageFrame>
  )
}

const START: Record<SizeKind, number> = { share: 10, total: 10, each: 1 }

function DrawForm({ plan, area }: { plan: Plan; area: string | undefined }) {
  const { t, label } = useLanguage()
  const navigate = useNavigate()
  const areas = useAreas()
  const draw = useCall(drawChecks, [listDraws, drawPlan, listDuties])
  const [rule, setRule] = useState<DrawRule>({ by: 'tier', size: 'share', n: 10, atLeastOne: true })
  const [due, setDue] = useState(lastOfMonth(plan.month))
  const [publicNumber, setNumber] = useState('')
  const [publicSource, setSource] = useState('')
  const [reason, setReason] = useState('')
  const set = (change: Partial<DrawRule>) => setRule({ ...rule, ...change })
  // The same wish sent twice, because its answer was lost, is one draw.
  const id = useMemo(newId, [])
  const sizes = useMemo(() => sizesOf(plan, rule.by), [plan, rule.by])
  const seats = allocate(sizes, rule)
  const total = [...seats.values()].reduce((sum, n) => sum + n, 0)
  const again = plan.inMonth > 0
  const wrong =
    total === 0 || (again && reason.trim().length < 2) || (publicNumber !== '' && !publicSource.trim())
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (wrong || draw.isPending) return
    const said = { publicNumber: publicNumber.trim(), publicSource: publicSource.trim() }
    const made = await draw
      .mutateAsync({ body: { id, area, rule, due, ...said, ...(again && { reason: reason.trim() }) } })
      .catch(() => undefined)
    if (made) navigate({ to: '/checks/$draw', params: { draw: made.id }, replace: true })
  }
  const villages = Map.groupBy(sizes.keys(), (stratum) => stratum.split('/')[0]!)
  return (
    <form onSubmit={submit} className="form-blocks" noValidate>
      <section className="block" aria-labelledby="draw-rule">
        <h2 id="draw-rule">{t.checks.rule}</h2>
        <Choice<StratifiedBy>
          label={t.checks.strata}
          value={rule.by}
          options={(Object.keys(STRATIFIED_BY) as StratifiedBy[]).map((value) => ({
            value,
            label: label(STRATIFIED_BY[value]),
          }))}
          onChoose={(by) => set({ by })}
        />
        <Choice<SizeKind>
          label={t.checks.size}
          value={rule.size}
          options={(Object.keys(SIZES) as SizeKind[]).map((value) => ({ value, label: label(SIZES[value]) }))}
          onChoose={(size) => set({ size, n: START[size] })}
        />
        <div className="visit-fields">
          <Field label={label(SIZES[rule.size])}>
            <InputNumber
              min={1}
              max={SIZES[rule.size].most}
              precision={0}
              value={rule.n}
              onChange={(n) => n && set({ n })}
            />
          </Field>
          <Field label={t.checks.due}>
            <DayPicker
              value={due}
              min={plan.today}
              allowClear={false}
              onChange={(day) => day && setDue(day)}
            />
          </Field>
        </div>
        {rule.size !== 'each' && (
          <Checkbox checked={rule.atLeastOne} onChange={(event) => set({ atLeastOne: event.target.checked })}>
            {t.checks.atLeastOne}
          </Checkbox>
        )}
      </section>
      <section className="block" aria-labelledby="draw-seed">
        <h2 id="draw-seed">{t.checks.seed}</h2>
        <p className="block-hint">{t.checks.seedHint(plan.number)}</p>
        <p>
          {t.checks.commitment}
          {t.common.colon}
          <code className="digest">{plan.commitment}</code>
        </p>
        <div className="visit-fields">
          <Field label={t.checks.publicNumber} hint={t.checks.publicHint}>
            <Input
              maxLength={60}
              value={publicNumber}
              onChange={(event) => setNumber(event.target.value.replaceAll(/[^\w +:.-]/g, ''))}
            />
          </Field>
          <Field
            label={t.checks.publicSource}
            problem={publicNumber && !publicSource.trim() ? t.common.required : undefined}
          >
            <Input
              maxLength={100}
              value={publicSource}
              placeholder={t.checks.sourceHint}
              onChange={(event) => setSource(event.target.value)}
            />
          </Field>
        </div>
      </section>
      <section className="block" aria-labelledby="draw-how-many">
        <h2 id="draw-how-many">
          {t.checks.willDraw(
            total,
            [...sizes.values()].reduce((sum, n) => sum + n, 0),
          )}
        </h2>
        <p className="block-hint">{t.checks.willDrawHint}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="table-frame draw-preview" tabIndex={0} aria-label={t.checks.strata}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t.children.village}</th>
                <th scope="col">{t.checks.listed}</th>
                <th scope="col">{t.checks.toDraw}</th>
              </tr>
            </thead>
            <tbody>
              {[...villages].map(([village, strata]) => (
                <tr key={village}>
                  <th scope="row">{areas?.pathOf(village) ?? village}</th>
                  <td>{strata.reduce((sum, one) => sum + sizes.get(one)!, 0)}</td>
                  <td>{strata.reduce((sum, one) => sum + seats.get(one)!, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </section>
      <div className="form-bar">
        {again && (
          <Field label={t.checks.againWhy(plan.inMonth)} hint={t.checks.againHint}>
            <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        {draw.error && <Alert type="error" showIcon title={failureText(draw.error, t)} />}
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={draw.isPending} disabled={wrong}>
            {t.checks.drawNow(total)}
          </Button>
          <Button onClick={() => window.history.back()}>{t.common.cancel}</Button>
          <span className="form-note">{t.checks.forEver}</span>
        </div>
      </div>
    </form>
  )
}

/** How many children there are in each stratum. */
function sizesOf({ cells }: Plan, by: StratifiedBy): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { village, tier, group, n } of cells) {
    const stratum = by === 'village' ? village : `${village}/${by === 'tier' ? tier : group}`
    sizes.set(stratum, (sizes.get(stratum) ?? 0) + n)
  }
  return new Map([...sizes].sort(([a], [b]) => (a < b ? -1 : 1)))
}
