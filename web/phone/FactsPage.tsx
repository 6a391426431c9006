import { type SyntheticEvent, useState } from 'react'
import { RELATION } from '#domain/fact/code-lists.ts'
import { BLOCKS, type FactDef } from '#domain/fact/fact.ts'
import { keep, written } from './accept.ts'
import { changedAnswers } from './campaigns.ts'
import type { Phone, Picture } from './data.ts'
import { CATALOGUES, type Draft, FactControl, learnt, wrongIn } from './facts.tsx'
import { nameOf } from './names.ts'
import { go } from './nav.ts'
import { Field, Page, Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'
import { useDraft } from './use-draft.ts'

type Props = { phone: Phone; picture: Picture; id: string; person?: string }

/** What has changed of a child or a relative; only what was touched is written. */
export function FactsPage({ phone, picture, id, person }: Props) {
  const { t, label } = useSpeech()
  const { today } = picture
  const [typed, setTyped, done] = useDraft(phone, `facts/${id}/${person ?? ''}`, () => ({
    draft: {} as Draft,
    since: today,
  }))
  const { draft, since } = typed
  const setDraft = (next: Draft) => setTyped({ since, draft: next })
  const setSince = (next: string) => setTyped({ draft, since: next })
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const child = picture.children.find((one) => one.id === id)
  const member = child?.family.find((one) => one.person === person)
  const known = person ? member : child
  if (!child || !known)
    return (
      <Page title={t.child.gone} from={{ at: 'children' }}>
        <p className="lead">{t.child.goneLead}</p>
      </Page>
    )
  const catalogue: Record<string, FactDef> = person ? CATALOGUES.relative : CATALOGUES.child
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    const facts = learnt(draft, known)
    if (Object.keys(facts).length === 0) return setProblem(t.facts.nothing)
    if (wrongIn(catalogue, draft, today).length > 0 || since > today) return setProblem(t.invalid)
    setBusy(true)
    const dated = Object.fromEntries(Object.entries(facts).map(([key, entry]) => [key, { ...entry, since }]))
    const draftAct = {
      kind: person ? 'relative.record' : 'fact.record',
      child: id,
      ...(person && { person }),
      body: { day: today, facts: dated },
    }
    const why = await keep(
      phone,
      written(picture, [draftAct, ...(person ? changedAnswers(picture, child) : [])]),
      t,
    )
    setBusy(false)
    if (why) return setProblem(why)
    done()
    go({ at: 'child', child: id })
  }
  const blocks = person ? [['', undefined] as const] : Object.entries(BLOCKS)
  return (
    <Page
      title={t.facts.title}
      lead={
        member
          ? `${label(RELATION[member.relation as keyof typeof RELATION])} ${nameOf(member)}`
          : nameOf(child)
      }
      from={{ at: 'child', child: id }}
    >
      <form onSubmit={save} noValidate>
        <p className="lead">{t.facts.lead}</p>
        <Field label={t.facts.since}>
          {(field) => (
            <input
              id={field}
              type="date"
              max={today}
              value={since}
              onChange={(event) => setSince(event.target.value || today)}
            />
          )}
        </Field>
        {blocks.map(([block, title]) => {
          const controls = Object.entries(catalogue)
            .filter(([, def]) => !title || def.block === block)
            .map(([key, def]) => (
              <FactControl
                key={key}
                of={key}
                def={def}
                known={known}
                draft={draft}
                today={today}
                onDraft={setDraft}
              />
            ))
          return title ? (
            <details key={block} className="card">
              <summary>{label(title)}</summary>
              {controls}
            </details>
          ) : (
            <section key="all" className="card">
              {controls}
            </section>
          )
        })}
        {problem && <Problem>{problem}</Problem>}
        <button type="submit" className="large primary" disabled={busy}>
          {t.facts.save}
        </button>
      </form>
    </Page>
  )
}
