import { CopyOutlined } from '@ant-design/icons'
import { Alert, App, Button, Modal } from 'antd'
import { useMessages } from '#web/messages/language.tsx'
import { useFocusBack } from './focus-back.ts'

type Props = { title: string; hint: string; secret: string; onClose(): void }

/** A password or token that the server will never show again. */
export function ShownOnce({ title, hint, secret, onClose }: Props) {
  const t = useMessages()
  useFocusBack()
  const { message } = App.useApp()
  // Offices reach the server over plain http in the local network, where there is no clipboard.
  const copy = navigator.clipboard
    ? async () => {
        await navigator.clipboard.writeText(secret)
        message.success(t.common.copied)
      }
    : undefined
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t.common.close}
        </Button>
      }
    >
      <div className="dialog-body">
        <Alert type="warning" showIcon title={hint} />
        <div className="shown-once">
          <code>{secret}</code>
          {copy && (
            <Button icon={<CopyOutlined aria-hidden />} onClick={copy}>
              {t.common.copy}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}
