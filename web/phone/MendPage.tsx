import { type SyntheticEvent, useState } from 'react'
import { ACT_KINDS, type NewAct } from '#domain/act/act.ts'
import type { FactEntries } from '#domain/fact/fact.ts'
import type { Phone, Picture } from './data.ts'
import { nameOf } from './names.ts'
import { go } from './nav.ts'
import { Field, Page, Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'

type Props = { phone: Phone; picture: Picture; n: number }

/** What the server did not accept: why, and the day to correct, which is what phones get wrong. */
export function MendPage({ phone, picture, n }: Props) {
  const { t, label } = useSpeech()
  const [day, setDay] = useState(picture.today)
  const entry = picture.outbox.find((one) => one.n === n)
  if (!entry?.refused)
    return (
      <Page title={t.records.mendTitle} from={{ at: 'records' }}>
        <p className="lead">{t.records.removed}</p>
      </Page>
    )
  const child = picture.children.find(({ id }) => id === entry.act.child)
  const resend = async (event: SyntheticEvent) => {
    event.preventDefault()
    await phone.mend(entry, onDay(entry.act, day))
    go({ at: 'records' })
  }
  return (
    <Page
      title={t.records.mendTitle}
      lead={[label(ACT_KINDS[entry.act.kind]), child && nameOf(child), entry.act.body.day]
        .filter(Boolean)
        .join(' · ')}
      from={{ at: 'records' }}
    >
      <Problem>{entry.refused.message}</Problem>
      <form onSubmit={resend} className="card">
        <p>{t.records.mendLead}</p>
        <Field label={t.records.mendDay}>
          {(id) => (
            <input
              id={id}
              type="date"
              max={picture.today}
              value={day}
              onChange={(event) => setDay(event.target.value || picture.today)}
            />
          )}
        </Field>
        <button type="submit" className="large primary">
          {t.records.resend}
        </button>
      </form>
    </Page>
  )
}

/** On another day, also what was said to hold since a later one. */
function onDay(act: NewAct, day: string): NewAct {
  const { body } = act
  const facts =
    'facts' in body
      ? Object.fromEntries(
          Object.entries(body.facts as FactEntries).map(([key, entry]) => [
            key,
            entry.since && entry.since > day ? { ...entry, since: day } : entry,
          ]),
        )
      : undefined
  return { ...act, body: { ...body, day, ...(facts && { facts }) } } as unknown as NewAct
}
