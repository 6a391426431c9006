import { CopyOutlined } from '@ant-design/icons'
import { Alert, App, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { agreementsOfChild, type ShownAgreement } from '#domain/agreement/agreement-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import type { ChildId } from '#domain/ids.ts'
import { makeSignLink } from '#domain/sign-link/sign-link-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Choice } from '#web/ui/Choice.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { useFocusBack } from '#web/ui/focus-back.ts'
import { clock } from '#web/ui/today.ts'
import { QrCode } from '../account/QrCode.tsx'
import { useOpenFile } from '../child/child-file.ts'
import type { Wanted } from './signatures.ts'

type Props = { child: ChildId; agreement: ShownAgreement; wanted: Wanted; onClose(): void }

/** A one-time link for a parent far away; shown once, since only its digest is kept. */
export function LinkDialog({ child, agreement, wanted, onClose }: Props) {
  const t = useMessages()
  const { file } = useOpenFile()
  useFocusBack()
  const phones = file.family.find(({ person }) => person === wanted.person)?.facts.phones?.value
  const numbers = Array.isArray(phones) ? phones : []
  const [phone, setPhone] = useState('0')
  const [send, setSend] = useState(true)
  const make = useCall(makeSignLink, [agreementsOfChild])
  const made = make.data
  return (
    <Modal
      open
      title={t.agreements.linkFor(wanted.name)}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        made ? (
          <Button type="primary" onClick={onClose}>
            {t.common.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t.common.cancel}</Button>
            <Button
              type="primary"
              loading={make.isPending}
              disabled={numbers.length === 0}
              onClick={() =>
                make.mutate({
                  params: { child, agreement: agreement.id },
                  body: { person: wanted.person!, phone: Number(phone), send },
                })
              }
            >
              {t.agreements.linkMake}
            </Button>
          </>
        )
      }
    >
      <div className="dialog-body">
        {made ? (
          <Made made={made} sent={send} />
        ) : (
          <>
            <p className="dialog-hint">{t.agreements.linkHint}</p>
            {numbers.length === 0 ? (
              <Alert type="warning" showIcon title={t.agreements.linkNoPhone} />
            ) : (
              <Choice<string>
                label={t.agreements.linkPhone}
                value={phone}
                options={numbers.map((number, i) => ({ value: String(i), label: number }))}
                onChoose={setPhone}
              />
            )}
            <Checkbox checked={send} onChange={(event) => setSend(event.target.checked)}>
              {t.agreements.linkSend}
            </Checkbox>
            {make.error && <Alert type="error" showIcon title={failureText(make.error, t)} />}
          </>
        )}
      </div>
    </Modal>
  )
}

function Made({ made, sent }: { made: ResultOf<typeof makeSignLink>; sent: boolean }) {
  const t = useMessages()
  const { message } = App.useApp()
  // Offices reach the server over plain http in the local network, where there is no clipboard.
  const copy = navigator.clipboard
    ? async () => {
        await navigator.clipboard.writeText(made.url)
        message.success(t.common.copied)
      }
    : undefined
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={
          made.waitsUntil
            ? t.agreements.linkWaits(clock(made.waitsUntil))
            : sent
              ? t.agreements.linkSent
              : t.agreements.linkMade
        }
        description={t.agreements.linkOnce(clock(made.expiresAt))}
      />
      <div className="shown-once">
        <code>{made.url}</code>
        {copy && (
          <Button icon={<CopyOutlined aria-hidden />} onClick={copy}>
            {t.common.copy}
          </Button>
        )}
      </div>
      <QrCode text={made.url} label={t.agreements.linkQr} />
    </>
  )
}
