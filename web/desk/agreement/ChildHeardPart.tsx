import { Input } from 'antd'
import { useId } from 'react'
import { HEARD, type Heard, LIVING, type Living } from '#domain/agreement/agreement-acts.ts'
import type { agreementsOfChild } from '#domain/agreement/agreement-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { type AgreementDraft, needsOpinion } from '#web/ui/agreement-draft.ts'
import { Choice } from '#web/ui/Choice.tsx'
import { Field } from '#web/ui/Field.tsx'

type Props = {
  rules: ResultOf<typeof agreementsOfChild>['rules']
  draft: AgreementDraft
  marked: boolean
  onChange(change: Partial<AgreementDraft>): void
}

/** How the child will live, and what it says to it. What its age does not allow is not offered. */
export function ChildHeardPart({ rules, draft, marked, onChange }: Props) {
  const { t, label } = useLanguage()
  const id = useId()
  const living = (Object.keys(LIVING) as Living[]).filter((key) => key !== 'alone' || !rules.notAlone)
  const heard = (Object.keys(HEARD) as Heard[]).filter((key) => key !== 'tooYoung' || !rules.heard)
  const asked = draft.heard === 'agrees' || draft.heard === 'objects'
  const needed = needsOpinion(draft, rules)
  return (
    <section className="block" aria-labelledby={id}>
      <h2 id={id}>{t.agreements.parts.child}</h2>
      <Choice<Living>
        label={t.agreements.living}
        vertical
        value={draft.living}
        options={living.map((value) => ({ value, label: label(LIVING[value]) }))}
        onChoose={(value) => onChange({ living: value })}
      />
      {rules.notAlone && <p className="field-hint">{t.agreements.notAlone(rules.aloneAge)}</p>}
      {rules.unattended && (
        <div className={marked && draft.attended === undefined ? 'has-problem' : undefined}>
          <Choice<'yes' | 'no'>
            label={t.agreements.attended(rules.unattendedAge)}
            value={draft.attended === undefined ? undefined : draft.attended ? 'yes' : 'no'}
            options={[
              { value: 'yes', label: t.common.yes },
              { value: 'no', label: t.common.no },
            ]}
            onChoose={(answer) => onChange({ attended: answer === 'yes' })}
          />
          {draft.attended === false && (
            <div className="fact-problem" role="alert">
              {t.agreements.notAttended}
            </div>
          )}
        </div>
      )}
      <div className={marked && !draft.heard ? 'has-problem' : undefined}>
        <Choice<Heard>
          label={t.agreements.heard}
          vertical
          value={draft.heard}
          options={heard.map((value) => ({ value, label: label(HEARD[value]) }))}
          onChoose={(value) => onChange({ heard: value })}
        />
      </div>
      {(asked || needed) && (
        <Field
          label={asked ? t.agreements.opinion : t.agreements.whyUnable}
          problem={marked && needed && !draft.opinion.trim() ? t.common.required : undefined}
        >
          <Input.TextArea
            rows={2}
            maxLength={300}
            value={draft.opinion}
            onChange={(event) => onChange({ opinion: event.target.value })}
          />
        </Field>
      )}
    </section>
  )
}
