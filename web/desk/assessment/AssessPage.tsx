import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Input, Select } from 'antd'
import { type SyntheticEvent, useMemo, useState } from 'react'
import {
  assessmentsOfChild,
  listTemplates,
  type ShownAssessment,
  type Version,
} from '#domain/assessment/assessment-api.ts'
import { score } from '#domain/assessment/score.ts'
import { named } from '#domain/assessment/tell-risk.ts'
import type { Answers } from '#domain/assessment/template.ts'
import { type ChildFile, openChildFile } from '#domain/child/child-api.ts'
import { ageOn } from '#domain/dates.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { keepEnter } from '#web/ui/enter.ts'
import { Field } from '#web/ui/Field.tsx'
import { factText } from '#web/ui/fact-text.ts'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
import { useMe } from '../account/session.ts'
import { useRecordActs } from '../child/record-acts.ts'
import { useUnsaved } from '../child/unsaved.ts'
import { answersFromFile, assessmentAct, type Occasion } from './assessment-act.ts'
import { Questions } from './Questions.tsx'

const route = getRouteApi('/children/$child/assess')

/** 评估: one page, one template, one child. */
export default function AssessPage() {
  const { t } = useLanguage()
  const { role } = useMe()
  const { child } = route.useParams()
  const { template, corrects } = route.useSearch()
  const navigate = useNavigate({ from: '/children/$child/assess' })
  const file = useQuery({ ...queryOf(openChildFile, { params: { child } }), staleTime: 0 })
  const templates = useQuery(queryOf(listTemplates, {}))
  const past = useQuery({ ...queryOf(assessmentsOfChild, { params: { child } }), enabled: !!corrects })
  if (!file.data || !templates.data || (corrects && !past.data)) {
    const waiting = !file.data ? file : !templates.data ? templates : past
    return (
      <PageFrame title={t.assessment.assess}>
        <Loader<unknown> of={waiting}>{() => null}</Loader>
      </PageFrame>
    )
  }
  const usable = templates.data.versions.filter(
    ({ asked, body }) => asked && body.inUse && body.who.includes(role),
  )
  const corrected = past.data?.assessments.find(({ id }) => id === corrects)
  // As it was asked then, by whatever version.
  const chosen = corrected
    ? templates.data.versions.find(
        (one) => one.template === corrected.template && one.version === corrected.version,
      )
    : (usable.find((one) => one.template === template) ?? usable[0])
  if (!chosen)
    return (
      <PageFrame title={t.assessment.assess}>
        <Empty title={t.assessment.noTemplate} />
      </PageFrame>
    )
  return (
    <AssessForm
      key={`${child} ${chosen.template} ${chosen.version}`}
      file={file.data}
      version={chosen}
      usable={corrected ? [] : usable}
      corrected={corrected}
      onTemplate={(next) => navigate({ search: { template: next }, replace: true })}
    />
  )
}

type Props = {
  file: ChildFile
  version: Version
  usable: readonly Version[]
  corrected: ShownAssessment | undefined
  onTemplate(template: string): void
}

