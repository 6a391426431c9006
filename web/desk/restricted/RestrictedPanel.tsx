import { Alert, App, Button, Radio } from 'antd'
import { useState } from 'react'
import type { PlainDate } from '#domain/dates.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { revealRestricted } from '#domain/restricted/restricted-api.ts'
import { RESTRICTED_FACTS } from '#domain/restricted/restricted-facts.ts'
import { useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useToday } from '#web/ui/today.ts'
import { useOpenFile } from '../child/child-file.ts'
import { useRecordActs } from '../child/record-acts.ts'

type Told = ResultOf<typeof revealRestricted>

/** What only named holders may know: shown with a reason that the log keeps, and gone when the page is left. */
export function RestrictedPanel() {
  const { t, label } = useLanguage()
  const { file, unless } = useOpenFile()
  const reveal = useCall(revealRestricted)
  const [told, setTold] = useState<Told>()
  const [open, setOpen] = useState<'reveal' | 'record'>()
  const yesNo = (value: boolean | null) =>
    value === null ? t.fact.notCollected : value ? t.common.yes : t.common.no
  return (
    <>
      <Alert type="warning" showIcon title={t.restricted.hint} />
      {told && (
        <dl className="placeholders">
          <div>
            <dt>{label(RESTRICTED_FACTS.hivInfected)}</dt>
            <dd>{yesNo(told.hivInfected)}</dd>
          </div>
          <div>
            <dt>{label(RESTRICTED_FACTS.hivConfirmedOn)}</dt>
            <dd>{told.hivConfirmedOn ?? t.fact.notCollected}</dd>
          </div>
        </dl>
      )}
      <p>
        <Button onClick={() => setOpen('reveal')}>{t.restricted.reveal}</Button>{' '}
        <ReasonedButton unless={unless('record')} onClick={() => setOpen('record')}>
          {t.restricted.record}
        </ReasonedButton>
      </p>
      {open === 'reveal' && (
        <ReasonDialog
          title={t.restricted.reveal}
          hint={t.restricted.revealHint}
          onClose={() => setOpen(undefined)}
          onSubmit={async (reason) =>
            setTold(await reveal.mutateAsync({ params: { child: file.id }, body: { reason } }))
          }
        />
      )}
      {open === 'record' && (
        <RecordDialog onClose={() => setOpen(undefined)} onSaved={() => setTold(undefined)} />
      )}
    </>
  )
}

function RecordDialog({ onClose, onSaved }: { onClose(): void; onSaved(): void }) {
  const { t, label } = useLanguage()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const record = useRecordActs()
  const today = useToday()
  const [infected, setInfected] = useState<boolean>()
  const [confirmed, setConfirmed] = useState<PlainDate>()
  return (
    <ReasonDialog
      title={t.restricted.record}
      ready={infected !== undefined}
      onClose={onClose}
      onSubmit={async (reason) => {
        const known = (value: boolean | string) => ({ state: 'known' as const, value })
        const facts = {
          hivInfected: known(infected!),
          ...(infected && confirmed && { hivConfirmedOn: known(confirmed) }),
        }
        await record([{ kind: 'restricted.record', child: file.id, body: { day: today, facts, reason } }])
        onSaved()
        message.success(t.common.saved)
      }}
    >
      <Field label={label(RESTRICTED_FACTS.hivInfected)}>
        <Radio.Group
          value={infected}
          onChange={(event) => setInfected(event.target.value)}
          options={[
            { value: true, label: t.common.yes },
            { value: false, label: t.common.no },
          ]}
        />
      </Field>
      {infected && (
        <Field label={label(RESTRICTED_FACTS.hivConfirmedOn)}>
          <DayPicker value={confirmed} onChange={setConfirmed} />
        </Field>
      )}
    </ReasonDialog>
  )
}
