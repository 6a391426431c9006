import { type SyntheticEvent, useState } from 'react'
import {
  CARER_STEP,
  type CarerStep,
  carerStepsDone,
  OF_CARER,
  PROBLEM,
  type Problem as ProblemKind,
} from '#domain/service/problems.ts'
import { OUTCOME, type Outcome } from '#domain/service/services.ts'
import { keep, written } from './accept.ts'
import type { Phone, Picture } from './data.ts'
import { nameOf } from './names.ts'
import { go } from './nav.ts'
import { Choice, Many, Page, Problem, Words } from './parts.tsx'
import { useSpeech } from './speak.tsx'

type Props = { phone: Phone; picture: Picture; child: string; found: string; problem: string }

/** How a problem that a visit found was dealt with: that ends the task. */
export function ClosePage({ phone, picture, child: id, found, problem }: Props) {
  const { t, label } = useSpeech()
  const [outcome, setOutcome] = useState<Outcome>()
  const [steps, setSteps] = useState<readonly CarerStep[]>([])
  const [note, setNote] = useState('')
  const [marked, setMarked] = useState(false)
  const [failure, setFailure] = useState<string>()
  const child = picture.children.find((one) => one.id === id)
  if (!child)
    return (
      <Page title={t.child.gone} from={{ at: 'today' }}>
        <p className="lead">{t.child.goneLead}</p>
      </Page>
    )
  const said = note.trim()
  const ofCarer = OF_CARER.includes(problem as ProblemKind) && outcome === 'solved'
  const undone = ofCarer && !carerStepsDone(steps)
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    if (!outcome || said.length < 2 || undone) return
    const body = {
      day: picture.today,
      found,
      problem,
      outcome,
      ...(ofCarer && { steps: [...steps] }),
      words: { note: said },
    }
    const why = await keep(phone, written(picture, [{ kind: 'problem.close', child: id, body }]), t)
    if (why) setFailure(why)
    else go({ at: 'child', child: id })
  }
  return (
    <Page
      title={t.close.title}
      lead={`${nameOf(child)} · ${label(PROBLEM[problem as keyof typeof PROBLEM])}`}
      from={{ at: 'child', child: id }}
    >
      <form onSubmit={save} className="card" noValidate>
        <Choice<Outcome>
          label={t.close.outcome}
          value={outcome}
          options={(Object.keys(OUTCOME) as Outcome[]).map((value) => ({
            value,
            label: label(OUTCOME[value]),
          }))}
          onChoose={setOutcome}
          problem={marked && !outcome && t.required}
        />
        {ofCarer && (
          <Many<CarerStep>
            label={t.close.steps}
            values={steps}
            options={(Object.keys(CARER_STEP) as CarerStep[]).map((value) => ({
              value,
              label: label(CARER_STEP[value]),
            }))}
            onChange={setSteps}
          />
        )}
        {marked && undone && <Problem>{t.close.stepsNeeded}</Problem>}
        <Words label={t.close.how} max={500} value={note} onChange={setNote} />
        {marked && said.length < 2 && <Problem>{t.required}</Problem>}
        {failure && <Problem>{failure}</Problem>}
        <button type="submit" className="large primary">
          {t.save}
        </button>
      </form>
    </Page>
  )
}
