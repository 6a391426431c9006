import { Link } from '@tanstack/react-router'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { type Draft, decideDraft, listTemplates } from '#domain/assessment/assessment-api.ts'
import { tellProblem } from '#domain/assessment/check-template.ts'
import { named } from '#domain/assessment/tell-risk.ts'
import { COLOUR, type Template } from '#domain/assessment/template.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useMay } from '../account/session.ts'
import { TemplateView } from './TemplateView.tsx'

/** A draft: what is wrong with it, what it would make of past answers, and who may publish it. */
export function DraftView({
  draft,
  before,
  onEdit,
}: {
  draft: Draft
  before: Template | undefined
  onEdit(): void
}) {
  const { t, label, language } = useLanguage()
  const { message } = App.useApp()
  const mayApprove = useMay('policy.approve')
  const decide = useCall(decideDraft, [listTemplates])
  const [publishing, setPublishing] = useState(false)
  const { body, problems, effect } = draft
  const answer = (decision: 'approved' | 'rejected') =>
    decide
      .mutateAsync({ params: { draft: draft.id }, body: { decision, revision: draft.revision } })
      .then(() => message.success(t.common.saved))
  const gradeOf = (of: Template | undefined, n: number) =>
    label(of?.grades.find((grade) => grade.n === n)) || String(n)
  return (
    <>
      <p className="finding-head">
        <strong>{label(named(body))}</strong>
        <span>{t.assessment.fromDay(draft.from)}</span>
        <span>{t.policy.proposedBy(draft.draftedBy, draft.reason)}</span>
      </p>
      {problems.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t.assessment.problems(problems.length)}
          description={
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.about.join()}`}>{tellProblem(problem, language)}</li>
              ))}
            </ul>
          }
        />
      ) : !effect?.done ? (
        <p role="status">{t.assessment.trying(effect?.children ?? 0, effect?.of ?? 0)}</p>
      ) : (
        <>
          <p>
            {t.assessment.tried(effect.of)}
            {effect.unanswered > 0 && t.common.semicolon + t.assessment.unanswered(effect.unanswered)}
            {effect.changes.length === 0 && t.common.semicolon + t.assessment.nobodyTurns}
          </p>
          {effect.colours.length > 0 && (
            <p>
              {effect.colours
                .map(({ to, children }) => t.assessment.wouldTurn(children, label(COLOUR[to])))
                .join(t.common.semicolon)}
            </p>
          )}
          {effect.changes.length > 0 && (
            <ul>
              {effect.changes.map(({ from, to, children }) => (
                <li key={`${from} ${to}`}>
                  <Link to="/assessments/tried/$draft" params={{ draft: draft.id }} search={{ from, to }}>
                    {t.assessment.triedList(gradeOf(before, from), gradeOf(body, to), children)}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <details>
        <summary>{t.assessment.preview}</summary>
        <TemplateView template={body} />
      </details>
      <p className="no-print row-buttons">
        <ReasonedButton
          type="primary"
          size="small"
          unless={
            !mayApprove
              ? t.policy.onlyApprover
              : draft.own
                ? t.policy.secondPerson
                : problems.length > 0
                  ? t.assessment.problems(problems.length)
                  : !effect?.done && t.policy.notCounted
          }
          onClick={() => setPublishing(true)}
        >
          {t.assessment.publish}
        </ReasonedButton>
        {draft.own && (
          <Button size="small" onClick={onEdit}>
            {t.common.edit}
          </Button>
        )}
        {mayApprove && (
          <Button
            size="small"
            disabled={decide.isPending}
            onClick={() => answer('rejected').catch((error: unknown) => message.error(failureText(error, t)))}
          >
            {draft.own ? t.policy.withdraw : t.policy.reject}
          </Button>
        )}
      </p>
      {publishing && (
        <ReasonDialog
          title={t.assessment.publishTitle(label(named(body)))}
          hint={t.assessment.publishHint(draft.from)}
          okText={t.assessment.publish}
          noReason
          onSubmit={() => answer('approved')}
          onClose={() => setPublishing(false)}
        />
      )}
    </>
  )
}
