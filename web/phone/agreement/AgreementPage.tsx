import { type SyntheticEvent, useState } from 'react'
import { END_REASON, type EndReason, MANNER, PARTY } from '#domain/agreement/agreement-acts.ts'
import { agreementRules } from '#domain/agreement/agreement-check.ts'
import {
  AGREEMENT_STATUS,
  type Agreement,
  statusOn,
  type Wanted,
  wantedBy,
} from '#domain/agreement/agreements.ts'
import type { ActId } from '#domain/ids.ts'
import { type SliceChild, sliceAgreements } from '#domain/phone/slice.ts'
import { keep, written } from '../accept.ts'
import { bookOf, type Phone, type Picture } from '../data.ts'
import { nameOf } from '../names.ts'
import { addressOf } from '../nav.ts'
import { Choice, Icon, Page, Problem, Words } from '../parts.tsx'
import { useSpeech } from '../speak.tsx'
import { photoOf } from '../sync/photo-of.ts'
import { DutyLine } from '../Today.tsx'
import { partyName } from './people.ts'
import { isSigned, SignCard, type Signing, signatureOf } from './SignCard.tsx'

type Props = { phone: Phone; picture: Picture; id: string }

/** 委托照护 of one child: what stands, who has not signed yet, and what has to be done. */
export function AgreementPage({ phone, picture, id }: Props) {
  const { t } = useSpeech()
  const child = picture.children.find((one) => one.id === id)
  if (!child)
    return (
      <Page title={t.child.gone} from={{ at: 'today' }}>
        <p className="lead">{t.child.goneLead}</p>
      </Page>
    )
  const agreements = sliceAgreements(child).agreements.toReversed()
  const begun = agreements.some((one) => statusOn(one, picture.today) === 'preparing')
  const due = picture.due.filter((row) => row.child.id === id && row.rule === 'agreement')
  return (
    <Page title={t.agreement.list} lead={nameOf(child)} from={{ at: 'child', child: id }}>
      {due.length > 0 && (
        <section className="card">
          {due.map((row) => (
            <DutyLine key={row.id} row={row} picture={picture} here />
          ))}
        </section>
      )}
      <div className="actions">
        <a className={begun ? 'large' : 'large primary'} href={addressOf({ at: 'draft', child: id })}>
          <Icon name="edit" />
          {agreements.length > 0 ? t.agreement.renew : t.agreement.title}
        </a>
      </div>
      {agreements.length === 0 && <p className="lead">{t.agreement.none}</p>}
      {agreements.map((one) => (
        <Card key={one.act} phone={phone} picture={picture} child={child} agreement={one} />
      ))}
    </Page>
  )
}

type CardProps = { phone: Phone; picture: Picture; child: SliceChild; agreement: Agreement }

function Card({ phone, picture, child, agreement }: CardProps) {
  const { t, label } = useSpeech()
  const [open, setOpen] = useState<Wanted | 'confirm' | 'end'>()
  const status = statusOn(agreement, picture.today)
  const whole = status === 'inForce' || status === 'toBegin'
  const form = { phone, picture, child, agreement, onClose: () => setOpen(undefined) }
  return (
    <section className="card">
      <p>
        <span className="mark">{label(AGREEMENT_STATUS[status])}</span>
      </p>
      <p>{t.agreement.period(agreement.from, agreement.lastDay)}</p>
      <ul className="plain-list">
        {wantedBy(agreement).map((one) => {
          const signed = agreement.signatures.find(
            ({ party, person }) => party === one.party && person === one.person,
          )
          const isOpen = typeof open === 'object' && open.party === one.party && open.person === one.person
          return (
            <li key={one.party + one.person}>
              {label(PARTY[one.party])} {partyName(child, one)}{' '}
              {signed ? (
                <span className="lead">
                  {label(MANNER[signed.manner])} {signed.day}
                </span>
              ) : (
                <span className="lead">{t.agreement.unsigned}</span>
              )}
              {!signed && status === 'preparing' && !isOpen && (
                <button type="button" className="plain" onClick={() => setOpen(one)}>
                  <Icon name="edit" />
                  {t.agreement.sign}
                </button>
              )}
              {isOpen && <SignForm {...form} wanted={one} />}
            </li>
          )
        })}
      </ul>
      {agreement.missing.some(({ party }) => party === 'principal') && status === 'preparing' && (
        <p className="lead">{t.agreement.byLink}</p>
      )}
      {(open === 'confirm' || open === 'end') && <EndForm key={open} {...form} what={open} />}
      <div className="actions">
        {whole && open !== 'confirm' && (
          <button type="button" className="large" onClick={() => setOpen('confirm')}>
            {t.agreement.confirm}
          </button>
        )}
        {(whole || status === 'preparing') && open !== 'end' && (
          <button type="button" className="large" onClick={() => setOpen('end')}>
            {status === 'preparing' ? t.agreement.drop : t.agreement.end}
          </button>
        )}
      </div>
    </section>
  )
}

