import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Checkbox, Input } from 'antd'
import { type SyntheticEvent, useId, useMemo, useState } from 'react'
import { drawnChildren, listDraws, openDraw } from '#domain/check/check-api.ts'
import { CHECKED, type Check, type Checked } from '#domain/check/checked.ts'
import { type ChildFile, openChildFile } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CARER_KIND, type CarerKind, RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import { PROBLEM, type Problem } from '#domain/service/problems.ts'
import { type Given, servicesOfChild } from '#domain/service/service-api.ts'
import { isCheck, SERVICES, type ServiceKind } from '#domain/service/services.ts'
import { newId } from '#web/api/new-id.ts'
import { queryOf, useChanged } from '#web/api/queries.ts'
import { type Labelled, useLanguage } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { keepEnter } from '#web/ui/enter.ts'
import { FactField } from '#web/ui/FactField.tsx'
import { FactForm } from '#web/ui/FactForm.tsx'
import { Field } from '#web/ui/Field.tsx'
import { type Draft, problemsOf } from '#web/ui/fact-draft.ts'
import { factText } from '#web/ui/fact-text.ts'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { changedKeys } from '../child/fact-changes.ts'
import { useRecordActs } from '../child/record-acts.ts'
import { useUnsaved } from '../child/unsaved.ts'

const route = getRouteApi('/children/$child/check')
const CHECK = (Object.keys(SERVICES) as ServiceKind[]).find(isCheck)!
const KEYS = Object.keys(CHECKED) as Checked[]

/** 随机抽查: the file beside what is found at the door, point by point, and what the last visit said. */
export default function CheckPage() {
  const { t } = useLanguage()
  const { child } = route.useParams()
  const file = useQuery(queryOf(openChildFile, { params: { child } }))
  const visits = useQuery(queryOf(servicesOfChild, { params: { child } }))
  if (file.data && visits.data)
    return (
      <CheckForm key={child} file={file.data} last={visits.data.rows.find(({ check }) => check === null)} />
    )
  return (
    <PageFrame title={t.checks.record}>
      <Loader of={file.data ? visits : file}>{() => null}</Loader>
    </PageFrame>
  )
}

type Found = 'agrees' | 'deviates'

