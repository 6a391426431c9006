import { App, Input } from 'antd'
import { useState } from 'react'
import type { ChildId } from '#domain/ids.ts'
import type { Given } from '#domain/service/service-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { useRecordActs } from '../child/record-acts.ts'

export type ReviewKind = 'visit.comment' | 'visit.return' | 'visit.accept'
type Props = { child: ChildId; visit: Given; kind: ReviewKind; onClose(): void }

/** A supervisor's word on a visit: a comment, its return for a reason, or that the return is withdrawn. */
export function ReviewDialog({ child, visit, kind, onClose }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const day = useToday()
  const record = useRecordActs()
  const [note, setNote] = useState('')
  const comments = kind === 'visit.comment'
  return (
    <ReasonDialog
      title={t.reviews.titles[kind](visit.day)}
      hint={t.reviews.hints[kind]}
      noReason={comments}
      ready={!comments || note.trim().length >= 2}
      onClose={onClose}
      onSubmit={async (reason) => {
        await record([
          comments
            ? { kind, child, body: { day, visit: visit.id, words: { note: note.trim() } } }
            : { kind, child, body: { day, visit: visit.id, reason } },
        ])
        message.success(t.common.saved)
      }}
    >
      {comments && (
        <Field label={t.reviews.comment}>
          <Input.TextArea
            rows={3}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      )}
    </ReasonDialog>
  )
}
