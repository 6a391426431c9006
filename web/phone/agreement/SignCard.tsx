import { useState } from 'react'
import type { ActBody } from '#domain/act/act.ts'
import { MANNER, type Manner, PARTY, type Party } from '#domain/agreement/agreement-acts.ts'
import type { Wanted } from '#domain/agreement/agreements.ts'
import type { ActId, EvidenceId, PersonId } from '#domain/ids.ts'
import { SignaturePicture } from '#web/ui/SignaturePicture.tsx'
import { usePad } from '#web/ui/use-pad.ts'
import { Photos } from '../Pictures.tsx'
import { Choice, Field, Words } from '../parts.tsx'
import { useSpeech } from '../speak.tsx'

/** How somebody signs on the phone; left out: somebody who is not here signs later. */
export type Signing = { manner?: Exclude<Manner, 'link'>; strokes?: string; name: string; note: string }

/** Whether it is a signature yet. A photo of the paper is held beside it, since a draft keeps no pictures. */
export const isSigned = ({ manner, strokes, note }: Signing, photo: Blob | undefined): boolean =>
  (manner === 'finger' && strokes !== undefined) ||
  (manner === 'paper' && photo !== undefined) ||
  (manner === 'phone' && note.trim().length >= 2)

type Signs = { agreement: ActId; wanted: Wanted; day: string; evidence: string | undefined }

export function signatureOf(
  signing: Signing,
  { agreement, wanted, day, evidence }: Signs,
): ActBody<'agreement.sign'> {
  const { manner, strokes, name, note } = signing
  return {
    day,
    agreement,
    party: wanted.party,
    ...(wanted.person && { person: wanted.person as PersonId }),
    manner: manner!,
    ...(manner === 'paper' && { evidence: evidence as EvidenceId }),
    words: {
      ...(manner === 'finger' && { strokes }),
      ...(name.trim() && { name: name.trim() }),
      ...(manner === 'phone' && { note: note.trim() }),
    },
  }
}

type Props = {
  party: Party
  name: string
  signing: Signing
  photo: Blob | undefined
  /** The county lets parents agree by telephone. */
  byPhone: boolean
  onChange(signing: Signing): void
  onPhoto(photo: Blob | undefined): void
  onProblem(text: string): void
}

/** One party: with the finger, by a photo of the paper, by telephone, or later. */
export function SignCard({ party, name, signing, photo, byPhone, onChange, onPhoto, onProblem }: Props) {
  const { t, label } = useSpeech()
  const { manner } = signing
  const who = [label(PARTY[party]), name].filter(Boolean).join(' ')
  const manners: Exclude<Manner, 'link'>[] =
    party === 'principal' && byPhone ? ['finger', 'paper', 'phone'] : ['finger', 'paper']
  return (
    <div className="signing">
      <Choice<Exclude<Manner, 'link'> | 'later'>
        label={who}
        value={manner ?? 'later'}
        options={[
          ...manners.map((value) => ({ value, label: label(MANNER[value]) })),
          { value: 'later', label: t.agreement.later },
        ]}
        onChoose={(chosen) => {
          const { manner: _, ...rest } = signing
          onChange(chosen === 'later' ? rest : { ...rest, manner: chosen })
        }}
      />
      {manner && party === 'witness' && (
        <Field label={t.agreement.witnessName}>
          {(id) => (
            <input
              id={id}
              maxLength={40}
              value={signing.name}
              onChange={(event) => onChange({ ...signing, name: event.target.value })}
            />
          )}
        </Field>
      )}
      {manner === 'finger' && (
        <Sheet
          label={t.agreement.pad(who)}
          strokes={signing.strokes}
          onStrokes={(strokes) => {
            const { strokes: _, ...rest } = signing
            onChange(strokes === undefined ? rest : { ...rest, strokes })
          }}
        />
      )}
      {manner === 'paper' && (
        <Photos
          photos={photo ? [photo] : []}
          onChange={(photos) => onPhoto(photos.at(-1))}
          onProblem={onProblem}
        />
      )}
      {manner === 'phone' && (
        <Words
          label={t.agreement.phoneNote}
          max={200}
          value={signing.note}
          onChange={(note) => onChange({ ...signing, note })}
        />
      )}
    </div>
  )
}

type SheetProps = { label: string; strokes: string | undefined; onStrokes(strokes: string | undefined): void }

/** What was signed before the page was closed is shown again; a line that is being drawn is never taken away. */
function Sheet({ label, strokes, onStrokes }: SheetProps) {
  const { t } = useSpeech()
  const [before, setBefore] = useState(strokes)
  return before ? (
    <>
      <SignaturePicture strokes={before} label={label} />
      <button
        type="button"
        className="plain"
        onClick={() => {
          setBefore(undefined)
          onStrokes(undefined)
        }}
      >
        {t.visit.again}
      </button>
    </>
  ) : (
    <Pad label={label} onStrokes={onStrokes} />
  )
}

function Pad({ label, onStrokes }: Omit<SheetProps, 'strokes'>) {
  const { t } = useSpeech()
  const { canvas, empty, clear } = usePad(onStrokes)
  return (
    <>
      <canvas ref={canvas} className="sheet" role="img" aria-label={label} />
      <button type="button" className="plain" disabled={empty} onClick={clear}>
        {t.visit.again}
      </button>
    </>
  )
}
