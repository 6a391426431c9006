import { useState } from 'react'
import { ANSWER, NOT_SEEN, type NotSeen } from '#domain/campaign/campaign-acts.ts'
import { RELATION } from '#domain/fact/code-lists.ts'
import { keep, written } from './accept.ts'
import { campaignsIn, type Line, linesOf } from './campaigns.ts'
import type { Phone, Picture } from './data.ts'
import { ageOf, carerOf, nameOf, placeOf } from './names.ts'
import { addressOf } from './nav.ts'
import { Choice, Icon, Page, Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'

type Props = { phone: Phone; picture: Picture; id: string }

/** The village's part of a campaign, from door to door: one tap for a child of whom nothing has changed. */
export function CampaignPage({ phone, picture, id }: Props) {
  const { t } = useSpeech()
  const [again, setAgain] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const campaign = campaignsIn(picture).find((one) => one.id === id)
  if (!campaign)
    return (
      <Page title={t.campaign.over} from={{ at: 'today' }}>
        <p className="lead">{t.campaign.overLead}</p>
      </Page>
    )
  const lines = linesOf(picture, campaign)
  const open = lines.filter(({ answer }) => answer === null)
  const done = lines.filter(({ answer }) => answer !== null)
  const found = picture.outbox.filter(
    ({ act }) => act.kind === 'campaign.answer' && act.body.campaign === id && act.body.answer === 'found',
  ).length
  const answer = async (child: string, said: object) => {
    const body = { day: picture.today, campaign: id, ...said }
    const acts = written(picture, [{ kind: 'campaign.answer', child, body }])
    setFailure(await keep(phone, acts, t))
    setAgain(undefined)
  }
  const line = (one: Line, asking: boolean) => (
    <ChildLine
      key={one.child.id}
      line={one}
      picture={picture}
      asking={asking}
      onAnswer={(said) => void answer(one.child.id, said)}
      onAgain={() => setAgain(one.child.id)}
    />
  )
  return (
    <Page
      title={campaign.name}
      lead={[campaign.purpose, t.campaign.progress(done.length, lines.length)].filter(Boolean).join(' · ')}
      from={{ at: 'today' }}
    >
      {failure && <Problem>{failure}</Problem>}
      {open.length > 0 && <h2>{t.campaign.open(open.length)}</h2>}
      <ul className="cards">{open.map((one) => line(one, true))}</ul>
      <a className="large" href={addressOf({ at: 'found', campaign: id })}>
        <Icon name="children" />
        {t.campaign.found}
      </a>
      {found > 0 && <p className="lead">{t.campaign.waiting(found)}</p>}
      {done.length > 0 && <h2>{t.campaign.answered(done.length)}</h2>}
      <ul className="cards">{done.map((one) => line(one, one.child.id === again))}</ul>
    </Page>
  )
}

type LineProps = {
  line: Line
  picture: Picture
  asking: boolean
  onAnswer(said: object): void
  onAgain(): void
}

function ChildLine({ line: { child, answer }, picture, asking, onAnswer, onAgain }: LineProps) {
  const { t, label } = useSpeech()
  const [notSeen, setNotSeen] = useState(false)
  const age = ageOf(child, picture.today)
  const carer = carerOf(child)
  return (
    <li className="card">
      <a className="name" href={addressOf({ at: 'child', child: child.id })}>
        {nameOf(child)} {age !== null && <span className="lead">{t.years(age)}</span>}
      </a>
      <p className="lead">
        {[
          placeOf(child, picture),
          carer && `${label(RELATION[carer.relation as keyof typeof RELATION])} ${nameOf(carer)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {answer && (
        <span className={answer === 'notSeen' ? 'mark wrong' : 'mark'}>{label(ANSWER[answer])}</span>
      )}
      {asking && !notSeen && (
        <div className="actions">
          <button
            type="button"
            className="large primary"
            onClick={() => onAnswer({ answer: 'noChange' })}
            aria-label={`${nameOf(child)} ${t.campaign.noChange}`}
          >
            <Icon name="done" />
            {t.campaign.noChange}
          </button>
          <div className="two">
            <a className="large" href={addressOf({ at: 'child', child: child.id })}>
              <Icon name="edit" />
              {t.campaign.changed}
            </a>
            <button type="button" className="large" onClick={() => setNotSeen(true)}>
              <Icon name="wrong" />
              {t.campaign.notSeen}
            </button>
          </div>
        </div>
      )}
      {asking && notSeen && (
        <>
          <Choice<NotSeen>
            label={t.campaign.why}
            value={undefined}
            options={(Object.keys(NOT_SEEN) as NotSeen[]).map((value) => ({
              value,
              label: label(NOT_SEEN[value]),
            }))}
            onChoose={(why) => {
              setNotSeen(false)
              onAnswer({ answer: 'notSeen', why })
            }}
          />
          <button type="button" className="plain" onClick={() => setNotSeen(false)}>
            {t.cancel}
          </button>
        </>
      )}
      {!asking && (
        <button type="button" className="plain" onClick={onAgain}>
          {t.campaign.again}
        </button>
      )}
    </li>
  )
}
