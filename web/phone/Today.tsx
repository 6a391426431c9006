import { useState } from 'react'
import { TRIGGER } from '#domain/agreement/agreement-renewal.ts'
import { MEASURE } from '#domain/assessment/needs.ts'
import { COLOUR } from '#domain/assessment/template.ts'
import type { TemplateVersion } from '#domain/assessment/template-book.ts'
import { daysBetween } from '#domain/dates.ts'
import { DUTIES, type DutyRule } from '#domain/duty/duty-acts.ts'
import { ROUNDS } from '#domain/duty/holiday-visits.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { CIRCUMSTANCE } from '#domain/fact/code-lists.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { CampaignCards, campaignName } from './CampaignCards.tsx'
import { type DueRow, isSoon, type Phone, type Picture, returnOf } from './data.ts'
import { ageOf, carerOf, nameOf, placeOf } from './names.ts'
import { addressOf } from './nav.ts'
import { Choice, Icon, Page } from './parts.tsx'
import { useSpeech } from './speak.tsx'

type Props = { phone: Phone; picture: Picture }
type When = 'overdue' | 'soon' | 'later'

const whenOf = (row: DueRow, today: string): When =>
  row.due < today ? 'overdue' : isSoon(row, today) ? 'soon' : 'later'

/** Who is to be visited, family by family, and why. */
export function Today({ picture }: Props) {
  const { t } = useSpeech()
  const { today } = picture
  // A campaign asks about everybody at once: it has a card of its own.
  const due = picture.due.filter(({ rule }) => rule !== 'campaign')
  const of = (when: When) => due.filter((row) => whenOf(row, today) === when)
  const first = (['overdue', 'soon', 'later'] as const).find((when) => of(when).length > 0) ?? 'soon'
  const [chosen, setChosen] = useState<When>()
  const when = chosen ?? first
  const families = byFamily(of(when))
  return (
    <Page title={t.today.title} lead={today}>
      <CampaignCards picture={picture} />
      <Choice<When>
        label={t.child.due}
        value={when}
        options={[
          { value: 'overdue', label: t.today.overdue(of('overdue').length) },
          { value: 'soon', label: t.today.soon(of('soon').length) },
          { value: 'later', label: t.today.later(of('later').length) },
        ]}
        onChoose={setChosen}
      />
      {families.length === 0 && (
        <div className="empty">
          <p>{t.today.none}</p>
          <p className="lead">{t.today.noneLead}</p>
        </div>
      )}
      <ul className="cards">
        {families.map((rows) => (
          <Family key={rows[0]!.id} rows={rows} picture={picture} />
        ))}
      </ul>
    </Page>
  )
}

/** Whom the same person looks after stands together: one way, one door. */
function byFamily(rows: readonly DueRow[]): DueRow[][] {
  const families = new Map<string, DueRow[]>()
  for (const row of rows) {
    const key = carerOf(row.child)?.person ?? row.child.id
    families.set(key, [...(families.get(key) ?? []), row])
  }
  return [...families.values()]
}

function Family({ rows, picture }: { rows: readonly DueRow[]; picture: Picture }) {
  const { t } = useSpeech()
  const { child } = rows[0]!
  const children = new Set(rows.map((row) => row.child.id))
  return (
    <li className="card">
      {children.size > 1 && <p className="lead">{t.today.together(children.size)}</p>}
      {rows.map((row) => (
        <DutyLine key={row.id} row={row} picture={picture} />
      ))}
      <p className="lead">{placeOf(child, picture)}</p>
      <a className="large primary" href={addressOf({ at: 'visit', child: child.id })}>
        <Icon name="visit" />
        {t.today.visit}
      </a>
    </li>
  )
}

/** What is done on the phone; the rest needs the desk. */
const HERE: readonly DutyRule[] = [
  'visit',
  'holidayVisit',
  'problem',
  'contact',
  'agreement',
  'campaign',
  'returned',
]

const templateName = ({ progress }: Picture, template: string) => {
  const templates = (progress.shared?.content.templates ?? []) as unknown as TemplateVersion[]
  return templates.find((one) => one.template === template)?.body
}

type DutyProps = {
  row: DueRow
  picture: Picture
  /** On the page where it is dealt with already. */
  here?: boolean
}

/** Given to whoever uses this phone, and not to somebody else. */
const isMine = ({ assigned }: DueRow, { progress }: Picture) =>
  assigned?.to === progress.shared?.content.account

export function DutyLine({ row, picture, here = false }: DutyProps) {
  const { t, label } = useSpeech()
  const { today } = picture
  const late = daysBetween(row.due, today)
  const age = ageOf(row.child, today)
  const reasons = row.reasons.map((reason) => {
    if ('problem' in reason) return label(PROBLEM[reason.problem])
    if ('circumstance' in reason) return label(CIRCUMSTANCE[reason.circumstance])
    if ('measure' in reason) return label(MEASURE[reason.measure])
    if ('colour' in reason) return label(COLOUR[reason.colour])
    if ('trigger' in reason) return label(TRIGGER[reason.trigger])
    if ('round' in reason) return label(ROUNDS[reason.round])
    if ('template' in reason) return label(templateName(picture, reason.template))
    if ('campaign' in reason) return campaignName(picture, reason.campaign)
    // What is recorded of guardianship follows from the tier: 差 makes it high, 一般 middle.
    if (reason.fact === 'guardianship') return t.today.guardianship[row.tier === 'high' ? 'poor' : 'fair']
    return label(CHILD_FACTS[reason.fact])
  })
  const returned = row.rule === 'returned' ? returnOf(row.child, row.period) : undefined
  const [found, problem] = row.rule === 'problem' ? row.period.split('/') : []
  return (
    <div className="duty">
      <a href={addressOf({ at: 'child', child: row.child.id })} className="name">
        {nameOf(row.child)} {age !== null && <span className="lead">{t.years(age)}</span>}
      </a>
      <span className={late > 0 ? 'mark wrong' : 'mark'}>
        {label(DUTIES[row.rule])} ·{' '}
        {late > 0 ? t.today.daysLate(late) : late === 0 ? t.today.dueToday : t.today.due(row.due)}
        {row.postponed && ` · ${t.today.postponed}`}
      </span>
      <p className="lead">
        {[
          row.rule === 'visit' && (row.lastOn ? t.today.last(row.lastOn) : t.today.never),
          row.assigned && t.today.assigned(isMine(row, picture), row.assigned.by),
          row.rule === 'contact' ? t.today.contact(row.lastOn) : undefined,
          ...(row.rule === 'contact' ? [] : reasons),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!HERE.includes(row.rule) && <p className="lead">{t.today.elsewhere}</p>}
      {row.rule === 'campaign' && (
        <a className="plain" href={addressOf({ at: 'campaign', campaign: row.period })}>
          <Icon name="done" />
          {t.campaign.go}
        </a>
      )}
      {returned && (
        <>
          <p className="lead">{t.today.returned(row.lastOn ?? '', returned.reason)}</p>
          <a className="plain" href={addressOf({ at: 'visit', child: row.child.id, mends: returned.visit })}>
            <Icon name="done" />
            {t.today.mend}
          </a>
        </>
      )}
      {row.rule === 'agreement' && !here && (
        <a className="plain" href={addressOf({ at: 'agreement', child: row.child.id })}>
          <Icon name="edit" />
          {t.agreement.go}
        </a>
      )}
      {found && problem && (
        <a className="plain" href={addressOf({ at: 'close', child: row.child.id, found, problem })}>
          <Icon name="done" />
          {t.close.go}
        </a>
      )}
    </div>
  )
}
