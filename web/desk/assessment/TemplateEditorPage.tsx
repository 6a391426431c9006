import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { type SyntheticEvent, useMemo, useState } from 'react'
import type { Role } from '#domain/access/roles.ts'
import { ROLES } from '#domain/access/roles.ts'
import { listTemplates, saveDraft } from '#domain/assessment/assessment-api.ts'
import { checkTemplate, tellProblem } from '#domain/assessment/check-template.ts'
import { score } from '#domain/assessment/score.ts'
import { named } from '#domain/assessment/tell-risk.ts'
import { type Answers, DIRECTION, type Direction, Template } from '#domain/assessment/template.ts'
import { addDays } from '#domain/dates.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { keepEnter } from '#web/ui/enter.ts'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useUnsaved } from '../child/unsaved.ts'
import { GradeEditor } from './GradeEditor.tsx'
import { ItemEditor } from './ItemEditor.tsx'
import { Questions } from './Questions.tsx'
import { addItem, addSection, EMPTY, reworded } from './template-edits.ts'

const route = getRouteApi('/assessments/templates/$template/$draft')
const WHO: Role[] = ['villageDirector', 'townshipSupervisor', 'countyOfficer']
const YEAR = 366

type Starting = { from: string | undefined; body: Template; reason: string; revision: number }

/** Writes a draft of a template: from the version in use, from one's own draft, or from nothing. */
export default function TemplateEditorPage() {
  const { t } = useLanguage()
  const { template, draft } = route.useParams()
  const templates = useQuery(queryOf(listTemplates, {}))
  const [starting, setStarting] = useState<Starting>()
  if (templates.data && !starting) {
    const known = templates.data.drafts.find(({ id }) => id === draft)
    const asked = templates.data.versions.find((one) => one.template === template && one.asked)?.body
    setStarting(
      known ?? {
        from: undefined,
        body: asked ? { ...asked, source: { ...asked.source, standing: 'local' } } : EMPTY,
        reason: '',
        revision: 0,
      },
    )
  }
  return starting ? (
    <Editor key={draft} starting={starting} />
  ) : (
    <PageFrame title={t.assessment.editor}>
      <Loader of={templates}>{() => null}</Loader>
    </PageFrame>
  )
}

