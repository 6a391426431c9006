import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { TOLD, type Told } from '#domain/agreement/agreement-acts.ts'
import type { ChildFile } from '#domain/child/child-api.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import type { PersonId } from '#domain/ids.ts'
import { useLanguage } from '#web/messages/language.tsx'
import type { AgreementDraft } from '#web/ui/agreement-draft.ts'
import { Field } from '#web/ui/Field.tsx'
import { carersOf, parentsOf } from './agreement-draft.ts'

type Props = { file: ChildFile; draft: AgreementDraft; onChange(change: Partial<AgreementDraft>): void }

/** Whom the parents have told, whom to call in what order, and what else was agreed. */
export function MorePart({ file, draft, onChange }: Props) {
  const { t, label } = useLanguage()
  const id = useId()
  return (
    <section className="block" aria-labelledby={id}>
      <h2 id={id}>{t.agreements.parts.more}</h2>
      <div className="field">
        <span id={`${id}-told`} className="field-title">
          {t.agreements.told}
        </span>
        <Checkbox.Group<Told>
          aria-labelledby={`${id}-told`}
          value={draft.told}
          options={(Object.keys(TOLD) as Told[]).map((value) => ({ value, label: label(TOLD[value]) }))}
          onChange={(told) => onChange({ told })}
        />
      </div>
      <Field label={t.agreements.contacts} hint={t.agreements.contactsHint}>
        <Select<PersonId[]>
          mode="multiple"
          maxCount={4}
          value={draft.contacts}
          options={[...carersOf(file), ...parentsOf(file)].map(({ person, relation, facts }) => ({
            value: person,
            label: [facts.name?.value, label(RELATION[relation as Relation])].filter(Boolean).join(' '),
          }))}
          onChange={(contacts) => onChange({ contacts })}
        />
      </Field>
      <Field label={t.agreements.other}>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={draft.other}
          onChange={(event) => onChange({ other: event.target.value })}
        />
      </Field>
      <Field label={t.agreements.copies}>
        <InputNumber
          min={1}
          max={6}
          precision={0}
          value={draft.copies}
          onChange={(copies) => onChange({ copies: copies ?? 3 })}
        />
      </Field>
    </section>
  )
}
