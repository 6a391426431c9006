import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button } from 'antd'
import { type SyntheticEvent, useState } from 'react'
import { CARER_QUESTIONS } from '#domain/agreement/agreement-acts.ts'
import { agreementsOfChild } from '#domain/agreement/agreement-api.ts'
import { barredBy } from '#domain/agreement/agreement-check.ts'
import { AGREEMENT_TEMPLATES, CURRENT_TEMPLATE } from '#domain/agreement/agreement-template.ts'
import { type ChildFile, openChildFile } from '#domain/child/child-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { type AgreementDraft, bodyOf, unsaid } from '#web/ui/agreement-draft.ts'
import { keepEnter } from '#web/ui/enter.ts'
import { failureText } from '#web/ui/failure-text.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useRecordActs } from '../child/record-acts.ts'
import { useUnsaved } from '../child/unsaved.ts'
import { beginning } from './agreement-draft.ts'
import { CarerPart } from './CarerPart.tsx'
import { ChildHeardPart } from './ChildHeardPart.tsx'
import { MorePart } from './MorePart.tsx'
import { PartiesPart } from './PartiesPart.tsx'

const route = getRouteApi('/children/$child/agreement')
type Rules = ResultOf<typeof agreementsOfChild>['rules']

/** 委托照护协议: everything that has to be said before it is signed, on one page. */
export default function AgreementPage() {
  const { t } = useLanguage()
  const { child } = route.useParams()
  const file = useQuery(queryOf(openChildFile, { params: { child } }))
  const agreements = useQuery(queryOf(agreementsOfChild, { params: { child } }))
  if (file.data && agreements.data)
    return <AgreementForm key={child} file={file.data} rules={agreements.data.rules} />
  return (
    <PageFrame title={t.agreements.draft}>
      <Loader of={file.data ? agreements : file}>{() => null}</Loader>
    </PageFrame>
  )
}

function AgreementForm({ file, rules }: { file: ChildFile; rules: Rules }) {
  const { t, label, language } = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const today = useToday()
  const record = useRecordActs()
  const [draft, setDraft] = useState(() => beginning(file, today, rules.months))
  const [touched, setTouched] = useState(false)
  const [marked, setMarked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  useUnsaved(touched && !busy)
  const set = (change: Partial<AgreementDraft>) => {
    setTouched(true)
    setDraft((before) => ({ ...before, ...change }))
  }
  const missing = unsaid(draft, rules)
  const answered = { ...ALL_RIGHT, ...draft.answers }
  const barred = barredBy(answered)

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    if (busy || missing.length > 0 || barred) return
    setBusy(true)
    setFailure(undefined)
    try {
      await record([{ kind: 'agreement.draft', child: file.id, body: bodyOf(draft) }])
      message.success(t.agreements.drafted)
      navigate({
        to: '/children/$child',
        params: { child: file.id },
        search: { tab: 'agreements' },
        replace: true,
      })
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const template = AGREEMENT_TEMPLATES[CURRENT_TEMPLATE]
  return (
    <PageFrame title={t.agreements.draft} lead={t.agreements.draftLead}>
      <form onSubmit={save} onKeyDown={keepEnter} className="form-blocks is-narrow-form" noValidate>
        <PartiesPart file={file} draft={draft} months={rules.months} marked={marked} onChange={set} />
        <CarerPart answers={draft.answers} marked={marked} onChange={(answers) => set({ answers })} />
        <ChildHeardPart rules={rules} draft={draft} marked={marked} onChange={set} />
        <MorePart file={file} draft={draft} onChange={set} />
        <details className="block">
          <summary>{t.agreements.clauses}</summary>
          <p className="block-hint">{template.mark}</p>
          {template.clauses.map(({ title, lines }) => (
            <section key={title}>
              <h3>{title}</h3>
              <ol className="agreement-lines">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </section>
          ))}
        </details>
        <div className="form-bar">
          {failure !== undefined && (
            <Alert
              type="error"
              showIcon
              title={t.file.saveFailed}
              description={`${failureText(failure, t)} ${t.file.conflictKept}`}
            />
          )}
          {barred && (
            <Alert
              type="error"
              showIcon
              title={t.agreements.barred}
              description={`${label(CARER_QUESTIONS[barred])}${t.common.colon}${
                language === 'zh' ? CARER_QUESTIONS[barred].clause : CARER_QUESTIONS[barred].clauseEn
              }`}
            />
          )}
          {marked && !barred && missing.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t.agreements.unsaid(missing.map((part) => t.agreements.parts[part]).join(t.common.list))}
            />
          )}
          <div className="form-buttons">
            <Button type="primary" htmlType="submit" loading={busy} disabled={barred !== undefined}>
              {failure === undefined ? t.agreements.saveDraft : t.common.retry}
            </Button>
            <Button onClick={() => window.history.back()}>{t.common.cancel}</Button>
          </div>
        </div>
      </form>
    </PageFrame>
  )
}

/** Only what was answered can bar anybody. */
const ALL_RIGHT = { harmed: false, addicted: false, neglected: false, unfit: false, capable: true }
