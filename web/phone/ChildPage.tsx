import { bitOf, CIRCUMSTANCES } from '#domain/circumstance/circumstances.ts'
import { CIRCUMSTANCE, RELATION } from '#domain/fact/code-lists.ts'
import { BLOCKS, type FactDef } from '#domain/fact/fact.ts'
import { circumstancesOn, type SliceChild } from '#domain/phone/slice.ts'
import { SERVICES, type ServiceKind } from '#domain/service/services.ts'
import type { Phone, Picture } from './data.ts'
import { CATALOGUES, type Known, useFactText } from './facts.tsx'
import { ageOf, nameOf, placeOf } from './names.ts'
import { addressOf } from './nav.ts'
import { Icon, Page } from './parts.tsx'
import { useSpeech } from './speak.tsx'
import { DutyLine } from './Today.tsx'

type Props = { phone: Phone; picture: Picture; id: string }

/** Everything that the phone holds of a child. */
export function ChildPage({ picture, id }: Props) {
  const { t, label } = useSpeech()
  const child = picture.children.find((one) => one.id === id)
  if (!child)
    return (
      <Page title={t.child.gone} from={{ at: 'children' }}>
        <p className="lead">{t.child.goneLead}</p>
      </Page>
    )
  const age = ageOf(child, picture.today)
  const bits = circumstancesOn(child, picture.today)
  const circumstances = CIRCUMSTANCES.filter((one) => (bits & bitOf(one)) !== 0)
  const due = picture.due.filter((row) => row.child.id === id)
  const waits = picture.outbox.some(({ act }) => act.child === id)
  return (
    <Page
      title={nameOf(child)}
      lead={[age !== null && t.years(age), placeOf(child, picture), waits && t.child.waiting]
        .filter(Boolean)
        .join(' · ')}
      from={{ at: 'children' }}
    >
      {circumstances.length > 0 && (
        <p className="marks">
          {circumstances.map((one) => (
            <span key={one} className="mark">
              {label(CIRCUMSTANCE[one])}
            </span>
          ))}
        </p>
      )}
      <div className="actions">
        <a className="large primary" href={addressOf({ at: 'visit', child: id })}>
          <Icon name="visit" />
          {t.child.visit}
        </a>
        <a className="large" href={addressOf({ at: 'facts', child: id })}>
          <Icon name="edit" />
          {t.child.edit}
        </a>
        <a className="large" href={addressOf({ at: 'agreement', child: id })}>
          <Icon name="records" />
          {t.agreement.list}
        </a>
      </div>
      {due.length > 0 && (
        <section className="card">
          <h2>{t.child.due}</h2>
          {due.map((row) => (
            <DutyLine key={row.id} row={row} picture={picture} />
          ))}
        </section>
      )}
      <section className="card">
        <h2>{t.child.family}</h2>
        {child.family.map((member) => (
          <Relative key={member.person} child={id} member={member} />
        ))}
      </section>
      <Visits child={child} />
      <Facts catalogue={CATALOGUES.child} known={child} />
    </Page>
  )
}

function Relative({ child, member }: { child: string; member: SliceChild['family'][number] }) {
  const { t, label } = useSpeech()
  const text = useFactText()
  const { workPlace, phones } = member.facts
  return (
    <div className="relative">
      <p className="name">
        {label(RELATION[member.relation as keyof typeof RELATION])} {nameOf(member)}{' '}
        {member.carer && <span className="mark">{t.child.carer}</span>}
      </p>
      <p className="lead">
        {[
          workPlace && text(CATALOGUES.relative.workPlace, workPlace),
          Array.isArray(phones) && phones.join('、'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <a className="plain" href={addressOf({ at: 'facts', child, person: member.person })}>
        <Icon name="edit" />
        {t.child.edit}
      </a>
    </div>
  )
}

function Visits({ child }: { child: SliceChild }) {
  const { t, label } = useSpeech()
  const { acts } = child
  const visits = acts
    .filter(({ id, kind }) => kind === 'service.record' && !acts.some(({ body }) => body.corrects === id))
    .sort((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, 5)
  return (
    <section className="card">
      <h2>{t.child.visits}</h2>
      {visits.length === 0 && <p className="lead">{t.child.noVisits}</p>}
      <ul className="plain-list">
        {visits.map(({ id, day, body }) => (
          <li key={id}>
            {day} {label(SERVICES[body.service as ServiceKind])} ·{' '}
            {body.childSeen ? t.child.seen : t.child.notSeen}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ catalogue, known }: { catalogue: Record<string, FactDef>; known: Known }) {
  const { label } = useSpeech()
  const text = useFactText()
  return Object.entries(BLOCKS).map(([block, title]) => {
    const facts = Object.entries(catalogue).filter(
      ([key, def]) => def.block === block && known.facts[key] !== undefined,
    )
    return (
      facts.length > 0 && (
        <details key={block} className="card">
          <summary>{label(title)}</summary>
          <dl>
            {facts.map(([key, def]) => (
              <div key={key}>
                <dt>{label(def)}</dt>
                <dd>{text(def, known.facts[key])}</dd>
              </div>
            ))}
          </dl>
        </details>
      )
    )
  })
}
