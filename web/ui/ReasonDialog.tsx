import { Alert, Checkbox, Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useMessages } from '#web/messages/language.tsx'
import { failureText } from './failure-text.ts'
import { useFocusBack } from './focus-back.ts'

type Props = {
  title: string
  hint?: string
  /** Fields above the reason; `ready` says whether they are filled. */
  children?: ReactNode
  ready?: boolean
  danger?: boolean
  /** A sentence to tick before something that cannot be undone. */
  confirm?: string
  noReason?: boolean
  okText?: string
  width?: number
  onSubmit(reason: string): Promise<unknown>
  onClose(): void
}

/** Asks for a reason before something that the audit log must explain. What was typed stays after a failure. */
export function ReasonDialog(props: Props) {
  const {
    title,
    hint,
    children,
    ready = true,
    danger,
    confirm,
    noReason,
    okText,
    width,
    onSubmit,
    onClose,
  } = props
  const t = useMessages()
  useFocusBack()
  const id = useId()
  const [reason, setReason] = useState('')
  const [ticked, setTicked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const short = !noReason && reason.trim().length < 2

  const submit = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await onSubmit(reason.trim())
      onClose()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={title}
      width={width}
      okText={okText ?? t.common.confirm}
      cancelText={t.common.cancel}
      okButtonProps={{ danger, disabled: short || !ready || (confirm !== undefined && !ticked) }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="dialog-body">
        {hint && <p className={danger ? 'dialog-warning' : 'dialog-hint'}>{hint}</p>}
        {children}
        {!noReason && (
          <div>
            <label htmlFor={id}>{t.common.reason}</label>
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={200}
              value={reason}
              placeholder={t.common.reasonHint}
              onChange={(event) => setReason(event.target.value)}
            />
            {short && <span className="form-note">{t.common.reasonShort}</span>}
          </div>
        )}
        {confirm && (
          <Checkbox checked={ticked} onChange={(event) => setTicked(event.target.checked)}>
            {confirm}
          </Checkbox>
        )}
        {failure !== undefined && <Alert type="error" showIcon title={failureText(failure, t)} />}
      </div>
    </Modal>
  )
}