function Editor({ starting }: { starting: Starting }) {
  const { t, label, language } = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const today = useToday()
  const { template, draft } = route.useParams()
  const save = useCall(saveDraft, [listTemplates])
  const [body, setBody] = useState(starting.body)
  const [from, setFrom] = useState(starting.from ?? today)
  const [reason, setReason] = useState(starting.reason)
  const [answers, setAnswers] = useState<Answers>({})
  const [failure, setFailure] = useState<unknown>()
  const problems = useMemo(() => checkTemplate(body), [body])
  const wellFormed = Template.safeParse(body).success
  const scored = score(body, answers)
  useUnsaved(body !== starting.body && !save.isPending && !save.isSuccess)
  const set = (change: Partial<Template>) => setBody((before) => ({ ...before, ...change }))
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setFailure(undefined)
    try {
      await save.mutateAsync({
        body: { id: draft, template, from, body, reason: reason.trim(), revision: starting.revision },
      })
      message.success(t.common.saved)
      navigate({ to: '/assessments/templates', replace: true })
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <PageFrame title={t.assessment.editor} lead={label(named(starting.body)) || t.assessment.newTemplate}>
      <form onSubmit={submit} onKeyDown={keepEnter} className="form-blocks" noValidate>
        <section className="block" aria-label={t.assessment.general}>
          <div className="visit-fields">
            <Field label={t.assessment.name}>
              <Input
                maxLength={200}
                value={body.zh}
                onChange={(event) => setBody(reworded(body, event.target.value))}
              />
            </Field>
            <Field label={t.policy.document}>
              <Input
                maxLength={300}
                value={body.source.document}
                onChange={(event) => set({ source: { ...body.source, document: event.target.value } })}
              />
            </Field>
            <Field label={t.assessment.askedFrom}>
              <DayPicker
                value={from}
                max={addDays(today, YEAR)}
                allowClear={false}
                onChange={(day) => day && setFrom(day)}
              />
            </Field>
            <Field label={t.assessment.cadenceTitle} hint={t.assessment.cadenceHint}>
              <InputNumber
                min={1}
                max={1100}
                precision={0}
                value={body.cadenceDays}
                onChange={(cadenceDays) => set({ cadenceDays })}
              />
            </Field>
            <Field label={t.assessment.who}>
              <Select<Role[]>
                mode="multiple"
                value={body.who}
                options={WHO.map((value) => ({ value, label: label(ROLES[value]) }))}
                onChange={(who) => set({ who })}
              />
            </Field>
            <Choice<Direction>
              label={t.assessment.direction}
              value={body.direction}
              options={(Object.keys(DIRECTION) as Direction[]).map((value) => ({
                value,
                label: label(DIRECTION[value]),
              }))}
              onChoose={(direction) => set({ direction })}
            />
          </div>
          <Checkbox checked={body.totalShown} onChange={(event) => set({ totalShown: event.target.checked })}>
            {t.assessment.totalShown}
          </Checkbox>{' '}
          <Checkbox checked={body.inUse} onChange={(event) => set({ inUse: event.target.checked })}>
            {t.assessment.inUseTitle}
          </Checkbox>
        </section>
        {body.sections.map((section, i) => (
          <section key={section.key} className="block" aria-label={t.assessment.sectionNo(i + 1)}>
            <Field label={t.assessment.sectionNo(i + 1)}>
              <Input
                maxLength={200}
                value={section.zh}
                onChange={(event) =>
                  set({
                    sections: body.sections.map((one) =>
                      one.key === section.key ? reworded(one, event.target.value) : one,
                    ),
                  })
                }
              />
            </Field>
            {section.items.map((item) => (
              <ItemEditor key={item.key} template={body} item={item} onChange={setBody} />
            ))}
            <div className="row-buttons">
              <Button
                size="small"
                icon={<PlusOutlined aria-hidden />}
                aria-label={`${t.assessment.addItem} ${section.zh}`}
                onClick={() => setBody(addItem(body, section.key))}
              >
                {t.assessment.addItem}
              </Button>
              {section.items.length === 0 && (
                <Button
                  size="small"
                  onClick={() => set({ sections: body.sections.filter(({ key }) => key !== section.key) })}
                >
                  {t.assessment.removeSection}
                </Button>
              )}
            </div>
          </section>
        ))}
        <section className="block" aria-labelledby="grades">
          <div className="block-head">
            <h2 id="grades">{t.assessment.grades}</h2>
            <Button
              size="small"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setBody(addSection(body))}
            >
              {t.assessment.addSection}
            </Button>
          </div>
          <GradeEditor template={body} onChange={setBody} />
        </section>
        <details className="block">
          <summary>{t.assessment.preview}</summary>
          <Questions
            template={body}
            answers={answers}
            marked={false}
            onAnswer={(item, option) => setAnswers((before) => ({ ...before, [item]: option }))}
          />
          <p role="status">
            {scored.grade
              ? t.assessment.previewed(scored.total, label(named(scored.grade)))
              : t.assessment.missing(scored.missing.length)}
          </p>
        </details>
        <div className="form-bar">
          {problems.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t.assessment.problems(problems.length)}
              description={problems.map((problem) => tellProblem(problem, language)).join(t.common.semicolon)}
            />
          )}
          {failure !== undefined && (
            <Alert type="error" showIcon title={t.file.saveFailed} description={failureText(failure, t)} />
          )}
          <Field label={t.assessment.draftReason}>
            <Input maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <div className="form-buttons">
            <Button
              type="primary"
              htmlType="submit"
              loading={save.isPending}
              disabled={!wellFormed || reason.trim().length < 2}
            >
              {t.assessment.saveDraft}
            </Button>
            <Button onClick={() => window.history.back()}>{t.common.cancel}</Button>
            {!wellFormed && <span className="form-note">{t.assessment.unfilled}</span>}
          </div>
        </div>
      </form>
    </PageFrame>
  )
}
