import { Checkbox, Input } from 'antd'
import { useId } from 'react'
import type { ShownFacts } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { PROBLEM, type Problem } from '#domain/service/problems.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { FactField } from '#web/ui/FactField.tsx'
import { FactForm } from '#web/ui/FactForm.tsx'
import { Field } from '#web/ui/Field.tsx'
import type { Part } from './visit-acts.ts'

/** Of the follow-up form (policy §2.5) what concerns one child. */
const FACTS = [
  'mentalCondition',
  'guardianship',
  'schooling',
  'schoolResults',
  'health',
  'needs',
  'supportAdvice',
  'keyAttention',
]

type Props = {
  name: string
  shown: ShownFacts
  part: Part
  marked: boolean
  onChange(part: Part): void
}

/** A child's own part of the visit: it stands in its file alone. */
export function ChildPart({ name, shown, part, marked, onChange }: Props) {
  const { t, label } = useLanguage()
  const id = useId()
  const set = (change: Partial<Part>) => onChange({ ...part, ...change })
  return (
    <section className="block" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <div className={marked && part.childSeen === undefined ? 'has-problem' : undefined}>
        <Choice<'yes' | 'no'>
          label={t.visits.seen}
          value={part.childSeen === undefined ? undefined : part.childSeen ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: t.visits.seenYes },
            { value: 'no', label: t.visits.seenNo },
          ]}
          onChoose={(answer) => set({ childSeen: answer === 'yes' })}
        />
        {part.childSeen === false && <p className="field-hint">{t.visits.notSeenHint}</p>}
        {marked && part.childSeen === undefined && (
          <div className="fact-problem" role="alert">
            {t.common.required}
          </div>
        )}
      </div>
      <p className="block-hint">{t.visits.factsHint}</p>
      <FactForm catalogue={CHILD_FACTS} shown={shown} draft={part.draft} onDraft={(draft) => set({ draft })}>
        <div className="fact-fields">
          {FACTS.map((key) => (
            <FactField key={key} of={key} />
          ))}
        </div>
      </FactForm>
      <div className="field">
        <span id={`${id}-problems`} className="field-title">
          {t.visits.problems}
        </span>
        <Checkbox.Group<Problem>
          aria-labelledby={`${id}-problems`}
          value={part.problems}
          options={(Object.keys(PROBLEM) as Problem[]).map((value) => ({
            value,
            label: label(PROBLEM[value]),
          }))}
          onChange={(problems) => set({ problems })}
        />
      </div>
      {part.problems.length > 0 && (
        <Field label={t.visits.problemWords}>
          <Input.TextArea
            rows={2}
            maxLength={500}
            value={part.problem}
            onChange={(event) => set({ problem: event.target.value })}
          />
        </Field>
      )}
      <Field label={t.visits.note}>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={part.note}
          onChange={(event) => set({ note: event.target.value })}
        />
      </Field>
    </section>
  )
}
