import { App, Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { MANNER, type Manner, PARTY } from '#domain/agreement/agreement-acts.ts'
import type { ShownAgreement } from '#domain/agreement/agreement-api.ts'
import { addEvidence, openChildFile } from '#domain/child/child-api.ts'
import type { ChildId, EvidenceId } from '#domain/ids.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { SignaturePad } from '#web/ui/SignaturePad.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMe } from '../account/session.ts'
import { useRecordActs } from '../child/record-acts.ts'
import type { Wanted } from './signatures.ts'

type Props = { child: ChildId; agreement: ShownAgreement; wanted: Wanted; byPhone: boolean; onClose(): void }

const PHOTO = '.jpg,.jpeg,.png,.pdf'

/** One party signs: with the finger, on paper with a photo of it, or, of an absent parent, by word on the telephone. */
export function SignDialog({ child, agreement, wanted, byPhone, onClose }: Props) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const me = useMe()
  const record = useRecordActs()
  const upload = useCall(addEvidence, [openChildFile])
  const manners: Manner[] =
    wanted.party === 'principal' && byPhone ? ['finger', 'paper', 'phone'] : ['finger', 'paper']
  const [manner, setManner] = useState<Manner>('finger')
  const [day, setDay] = useState(today)
  const [strokes, setStrokes] = useState<string>()
  const [photo, setPhoto] = useState<File>()
  const [name, setName] = useState(wanted.party === 'witness' ? me.name : '')
  const [note, setNote] = useState('')
  const input = useRef<HTMLInputElement>(null)
  // A photo that was kept is not sent again when the signature itself did not come through.
  const kept = useRef<{ file: File; evidence: EvidenceId }>(undefined)

  const evidenceOf = async (file: File): Promise<EvidenceId> => {
    if (kept.current?.file !== file) {
      const { id } = await upload.mutateAsync({ params: { child, about: 'agreement' }, files: [file] })
      kept.current = { file, evidence: id }
    }
    return kept.current.evidence
  }
  const ready = {
    finger: strokes !== undefined,
    paper: photo !== undefined,
    phone: note.trim().length >= 2,
    link: false,
  }[manner]
  return (
    <ReasonDialog
      title={t.agreements.signOf(label(PARTY[wanted.party]), wanted.name)}
      hint={t.agreements.signHint[manner]}
      noReason
      ready={ready && (wanted.party !== 'witness' || name.trim().length > 0)}
      okText={t.agreements.sign}
      onClose={onClose}
      onSubmit={async () => {
        const evidence = manner === 'paper' ? await evidenceOf(photo!) : undefined
        await record([
          {
            kind: 'agreement.sign',
            child,
            body: {
              day,
              agreement: agreement.id,
              party: wanted.party,
              ...(wanted.person && { person: wanted.person }),
              manner,
              ...(evidence && { evidence }),
              words: {
                ...(manner === 'finger' && { strokes }),
                ...(name.trim() && { name: name.trim() }),
                ...(note.trim() && manner === 'phone' && { note: note.trim() }),
              },
            },
          },
        ])
        message.success(t.agreements.signed)
      }}
    >
      <Choice<Manner>
        label={t.agreements.manner}
        value={manner}
        options={manners.map((value) => ({ value, label: label(MANNER[value]) }))}
        onChoose={setManner}
      />
      {wanted.party === 'witness' && (
        <Field label={t.agreements.witnessName}>
          <Input maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      )}
      {manner === 'finger' && (
        <SignaturePad label={t.agreements.pad(label(PARTY[wanted.party]))} onStrokes={setStrokes} />
      )}
      {manner === 'paper' && (
        <div className="field">
          <input
            ref={input}
            type="file"
            accept={PHOTO}
            hidden
            onChange={(event) => setPhoto(event.target.files?.[0])}
          />
          <Button onClick={() => input.current?.click()}>{t.agreements.photo}</Button>{' '}
          <span>{photo?.name}</span>
        </div>
      )}
      {manner === 'phone' && (
        <Field label={t.agreements.phoneNote} hint={t.agreements.phoneHint}>
          <Input.TextArea
            rows={2}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      )}
      <Field label={t.agreements.signDay}>
        <DayPicker
          value={day}
          min={agreement.day}
          allowClear={false}
          onChange={(next) => next && setDay(next)}
        />
      </Field>
    </ReasonDialog>
  )
}
