import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button } from 'antd'
import { type SyntheticEvent, useMemo, useState } from 'react'
import { listCampaigns } from '#domain/campaign/campaign-api.ts'
import { likeChildren } from '#domain/duplicate/duplicate-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { BLOCKS, type Block } from '#domain/fact/fact.ts'
import type { ChildId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { AreaSelect } from '#web/ui/AreaSelect.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { keepEnter } from '#web/ui/enter.ts'
import { FactField } from '#web/ui/FactField.tsx'
import { FactForm } from '#web/ui/FactForm.tsx'
import { Field } from '#web/ui/Field.tsx'
import { type Draft, problemsOf } from '#web/ui/fact-draft.ts'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMe } from '../account/session.ts'
import { useAreas, VILLAGE } from '../area/areas.ts'
import { type Like, LikeChildren } from '../duplicate/LikeChildren.tsx'
import { BlankForm } from './BlankForm.tsx'
import { factsOfBlock } from './child-file.ts'
import { NewFamily } from './NewFamily.tsx'
import { likenessOf, openingActs } from './opening-acts.ts'
import { isComplete, type NewRelative } from './RelativeFields.tsx'
import { useRecordActs } from './record-acts.ts'
import { useUnsaved } from './unsaved.ts'

const route = getRouteApi('/children/new')
const NEEDED = ['name', 'sex', 'birthDate']
const LEVELS = [VILLAGE, VILLAGE + 1]

/** The same form, empty. The child's id is made here, so that sending it twice opens one file. */
export default function NewChildPage() {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const today = useToday()
  const { villages } = useMe()
  const areas = useAreas()
  const record = useRecordActs()
  const { campaign } = route.useSearch()
  const campaigns = useQuery({ ...queryOf(listCampaigns, {}), enabled: campaign !== undefined })
  const finding = campaigns.data?.rows.find(({ id, closed }) => id === campaign && !closed)
  const child = useMemo(() => newId() as ChildId, [])
  const [area, setArea] = useState(villages.length === 1 ? villages[0]!.code : undefined)
  const [day, setDay] = useState(today)
  const [draft, setDraft] = useState<Draft>({})
  const [family, setFamily] = useState<NewRelative[]>([])
  const [marked, setMarked] = useState(false)
  const like = useCall(likeChildren)
  const [known, setKnown] = useState<Like>([])
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  useUnsaved((Object.keys(draft).length > 0 || family.length > 0) && !busy)

  const missing = !area || NEEDED.some((key) => draft[key]?.state !== 'known')
  const wrong =
    Object.keys(problemsOf(CHILD_FACTS, draft, today)).length > 0 ||
    !family.every((one) => isComplete(one, today))

  const save = async (event: SyntheticEvent, isAnother = false) => {
    event.preventDefault()
    setMarked(true)
    if (missing || wrong || busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      const found = isAnother
        ? []
        : (await like.mutateAsync({ body: likenessOf({ child, area, draft, family }) })).like
      setKnown(found)
      if (found.length > 0) return setBusy(false)
      await record([
        ...openingActs({ child, area, day, draft, family }),
        ...(finding
          ? [
              {
                kind: 'campaign.answer' as const,
                child,
                body: { day: today, campaign: finding.id, answer: 'found' as const },
              },
            ]
          : []),
      ])
      message.success(t.common.saved)
      navigate({ to: '/children/$child', params: { child }, replace: true })
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const [first, ...rest] = Object.keys(BLOCKS) as Block[]
  const block = (key: Block) => (
    <section key={key} className="block" aria-labelledby={`block-${key}`}>
      <div className="block-head">
        <h2 id={`block-${key}`}>{label(BLOCKS[key])}</h2>
      </div>
      <div className="fact-fields">
        {factsOfBlock(key).map((fact) => (
          <FactField key={fact} of={fact} />
        ))}
      </div>
    </section>
  )
  return (
    <PageFrame
      title={t.file.openTitle}
      lead={finding && t.campaigns.foundLead(finding.name)}
      actions={<BlankForm />}
    >
      <form onSubmit={save} onKeyDown={keepEnter} className="form-blocks" noValidate>
        <section className="block" aria-label={t.file.village}>
          <div className="change-fields opening-fields">
            <Field label={`${t.file.village} *`} problem={marked && !area ? t.common.required : undefined}>
              <AreaSelect areas={areas?.all ?? []} levels={LEVELS} value={area} onChange={setArea} />
            </Field>
            <Field label={t.file.openDay}>
              <DayPicker value={day} allowClear={false} onChange={(next) => next && setDay(next)} />
            </Field>
          </div>
        </section>
        <FactForm catalogue={CHILD_FACTS} draft={draft} onDraft={setDraft} needed={NEEDED} marked={marked}>
          {block(first!)}
          <NewFamily family={family} onChange={setFamily} />
          {rest.map(block)}
        </FactForm>
        <div className="form-bar">
          {failure !== undefined && (
            <Alert
              type="error"
              showIcon
              title={t.file.saveFailed}
              description={`${failureText(failure, t)} ${t.file.conflictKept}`}
            />
          )}
          {known.length > 0 && (
            <LikeChildren like={known} busy={busy} onDifferent={(event) => save(event, true)} />
          )}
          {marked && missing && <Alert type="warning" showIcon title={t.file.nameNeeded} />}
          <div className="form-buttons">
            <Button type="primary" htmlType="submit" loading={busy} disabled={wrong}>
              {failure === undefined ? t.file.openSave : t.common.retry}
            </Button>
            <Button onClick={() => navigate({ to: '/children', search: {} })}>{t.common.cancel}</Button>
          </div>
        </div>
      </form>
    </PageFrame>
  )
}