function AssessForm({ file, version, usable, corrected, onTemplate }: Props) {
  const words = useLanguage()
  const { t, label } = words
  const { message } = App.useApp()
  const navigate = useNavigate()
  const record = useRecordActs()
  const { body } = version
  const birth = file.facts.birthDate?.value
  const age = typeof birth === 'string' ? ageOn(birth, file.on) : null
  const known = useMemo(
    () => (corrected ? {} : answersFromFile(body, file.facts, age)),
    [body, file.facts, age, corrected],
  )
  const [given, setGiven] = useState<Answers>(corrected?.answers ?? {})
  const [occasion, setOccasion] = useState<Occasion>({
    day: corrected?.day ?? file.on,
    asked: corrected?.asked,
    askedName: corrected?.askedName ?? '',
    note: corrected?.note ?? '',
    corrects: corrected?.id,
    reason: '',
  })
  const [marked, setMarked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const answers = { ...known, ...given }
  const scored = score(body, answers)
  const dirty = given !== corrected?.answers && (Object.keys(given).length > 0 || occasion.note !== '')
  const unexplained = corrected !== undefined && occasion.reason.trim().length < 2
  useUnsaved(dirty && !busy)
  const set = (change: Partial<Occasion>) => setOccasion((before) => ({ ...before, ...change }))
  const name = file.erased ? t.children.nameless : factText(CHILD_FACTS.name, file.facts.name, words)

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    const act = assessmentAct(file.id, version, answers, occasion)
    if (busy || !act || unexplained) return
    setBusy(true)
    setFailure(undefined)
    try {
      await record([act])
      message.success(t.assessment.savedAs(label(named(scored.grade!))))
      navigate({
        to: '/children/$child',
        params: { child: file.id },
        search: { tab: 'assessments' },
        replace: true,
      })
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }

  return (
    <PageFrame
      title={t.assessment.assess}
      lead={`${corrected ? `${t.assessment.correctLead(corrected.day)} · ` : ''}${name} ${age === null ? '' : t.common.years(age)} · ${label(named(body))}`}
      actions={
        usable.length > 1 && (
          <Select
            aria-label={t.assessment.template}
            value={version.template}
            options={usable.map((one) => ({ value: one.template, label: label(named(one.body)) }))}
            onChange={onTemplate}
          />
        )
      }
    >
      <form onSubmit={save} onKeyDown={keepEnter} className="form-blocks" noValidate>
        <section className="block" aria-label={t.assessment.occasion}>
          <div className="visit-fields">
            <Field label={t.assessment.day}>
              <DayPicker
                value={occasion.day}
                min={file.openedOn}
                allowClear={false}
                onChange={(day) => day && set({ day })}
              />
            </Field>
            <Field label={t.visits.asked}>
              <Select<Relation>
                allowClear
                value={occasion.asked}
                placeholder={t.visits.askedNobody}
                options={(Object.keys(RELATION) as Relation[]).map((value) => ({
                  value,
                  label: label(RELATION[value]),
                }))}
                onChange={(asked) => set({ asked })}
              />
            </Field>
            <Field label={t.visits.askedName}>
              <Input
                maxLength={40}
                value={occasion.askedName}
                autoComplete="off"
                onChange={(event) => set({ askedName: event.target.value })}
              />
            </Field>
          </div>
        </section>
        <Questions
          template={body}
          answers={answers}
          marked={marked}
          fromFile={Object.keys(known).filter((key) => given[key] === undefined)}
          onAnswer={(item, option) => setGiven((before) => ({ ...before, [item]: option }))}
        />
        <section className="block">
          <Field label={t.visits.note}>
            <Input.TextArea
              rows={2}
              maxLength={500}
              value={occasion.note}
              onChange={(event) => set({ note: event.target.value })}
            />
          </Field>
        </section>
        {corrected && (
          <section className="block">
            <Field
              label={t.assessment.correctReason}
              problem={marked && unexplained ? t.common.reasonShort : undefined}
            >
              <Input.TextArea
                rows={2}
                maxLength={500}
                value={occasion.reason}
                onChange={(event) => set({ reason: event.target.value })}
              />
            </Field>
          </section>
        )}
        <div className="form-bar">
          {failure !== undefined && (
            <Alert
              type="error"
              showIcon
              title={t.file.saveFailed}
              description={`${failureText(failure, t)} ${t.file.conflictKept}`}
            />
          )}
          {marked && scored.missing.length > 0 && (
            <Alert type="warning" showIcon title={t.assessment.missing(scored.missing.length)} />
          )}
          <div className="form-buttons">
            <Button type="primary" htmlType="submit" loading={busy}>
              {failure === undefined ? t.assessment.finish : t.common.retry}
            </Button>
            <Button onClick={() => window.history.back()}>{t.common.cancel}</Button>
            {body.totalShown && <span className="form-note">{t.assessment.total(scored.total)}</span>}
          </div>
        </div>
      </form>
    </PageFrame>
  )
}