type FormProps = CardProps & { onClose(): void }

function SignForm({ phone, picture, child, agreement, wanted, onClose }: FormProps & { wanted: Wanted }) {
  const { t, label } = useSpeech()
  const { today } = picture
  const [signing, setSigning] = useState<Signing>({
    manner: 'finger',
    name: wanted.party === 'witness' ? (picture.progress.shared?.content.name ?? '') : '',
    note: '',
  })
  const [photo, setPhoto] = useState<Blob>()
  const [problem, setProblem] = useState<string>()
  const { byPhone } = agreementRules(
    sliceAgreements(child).now,
    bookOf(picture.progress)!.on(child.area, today),
    today,
  )
  const save = async () => {
    if (!isSigned(signing, photo)) return setProblem(t.agreement.begun([label(PARTY[wanted.party])]))
    if (wanted.party === 'witness' && !signing.name.trim()) return setProblem(t.agreement.nobody)
    const paper =
      photo && signing.manner === 'paper'
        ? await photoOf(picture, {
            child: child.id,
            day: today,
            name: t.agreement.paperName(label(PARTY[wanted.party]), today),
            picture: photo,
          })
        : undefined
    const body = signatureOf(signing, {
      agreement: agreement.act as ActId,
      wanted,
      day: today,
      evidence: paper?.evidence,
    })
    const why = await keep(
      phone,
      written(picture, [{ kind: 'agreement.sign', child: child.id, body }]),
      t,
      paper ? [paper] : [],
    )
    if (why) setProblem(why)
    else onClose()
  }
  return (
    <>
      <SignCard
        party={wanted.party}
        name={partyName(child, wanted)}
        signing={signing}
        photo={photo}
        byPhone={byPhone}
        onChange={setSigning}
        onPhoto={setPhoto}
        onProblem={setProblem}
      />
      {problem && <Problem>{problem}</Problem>}
      <button type="button" className="large primary" onClick={() => void save()}>
        {t.save}
      </button>
    </>
  )
}

/** Looked at again and left as it is, or ended; both with the reason that the history keeps. */
function EndForm({
  phone,
  picture,
  child,
  agreement,
  what,
  onClose,
}: FormProps & { what: 'confirm' | 'end' }) {
  const { t, label } = useSpeech()
  const { today } = picture
  const [why, setWhy] = useState<EndReason | undefined>(
    statusOn(agreement, today) === 'preparing' ? 'mistaken' : undefined,
  )
  const [words, setWords] = useState('')
  const [marked, setMarked] = useState(false)
  const [failure, setFailure] = useState<string>()
  const ends = what === 'end'
  const reason = words.trim()
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    if (reason.length < 2 || (ends && !why)) return
    const about = { day: today, agreement: agreement.act, reason }
    const body = ends ? { ...about, why } : about
    const failed = await keep(
      phone,
      written(picture, [{ kind: `agreement.${what}`, child: child.id, body }]),
      t,
    )
    if (failed) setFailure(failed)
    else onClose()
  }
  return (
    <form onSubmit={save} noValidate>
      {ends && (
        <Choice<EndReason>
          label={t.agreement.endWhy}
          value={why}
          options={(Object.keys(END_REASON) as EndReason[]).map((value) => ({
            value,
            label: label(END_REASON[value]),
          }))}
          onChoose={setWhy}
          problem={marked && !why && t.required}
        />
      )}
      <Words label={t.agreement.reason} max={500} value={words} onChange={setWords} />
      {marked && reason.length < 2 && <Problem>{t.required}</Problem>}
      {failure && <Problem>{failure}</Problem>}
      <button type="submit" className="large primary">
        {ends ? t.agreement.end : t.agreement.confirm}
      </button>
    </form>
  )
}
