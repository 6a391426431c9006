import { Alert, Checkbox, Input } from 'antd'
import { useId } from 'react'
import type { ChildFile, Relative } from '#domain/child/child-api.ts'
import { ENTRUST_REASON, RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { PersonId } from '#domain/ids.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { type AgreementDraft, lastDayOf } from '#web/ui/agreement-draft.ts'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { carersOf, parentsOf } from './agreement-draft.ts'

type Props = {
  file: ChildFile
  draft: AgreementDraft
  months: number
  marked: boolean
  onChange(change: Partial<AgreementDraft>): void
}

/** Who entrusts, who is entrusted, why and for how long. */
export function PartiesPart({ file, draft, months, marked, onChange }: Props) {
  const { t, label } = useLanguage()
  const id = useId()
  const named = ({ relation, facts }: Relative) =>
    [
      typeof facts.name?.value === 'string' ? facts.name.value : t.children.nameMissing,
      `(${label(RELATION[relation as Relation])})`,
    ].join(' ')
  const parents = parentsOf(file)
  const carers = carersOf(file)
  return (
    <section className="block" aria-labelledby={id}>
      <h2 id={id}>{t.agreements.parts.parties}</h2>
      <div className="field">
        <span id={`${id}-principals`} className="field-title">
          {t.agreements.principals}
        </span>
        {parents.length > 0 ? (
          <Checkbox.Group<PersonId>
            aria-labelledby={`${id}-principals`}
            value={draft.principals}
            options={parents.map((one) => ({ value: one.person, label: named(one) }))}
            onChange={(principals) => onChange({ principals })}
          />
        ) : (
          <p className="block-empty">{t.agreements.noParents}</p>
        )}
      </div>
      {draft.principals.length === 0 && (
        <Field
          label={t.agreements.unreachable}
          hint={t.agreements.unreachableHint}
          problem={marked && !draft.unreachable.trim() ? t.common.required : undefined}
        >
          <Input
            maxLength={200}
            value={draft.unreachable}
            onChange={(event) => onChange({ unreachable: event.target.value })}
          />
        </Field>
      )}
      {carers.length > 0 ? (
        <div className={marked && !draft.carer ? 'has-problem' : undefined}>
          <Choice<PersonId>
            label={t.agreements.carer}
            value={draft.carer}
            options={carers.map((one) => ({ value: one.person, label: named(one) }))}
            onChoose={(carer) => onChange({ carer })}
          />
        </div>
      ) : (
        <Alert type="warning" showIcon title={t.agreements.noCarers} />
      )}
      <div className={marked && !draft.cause ? 'has-problem' : undefined}>
        <Choice<keyof typeof ENTRUST_REASON>
          label={t.agreements.cause}
          vertical
          value={draft.cause}
          options={(Object.keys(ENTRUST_REASON) as (keyof typeof ENTRUST_REASON)[]).map((value) => ({
            value,
            label: label(ENTRUST_REASON[value]),
          }))}
          onChoose={(cause) => onChange({ cause })}
        />
      </div>
      <Field label={t.agreements.reason}>
        <Input
          maxLength={200}
          value={draft.reason}
          onChange={(event) => onChange({ reason: event.target.value })}
        />
      </Field>
      <div className="visit-fields">
        <Field label={t.agreements.from}>
          <DayPicker
            value={draft.from}
            allowClear={false}
            max={lastDayOf(draft.day, 2)}
            onChange={(from) => from && onChange({ from, lastDay: lastDayOf(from, Math.min(12, months)) })}
          />
        </Field>
        <Field label={t.agreements.lastDay} hint={t.agreements.atMost(months)}>
          <DayPicker
            value={draft.lastDay}
            allowClear={false}
            min={draft.from}
            max={lastDayOf(draft.from, months)}
            onChange={(lastDay) => lastDay && onChange({ lastDay })}
          />
        </Field>
        <Field label={t.agreements.day} hint={t.agreements.dayHint}>
          <DayPicker value={draft.day} allowClear={false} onChange={(day) => day && onChange({ day })} />
        </Field>
      </div>
    </section>
  )
}
