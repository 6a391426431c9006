import { useNavigate } from '@tanstack/react-router'
import { App, Button, Input, Radio, Space } from 'antd'
import { useId, useState } from 'react'
import type { ActBody } from '#domain/act/act.ts'
import { NOT_SEEN, type NotSeen } from '#domain/campaign/campaign-acts.ts'
import type { CampaignChild } from '#domain/campaign/campaign-api.ts'
import type { CampaignId } from '#domain/ids.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { useToday } from '#web/ui/today.ts'
import { childName } from '../child/child-columns.tsx'
import { useRecordActs } from '../child/record-acts.ts'

type Said = Pick<ActBody<'campaign.answer'>, 'answer' | 'why' | 'words'>
type Props = { campaign: CampaignId; child: CampaignChild }

/** No change by one click; changed and not seen ask for more. A later answer takes the place of an earlier one. */
export function AnswerButtons({ campaign, child }: Props) {
  const { t } = useLanguage()
  const { message } = App.useApp()
  const today = useToday()
  const navigate = useNavigate()
  const record = useRecordActs()
  const [asking, setAsking] = useState<'changed' | 'notSeen'>()
  const [busy, setBusy] = useState(false)
  const name = childName(child, t)
  const said = t.campaigns.answers
  const answer = (more: Said) =>
    record([{ kind: 'campaign.answer', child: child.id, body: { day: today, campaign, ...more } }])
  const noChange = async () => {
    setBusy(true)
    try {
      await answer({ answer: 'noChange' })
      message.success(t.campaigns.said(name, said.noChange))
    } catch (error) {
      message.error(failureText(error, t), 6)
    } finally {
      setBusy(false)
    }
  }
  const done = () => setAsking(undefined)
  return (
    <Space wrap className="no-print">
      <Button
        type="primary"
        size="small"
        loading={busy}
        disabled={child.answer === 'noChange'}
        aria-label={t.campaigns.said(name, said.noChange)}
        onClick={noChange}
      >
        {said.noChange}
      </Button>
      <Button
        size="small"
        aria-label={t.campaigns.said(name, said.changed)}
        onClick={() => setAsking('changed')}
      >
        {said.changed}
      </Button>
      <Button
        size="small"
        aria-label={t.campaigns.said(name, said.notSeen)}
        onClick={() => setAsking('notSeen')}
      >
        {said.notSeen}
      </Button>
      {asking === 'changed' && (
        <ReasonDialog
          title={t.campaigns.changedTitle(name)}
          hint={t.campaigns.changedHint}
          okText={t.campaigns.changedOk}
          noReason
          onClose={done}
          onSubmit={() => answer({ answer: 'changed' })}
        >
          <Button
            onClick={() => navigate({ to: '/children/$child', params: { child: child.id }, search: {} })}
          >
            {t.campaigns.toFile}
          </Button>
        </ReasonDialog>
      )}
      {asking === 'notSeen' && <NotSeenDialog name={name} onAnswer={answer} onClose={done} />}
    </Space>
  )
}

type DialogProps = { name: string; onAnswer(said: Said): Promise<unknown>; onClose(): void }

function NotSeenDialog({ name, onAnswer, onClose }: DialogProps) {
  const { t, label } = useLanguage()
  const id = useId()
  const [why, setWhy] = useState<NotSeen>()
  const [note, setNote] = useState('')
  return (
    <ReasonDialog
      title={t.campaigns.notSeenTitle(name)}
      noReason
      ready={why !== undefined}
      onClose={onClose}
      onSubmit={() => onAnswer({ answer: 'notSeen', why, words: note.trim() ? { note: note.trim() } : {} })}
    >
      <div className="field">
        <span id={id} className="field-title">
          {t.campaigns.why}
        </span>
        <Radio.Group
          aria-labelledby={id}
          vertical
          value={why}
          options={(Object.keys(NOT_SEEN) as NotSeen[]).map((value) => ({
            value,
            label: label(NOT_SEEN[value]),
          }))}
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
      <Field label={t.campaigns.note}>
        <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </ReasonDialog>
  )
}
