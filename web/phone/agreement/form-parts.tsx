import {
  CARER_QUESTIONS,
  type CarerQuestion,
  HEARD,
  type Heard,
  LIVING,
  type Living,
} from '#domain/agreement/agreement-acts.ts'
import type { AgreementRules } from '#domain/agreement/agreement-check.ts'
import { AGREEMENT_TEMPLATES, CURRENT_TEMPLATE } from '#domain/agreement/agreement-template.ts'
import { ENTRUST_REASON, RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { PersonId } from '#domain/ids.ts'
import type { SliceChild } from '#domain/phone/slice.ts'
import { type AgreementDraft, lastDayOf, needsOpinion } from '#web/ui/agreement-draft.ts'
import { nameOf } from '../names.ts'
import { Choice, Field, Many, Problem, Words } from '../parts.tsx'
import { useSpeech } from '../speak.tsx'
import { carersOf, type Member, parentsOf } from './people.ts'

type Props = {
  child: SliceChild
  draft: AgreementDraft
  rules: AgreementRules
  marked: boolean
  onChange(change: Partial<AgreementDraft>): void
}

const keysOf = <K extends string>(list: Record<K, unknown>) => Object.keys(list) as K[]

/** Who entrusts, who is entrusted, why and for how long. */
export function Parties({ child, draft, rules, marked, onChange }: Props) {
  const { t, label } = useSpeech()
  const named = (member: Member) => ({
    value: member.person,
    label: `${nameOf(member)}(${label(RELATION[member.relation as Relation])})`,
  })
  const parents = parentsOf(child)
  const carers = carersOf(child)
  return (
    <section className="card">
      <h2>{t.agreement.parts.parties}</h2>
      {parents.length > 0 && (
        <Many<PersonId>
          label={t.agreement.principals}
          values={draft.principals}
          options={parents.map(named)}
          onChange={(principals) => onChange({ principals })}
        />
      )}
      {draft.principals.length === 0 && (
        <>
          <Words
            label={t.agreement.unreachable}
            max={200}
            value={draft.unreachable}
            onChange={(unreachable) => onChange({ unreachable })}
          />
          {marked && !draft.unreachable.trim() && <Problem>{t.required}</Problem>}
        </>
      )}
      {carers.length > 0 ? (
        <Choice<PersonId>
          label={t.agreement.carer}
          value={draft.carer}
          options={carers.map(named)}
          onChoose={(carer) => onChange({ carer })}
          problem={marked && !draft.carer && t.required}
        />
      ) : (
        <Problem>{t.agreement.noCarers}</Problem>
      )}
      <Choice<keyof typeof ENTRUST_REASON>
        label={t.agreement.cause}
        value={draft.cause}
        options={keysOf(ENTRUST_REASON).map((value) => ({ value, label: label(ENTRUST_REASON[value]) }))}
        onChoose={(cause) => onChange({ cause })}
        problem={marked && !draft.cause && t.required}
      />
      <Field label={t.agreement.from}>
        {(id) => (
          <input
            id={id}
            type="date"
            value={draft.from}
            max={lastDayOf(draft.day, 2)}
            onChange={({ target: { value } }) =>
              value && onChange({ from: value, lastDay: lastDayOf(value, Math.min(12, rules.months)) })
            }
          />
        )}
      </Field>
      <Field label={t.agreement.lastDay(rules.months)}>
        {(id) => (
          <input
            id={id}
            type="date"
            value={draft.lastDay}
            min={draft.from}
            max={lastDayOf(draft.from, rules.months)}
            onChange={({ target: { value } }) => value && onChange({ lastDay: value })}
          />
        )}
      </Field>
    </section>
  )
}

/** 未成年人保护法 art. 22, question by question: each has to be asked, and none is answered beforehand. */
export function Fitness({ draft, marked, onChange }: Props) {
  const { t, label } = useSpeech()
  const { answers } = draft
  return (
    <section className="card">
      <h2>{t.agreement.parts.carer}</h2>
      <p className="lead">{t.agreement.carerHint}</p>
      {keysOf(CARER_QUESTIONS).map((key) => {
        const { bars, clause, clauseEn } = CARER_QUESTIONS[key]
        const answer = answers[key]
        return (
          <Choice<'yes' | 'no'>
            key={key}
            label={label(CARER_QUESTIONS[key])}
            value={answer === undefined ? undefined : answer ? 'yes' : 'no'}
            options={[
              { value: 'yes', label: t.yes },
              { value: 'no', label: t.no },
            ]}
            onChoose={(chosen) =>
              onChange({ answers: { ...answers, [key as CarerQuestion]: chosen === 'yes' } })
            }
            problem={
              answer === bars
                ? t.agreement.barredBy(label({ zh: clause, en: clauseEn }))
                : marked && answer === undefined && t.required
            }
          />
        )
      })}
    </section>
  )
}

/** How the child will live, and what it says to it. What its age does not allow is not offered. */
export function ChildPart({ draft, rules, marked, onChange }: Props) {
  const { t, label } = useSpeech()
  const asked = draft.heard === 'agrees' || draft.heard === 'objects'
  const needed = needsOpinion(draft, rules)
  return (
    <section className="card">
      <h2>{t.agreement.parts.child}</h2>
      <Choice<Living>
        label={t.agreement.living}
        value={draft.living}
        options={keysOf(LIVING)
          .filter((key) => key !== 'alone' || !rules.notAlone)
          .map((value) => ({ value, label: label(LIVING[value]) }))}
        onChoose={(living) => onChange({ living })}
      />
      {rules.unattended && (
        <Choice<'yes' | 'no'>
          label={t.agreement.attended(rules.unattendedAge)}
          value={draft.attended === undefined ? undefined : draft.attended ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: t.yes },
            { value: 'no', label: t.no },
          ]}
          onChoose={(answer) => onChange({ attended: answer === 'yes' })}
          problem={
            draft.attended === false
              ? t.agreement.notAttended
              : marked && draft.attended === undefined && t.required
          }
        />
      )}
      <Choice<Heard>
        label={t.agreement.heard}
        value={draft.heard}
        options={keysOf(HEARD)
          .filter((key) => key !== 'tooYoung' || !rules.heard)
          .map((value) => ({ value, label: label(HEARD[value]) }))}
        onChoose={(heard) => onChange({ heard })}
        problem={marked && !draft.heard && t.required}
      />
      {(asked || needed) && (
        <>
          <Words
            label={asked ? t.agreement.opinion : t.agreement.whyUnable}
            max={300}
            value={draft.opinion}
            onChange={(opinion) => onChange({ opinion })}
          />
          {marked && needed && !draft.opinion.trim() && <Problem>{t.required}</Problem>}
        </>
      )}
    </section>
  )
}

/** What is being signed, to be read out. */
export function Clauses() {
  const { t } = useSpeech()
  const template = AGREEMENT_TEMPLATES[CURRENT_TEMPLATE]
  return (
    <details className="card">
      <summary>{t.agreement.clauses}</summary>
      <p className="lead">{template.mark}</p>
      {template.clauses.map(({ title, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ol>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </section>
      ))}
    </details>
  )
}
