import { Checkbox, Select } from 'antd'
import type { Relative } from '#domain/child/child-api.ts'
import type { PlainDate } from '#domain/dates.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { RELATIVE_FACTS } from '#domain/fact/relative-facts.ts'
import type { ChildId, PersonId } from '#domain/ids.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { FactField } from '#web/ui/FactField.tsx'
import { FactForm } from '#web/ui/FactForm.tsx'
import { Field } from '#web/ui/Field.tsx'
import { type Draft, problemsOf } from '#web/ui/fact-draft.ts'
import { type ActDraft, changedKeys } from './fact-changes.ts'

export type NewRelative = { person: PersonId; relation: Relation | undefined; carer: boolean; draft: Draft }

export const emptyRelative = (person: PersonId, relation?: Relation): NewRelative => ({
  person,
  relation,
  carer: false,
  draft: {},
})
export const isComplete = ({ relation, draft }: NewRelative, today: PlainDate) =>
  relation !== undefined && Object.keys(problemsOf(RELATIVE_FACTS, draft, today)).length === 0

/** The act for what was typed about a new relative; none when nothing was. */
export function relativeActs(child: ChildId, { person, draft }: NewRelative, day: PlainDate): ActDraft[] {
  const keys = changedKeys(draft, {})
  if (keys.length === 0) return []
  const facts = Object.fromEntries(keys.map((key) => [key, draft[key]!]))
  return [{ kind: 'relative.record', child, person, body: { day, facts } }]
}

/** A child has one of each of these. */
const ONE_ONLY: readonly string[] = [
  'father',
  'mother',
  'paternalGrandfather',
  'paternalGrandmother',
  'maternalGrandfather',
  'maternalGrandmother',
]

type Props = {
  relative: NewRelative
  taken: readonly Pick<Relative, 'relation' | 'endedOn'>[]
  onChange(relative: NewRelative): void
}

export function RelativeFields({ relative, taken, onChange }: Props) {
  const { t, label } = useLanguage()
  const isTaken = (key: string) =>
    ONE_ONLY.includes(key) && taken.some(({ relation, endedOn }) => relation === key && endedOn === null)
  return (
    <>
      <div className="relative-head">
        <Field label={t.file.relation}>
          <Select
            value={relative.relation}
            placeholder={t.common.required}
            showSearch={{ optionFilterProp: 'label' }}
            options={Object.entries(RELATION).map(([key, entry]) => ({
              value: key as Relation,
              label: label(entry),
              disabled: isTaken(key) && key !== relative.relation,
            }))}
            onChange={(relation) => onChange({ ...relative, relation })}
          />
        </Field>
        <Checkbox
          checked={relative.carer}
          onChange={(event) => onChange({ ...relative, carer: event.target.checked })}
        >
          {t.file.carerOf}
        </Checkbox>
      </div>
      <FactForm
        catalogue={RELATIVE_FACTS}
        draft={relative.draft}
        onDraft={(draft) => onChange({ ...relative, draft })}
      >
        <div className="fact-fields">
          {Object.keys(RELATIVE_FACTS).map((key) => (
            <FactField key={key} of={key} />
          ))}
        </div>
      </FactForm>
    </>
  )
}
