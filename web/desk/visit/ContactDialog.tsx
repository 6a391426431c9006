import { App, Input, Select } from 'antd'
import { useState } from 'react'
import type { DutyRow } from '#domain/duty/duty-api.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { newId } from '#web/api/new-id.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { childName } from '../child/child-columns.tsx'
import type { ActDraft } from '../child/fact-changes.ts'
import { useRecordActs } from '../child/record-acts.ts'

const WHO: readonly Relation[] = ['father', 'mother']

/** That a parent was in contact, or that the parents were urged to be. */
export function ContactDialog({ duty, onClose }: { duty: DutyRow; onClose(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  const [what, setWhat] = useState<'contact' | 'urged'>('contact')
  const [day, setDay] = useState(today)
  const [asked, setAsked] = useState<Relation>()
  const [note, setNote] = useState('')
  const said = note.trim()
  const act = (): ActDraft =>
    what === 'contact'
      ? {
          kind: 'fact.record',
          child: duty.id,
          body: { day: today, facts: { lastParentContactOn: { state: 'known', value: day } } },
        }
      : {
          kind: 'service.record',
          child: duty.id,
          body: {
            day,
            service: 'urging',
            occasion: newId(),
            childSeen: false,
            asked,
            problems: [],
            words: { note: said },
            facts: {},
          },
        }
  return (
    <ReasonDialog
      title={t.contact.title(childName(duty, t))}
      hint={t.contact.hint(duty.lastOn)}
      noReason
      ready={what === 'contact' || (asked !== undefined && said.length > 0)}
      onClose={onClose}
      onSubmit={async () => {
        await record([act()])
        message.success(t.common.saved)
      }}
    >
      <Choice<'contact' | 'urged'>
        label={t.contact.what}
        value={what}
        options={[
          { value: 'contact', label: t.contact.known },
          { value: 'urged', label: t.contact.urged },
        ]}
        onChoose={setWhat}
      />
      <Field label={what === 'contact' ? t.contact.contactDay : t.contact.urgedDay}>
        <DayPicker value={day} allowClear={false} onChange={(next) => next && setDay(next)} />
      </Field>
      {what === 'urged' && (
        <>
          <Field label={t.contact.whom}>
            <Select<Relation>
              value={asked}
              options={WHO.map((value) => ({ value, label: label(RELATION[value]) }))}
              onChange={setAsked}
            />
          </Field>
          <Field label={t.contact.note}>
            <Input.TextArea
              rows={2}
              maxLength={500}
              value={note}
              placeholder={t.contact.noteHint}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
        </>
      )}
    </ReasonDialog>
  )
}