function CheckForm({ file, last }: { file: ChildFile; last: Given | undefined }) {
  const words = useLanguage()
  const { t, label } = words
  const { message } = App.useApp()
  const navigate = useNavigate()
  const today = useToday()
  const record = useRecordActs()
  const changed = useChanged([openDraw, listDraws, drawnChildren])
  const occasion = useMemo(newId, [])
  const problemsId = useId()
  const [day, setDay] = useState(today)
  const [seen, setSeen] = useState<'yes' | 'no'>()
  const [found, setFound] = useState<Partial<Record<Checked, Found>>>({})
  const [draft, setDraft] = useState<Draft>({})
  const [problems, setProblems] = useState<Problem[]>([])
  const [problem, setProblem] = useState('')
  const [note, setNote] = useState('')
  const [marked, setMarked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const asked = KEYS.filter((key) => key !== 'lastVisit' || last)
  const none = Object.keys(found).length === 0
  const wrong = Object.keys(problemsOf(CHILD_FACTS, draft, today)).length > 0
  useUnsaved((!none || note !== '') && !busy)

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    if (busy || wrong || none || seen === undefined) return
    setBusy(true)
    setFailure(undefined)
    const check: Check = { found, ...(last && found.lastVisit && { visit: last.id }) }
    const said = {
      ...(problem.trim() && { problem: problem.trim() }),
      ...(note.trim() && { note: note.trim() }),
    }
    // What was found otherwise is a fact like any other, with the check as its source.
    const deviating: string[] = KEYS.flatMap((key) =>
      found[key] === 'deviates' ? (CHECKED[key].fact ?? []) : [],
    )
    const facts = Object.fromEntries(
      changedKeys(draft, file.facts)
        .filter((key) => deviating.includes(key))
        .map((key) => [key, draft[key]!]),
    )
    const body = {
      day,
      service: CHECK,
      occasion,
      childSeen: seen === 'yes',
      problems,
      words: said,
      facts,
      check,
    }
    try {
      await record([{ kind: 'service.record', child: file.id, body }])
      await changed()
      message.success(t.common.saved)
      navigate({ to: '/visits', search: { rule: 'check' }, replace: true })
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <PageFrame
      title={t.checks.record}
      lead={[factText(CHILD_FACTS.name, file.facts.name, words), file.area.township, file.area.village]
        .filter(Boolean)
        .join(' ')}
      actions={
        <Link to="/children/$child" params={{ child: file.id }}>
          {t.children.open}
        </Link>
      }
    >
      <form onSubmit={save} onKeyDown={keepEnter} className="form-blocks" noValidate>
        <section className="block">
          <p className="block-hint">{t.checks.recordHint}</p>
          <div className="visit-fields">
            <Field label={t.checks.day}>
              <DayPicker
                value={day}
                max={today}
                allowClear={false}
                onChange={(next) => next && setDay(next)}
              />
            </Field>
            <Choice<'yes' | 'no'>
              label={t.visits.seen}
              value={seen}
              options={[
                { value: 'yes', label: t.visits.seenYes },
                { value: 'no', label: t.visits.seenNo },
              ]}
              onChoose={setSeen}
            />
          </div>
          {seen === 'no' && <p className="field-hint">{t.checks.notSeenHint}</p>}
          {marked && seen === undefined && (
            <div className="fact-problem" role="alert">
              {t.common.required}
            </div>
          )}
        </section>
        <FactForm catalogue={CHILD_FACTS} shown={file.facts} draft={draft} onDraft={setDraft}>
          {asked.map((key) => (
            <Point
              key={key}
              of={key}
              says={saysOf(key, file, last, words)}
              found={found[key]}
              onFound={(answer) => setFound({ ...found, [key]: answer })}
            />
          ))}
        </FactForm>
        <section className="block">
          <div className="field">
            <span id={problemsId} className="field-title">
              {t.visits.problems}
            </span>
            <Checkbox.Group<Problem>
              aria-labelledby={problemsId}
              value={problems}
              options={(Object.keys(PROBLEM) as Problem[]).map((value) => ({
                value,
                label: label(PROBLEM[value]),
              }))}
              onChange={setProblems}
            />
          </div>
          {problems.length > 0 && (
            <Field label={t.visits.problemWords}>
              <Input.TextArea
                rows={2}
                maxLength={500}
                value={problem}
                onChange={(e) => setProblem(e.target.value)}
              />
            </Field>
          )}
          <Field label={t.checks.note}>
            <Input.TextArea
              rows={2}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
        </section>
        <div className="form-bar">
          {failure !== undefined && (
            <Alert
              type="error"
              showIcon
              title={t.file.saveFailed}
              description={`${failureText(failure, t)} ${t.file.conflictKept}`}
            />
          )}
          {marked && none && <Alert type="warning" showIcon title={t.checks.nothingFound} />}
          <div className="form-buttons">
            <Button type="primary" htmlType="submit" loading={busy} disabled={wrong}>
              {failure === undefined ? t.checks.save : t.common.retry}
            </Button>
            <Button onClick={() => window.history.back()}>{t.common.cancel}</Button>
          </div>
        </div>
      </form>
    </PageFrame>
  )
}

type PointProps = { of: Checked; says: string; found: Found | undefined; onFound(found: Found): void }

/** One point: what is on file, whether it agrees, and what was found where it does not. */
function Point({ of, says, found, onFound }: PointProps) {
  const { t, label } = useLanguage()
  const { fact } = CHECKED[of]
  return (
    <section className="block check-point">
      <p>
        <b>{label(CHECKED[of])}</b>
        {t.common.colon}
        {says}
      </p>
      <Choice<Found>
        label={t.checks.agreesAsk(label(CHECKED[of]))}
        value={found}
        options={(['agrees', 'deviates'] as const).map((value) => ({ value, label: t.checks.found[value] }))}
        onChoose={onFound}
      />
      {found === 'deviates' &&
        (fact ? <FactField of={fact} /> : <p className="field-hint">{t.checks.inWords}</p>)}
    </section>
  )
}

type Words = { t: Messages; label(entry: Labelled | undefined): string }

/** What the file, or the last visit, says of a point. */
function saysOf(key: Checked, file: ChildFile, last: Given | undefined, words: Words): string {
  const { t, label } = words
  const { fact } = CHECKED[key]
  if (fact) return factText(CHILD_FACTS[fact as keyof typeof CHILD_FACTS], file.facts[fact], words)
  const named = (member: ChildFile['family'][number]) =>
    `${label(RELATION[member.relation as Relation])} ${factText(RELATIVE_FACTS.name, member.facts.name, words)}`
  const standing = file.family.filter(({ endedOn }) => endedOn === null)
  if (key === 'carer') {
    const carer = standing.find((member) => member.carer)
    return carer ? named(carer) : label(CARER_KIND[file.carerKind as CarerKind]) || t.fact.notCollected
  }
  if (key === 'parents') {
    const parents = standing.filter(({ relation }) => relation === 'father' || relation === 'mother')
    const where = parents.map((member) =>
      [
        named(member),
        factText(RELATIVE_FACTS.parentState, member.facts.parentState, words),
        member.facts.workPlace?.value && factText(RELATIVE_FACTS.workPlace, member.facts.workPlace, words),
      ]
        .filter(Boolean)
        .join(' '),
    )
    return where.join(t.common.list) || t.fact.notCollected
  }
  if (!last) return t.visits.none
  return [
    `${last.day} ${last.by.name} ${label(SERVICES[last.service])}`,
    last.childSeen ? t.visits.seenYes : t.visits.seenNo,
    last.problems.map((one) => label(PROBLEM[one])).join(t.common.list),
    last.words?.opinion,
    last.words?.note,
  ]
    .filter(Boolean)
    .join(' · ')
}
