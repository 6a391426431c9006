import { Input, Select } from 'antd'
import type { ShownFacts } from '#domain/child/child-api.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { SERVICES, type ServiceKind, VISIT_KINDS } from '#domain/service/services.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { FactField } from '#web/ui/FactField.tsx'
import { FactForm } from '#web/ui/FactForm.tsx'
import { Field } from '#web/ui/Field.tsx'
import type { Shared } from './visit-acts.ts'

/** Of the follow-up form (policy §2.5) what holds for all children of the family. */
const FACTS = ['lastParentContactOn', 'livingCondition', 'familySituation']

type Props = { shared: Shared; shown: ShownFacts; onChange(shared: Shared): void }

/** What is said once of the visit. */
export function FamilyPart({ shared, shown, onChange }: Props) {
  const { t, label } = useLanguage()
  const set = (change: Partial<Shared>) => onChange({ ...shared, ...change })
  return (
    <section className="block" aria-labelledby="visit-family">
      <h2 id="visit-family">{t.visits.family}</h2>
      <div className="visit-fields">
        <Field label={t.visits.day}>
          <DayPicker value={shared.day} allowClear={false} onChange={(day) => day && set({ day })} />
        </Field>
        <Choice<ServiceKind>
          label={t.visits.how}
          value={shared.service}
          options={VISIT_KINDS.map((value) => ({
            value,
            label: label(SERVICES[value]),
          }))}
          onChoose={(service) => set({ service })}
        />
        <Field label={t.visits.asked}>
          <Select<Relation>
            allowClear
            value={shared.asked}
            placeholder={t.visits.askedNobody}
            options={(Object.keys(RELATION) as Relation[]).map((value) => ({
              value,
              label: label(RELATION[value]),
            }))}
            onChange={(asked) => set({ asked })}
          />
        </Field>
        <Field label={t.visits.askedName}>
          <Input
            maxLength={40}
            value={shared.askedName}
            onChange={(event) => set({ askedName: event.target.value })}
          />
        </Field>
        <Field label={t.visits.place}>
          <Input
            maxLength={100}
            value={shared.place}
            placeholder={t.visits.placeHint}
            onChange={(event) => set({ place: event.target.value })}
          />
        </Field>
      </div>
      <FactForm
        catalogue={CHILD_FACTS}
        shown={shown}
        draft={shared.draft}
        onDraft={(draft) => set({ draft })}
      >
        <div className="fact-fields">
          {FACTS.map((key) => (
            <FactField key={key} of={key} />
          ))}
        </div>
      </FactForm>
      <Field label={t.visits.opinion}>
        <Input.TextArea
          rows={2}
          maxLength={200}
          value={shared.opinion}
          onChange={(event) => set({ opinion: event.target.value })}
        />
      </Field>
    </section>
  )
}
