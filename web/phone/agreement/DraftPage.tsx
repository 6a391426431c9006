import { type SyntheticEvent, useState } from 'react'
import {
  CARER_QUESTIONS,
  type CarerQuestion,
  PARTY,
  type Party,
  TOLD,
  type Told,
} from '#domain/agreement/agreement-acts.ts'
import { agreementRules, checkDraft } from '#domain/agreement/agreement-check.ts'
import { type Wanted, wantedBy } from '#domain/agreement/agreements.ts'
import type { ActId } from '#domain/ids.ts'
import { type SliceChild, sliceAgreements } from '#domain/phone/slice.ts'
import { Refusal, sentence } from '#domain/refusals.ts'
import { newId } from '#web/api/new-id.ts'
import { type AgreementDraft, bodyOf, unsaid } from '#web/ui/agreement-draft.ts'
import { keep, written } from '../accept.ts'
import { bookOf, type Phone, type Picture } from '../data.ts'
import { nameOf } from '../names.ts'
import { go } from '../nav.ts'
import { Many, Page, Problem, Words } from '../parts.tsx'
import { useSpeech } from '../speak.tsx'
import { photoOf } from '../sync/photo-of.ts'
import { useDraft } from '../use-draft.ts'
import { ChildPart, Clauses, Fitness, Parties } from './form-parts.tsx'
import { beginning, partyName } from './people.ts'
import { isSigned, SignCard, type Signing, signatureOf } from './SignCard.tsx'

type Props = { phone: Phone; picture: Picture; id: string }

/** 委托照护协议 in the child's home: asked, agreed and signed by whoever is there. */
export function DraftPage({ phone, picture, id }: Props) {
  const { t } = useSpeech()
  const child = picture.children.find((one) => one.id === id)
  if (!child)
    return (
      <Page title={t.child.gone} from={{ at: 'today' }}>
        <p className="lead">{t.child.goneLead}</p>
      </Page>
    )
  return <DraftForm phone={phone} picture={picture} child={child} />
}

const placeOf = ({ party, person }: Wanted) => [party, person].filter(Boolean).join('/')

type FormProps = { phone: Phone; picture: Picture; child: SliceChild }

function DraftForm({ phone, picture, child }: FormProps) {
  const { t, label } = useSpeech()
  const { today } = picture
  const { agreements, now } = sliceAgreements(child)
  const policy = bookOf(picture.progress)!.on(child.area, today)
  const rules = agreementRules(now, policy, today)
  const [typed, setTyped, done] = useDraft(phone, `agreement/${child.id}`, () => ({
    draft: beginning(child, agreements.at(-1), { today, months: rules.months }),
    signings: {} as Record<string, Signing>,
  }))
  const { draft, signings } = typed
  const set = (change: Partial<AgreementDraft>) =>
    setTyped((before) => ({ ...before, draft: { ...before.draft, ...change } }))
  const [photos, setPhotos] = useState<Record<string, Blob | undefined>>({})
  const [marked, setMarked] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const missing = unsaid(draft, rules)
  const barred = (Object.keys(CARER_QUESTIONS) as CarerQuestion[]).some(
    (key) => draft.answers[key] === CARER_QUESTIONS[key].bars,
  )
  const wanted = draft.carer ? wantedBy({ principals: draft.principals, carer: draft.carer }) : []
  const signingOf = (one: Wanted): Signing =>
    signings[placeOf(one)] ?? {
      name: one.party === 'witness' ? (picture.progress.shared?.content.name ?? '') : '',
      note: '',
    }
  const signed = wanted.filter((one) => isSigned(signingOf(one), photos[placeOf(one)]))
  const begun = wanted.filter((one) => signingOf(one).manner && !signed.includes(one))
  const nobody =
    signed.some(({ party }) => party === 'witness') && !signingOf({ party: 'witness' }).name.trim()

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    setMarked(true)
    setFailure(undefined)
    if (busy || missing.length > 0 || barred || begun.length > 0 || nobody) return
    const body = bodyOf(draft)
    try {
      const born = child.family.find(({ person }) => person === draft.carer)?.facts.birthDate
      checkDraft(body, now, policy, typeof born === 'string' ? born : undefined)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { code, details } = error
      return setFailure(label({ zh: sentence(code, details, 'zh'), en: sentence(code, details, 'en') }))
    }
    setBusy(true)
    const agreement = newId() as ActId
    const papers = await Promise.all(
      signed.map(async (one) => {
        const picture = signingOf(one).manner === 'paper' && photos[placeOf(one)]
        return { one, photo: picture ? await paperOf(picture, one.party) : undefined }
      }),
    )
    const acts = written(picture, [
      { id: agreement, kind: 'agreement.draft', child: child.id, body },
      ...papers.map(({ one, photo }) => ({
        kind: 'agreement.sign',
        child: child.id,
        body: signatureOf(signingOf(one), {
          agreement,
          wanted: one,
          day: draft.day,
          evidence: photo?.evidence,
        }),
      })),
    ])
    const why = await keep(
      phone,
      acts,
      t,
      papers.flatMap(({ photo }) => photo ?? []),
    )
    setBusy(false)
    if (why) return setFailure(why)
    done()
    go({ at: 'agreement', child: child.id })
  }
  const paperOf = (paper: Blob, party: Party) =>
    photoOf(picture, {
      child: child.id,
      day: draft.day,
      name: t.agreement.paperName(label(PARTY[party]), draft.day),
      picture: paper,
    })

  const part = { child, draft, rules, marked, today, onChange: set }
  return (
    <Page
      title={t.agreement.title}
      lead={`${nameOf(child)} · ${t.agreement.lead}`}
      from={{ at: 'agreement', child: child.id }}
    >
      <form onSubmit={save} noValidate>
        <Parties {...part} />
        <Fitness {...part} />
        <ChildPart {...part} />
        <section className="card">
          <Many<Told>
            label={t.agreement.told}
            values={draft.told}
            options={(Object.keys(TOLD) as Told[]).map((value) => ({ value, label: label(TOLD[value]) }))}
            onChange={(told) => set({ told })}
          />
          <Words
            label={t.agreement.other}
            max={500}
            value={draft.other}
            onChange={(other) => set({ other })}
          />
        </section>
        <Clauses />
        <section className="card">
          <h2>{t.agreement.signatures}</h2>
          {wanted.map((one) => (
            <SignCard
              key={placeOf(one)}
              party={one.party}
              name={partyName(child, one)}
              signing={signingOf(one)}
              photo={photos[placeOf(one)]}
              byPhone={rules.byPhone}
              onChange={(signing) =>
                setTyped((before) => ({
                  ...before,
                  signings: { ...before.signings, [placeOf(one)]: signing },
                }))
              }
              onPhoto={(photo) => setPhotos((before) => ({ ...before, [placeOf(one)]: photo }))}
              onProblem={setFailure}
            />
          ))}
          <p className="lead">{t.agreement.laterHint}</p>
        </section>
        {barred && <Problem>{t.agreement.barred}</Problem>}
        {marked && missing.length > 0 && (
          <Problem>{t.agreement.unsaid(missing.map((one) => t.agreement.parts[one]))}</Problem>
        )}
        {marked && begun.length > 0 && (
          <Problem>{t.agreement.begun(begun.map(({ party }) => label(PARTY[party])))}</Problem>
        )}
        {marked && nobody && <Problem>{t.agreement.nobody}</Problem>}
        {failure && <Problem>{failure}</Problem>}
        <button type="submit" className="large primary" disabled={busy}>
          {t.agreement.save(signed.length, wanted.length)}
        </button>
      </form>
    </Page>
  )
}
