import { type SyntheticEvent, useState } from 'react'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { newId } from '#web/api/new-id.ts'
import { keep, written } from './accept.ts'
import { campaignsIn } from './campaigns.ts'
import type { Phone, Picture } from './data.ts'
import { type Draft, FactControl, learnt, wrongIn } from './facts.tsx'
import { go } from './nav.ts'
import { Choice, Page, Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'
import { useDraft } from './use-draft.ts'

type Props = { phone: Phone; picture: Picture; campaign: string }

const ASKED = ['name', 'sex', 'birthDate', 'residence', 'note'] as const
const NEEDED = ['name', 'sex', 'birthDate'] as const
const NOTHING = { facts: {}, none: [] }
/** Digits of a village. */
const VILLAGE = 12

/** A child whom nobody had on a list: its file is opened, and the campaign is told. */
export function FoundPage({ phone, picture, campaign: id }: Props) {
  const { t, label } = useSpeech()
  const { today } = picture
  const villages = (picture.progress.shared?.content.areas ?? []).filter(
    ({ code }) => code.length === VILLAGE && !code.endsWith('000'),
  )
  const [typed, setTyped, done] = useDraft(phone, `found/${id}`, () => ({
    child: newId(),
    area: villages.length === 1 ? villages[0]!.code : undefined,
    draft: {} as Draft,
  }))
  const { child, area, draft } = typed
  const [marked, setMarked] = useState(false)
  const [problem, setProblem] = useState<string>()
  const running = campaignsIn(picture).some((one) => one.id === id)
  const missing = !area || NEEDED.some((key) => !draft[key])
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    if (missing || wrongIn(CHILD_FACTS, draft, today).length > 0) return
    const acts = [
      { kind: 'child.open', child, body: { day: today, area, facts: learnt(draft, NOTHING), family: [] } },
      // A campaign that was closed meanwhile needs no answer; the file is opened all the same.
      ...(running
        ? [{ kind: 'campaign.answer', child, body: { day: today, campaign: id, answer: 'found' } }]
        : []),
    ]
    const why = await keep(phone, written(picture, acts), t)
    if (why) return setProblem(why)
    done()
    go({ at: 'campaign', campaign: id })
  }
  return (
    <Page title={t.campaign.foundTitle} lead={t.campaign.foundLead} from={{ at: 'campaign', campaign: id }}>
      <form onSubmit={save} className="card" noValidate>
        {villages.length > 1 && (
          <Choice
            label={t.campaign.village}
            value={area}
            options={villages.map(({ code, name }) => ({ value: code as string, label: name }))}
            onChoose={(next) => setTyped({ ...typed, area: next })}
            problem={marked && !area && t.required}
          />
        )}
        {ASKED.map((key) => (
          <FactControl
            key={key}
            of={key}
            def={CHILD_FACTS[key]}
            known={NOTHING}
            draft={draft}
            today={today}
            onDraft={(next) => setTyped({ ...typed, draft: next })}
          />
        ))}
        {marked && missing && (
          <Problem>
            {t.required}: {NEEDED.map((key) => label(CHILD_FACTS[key])).join('、')}
          </Problem>
        )}
        {problem && <Problem>{problem}</Problem>}
        <button type="submit" className="large primary">
          {t.campaign.save}
        </button>
      </form>
    </Page>
  )
}
