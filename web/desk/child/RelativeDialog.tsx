import { Alert, App, Button, Modal } from 'antd'
import { useMemo, useState } from 'react'
import type { PersonId } from '#domain/ids.ts'
import { newId } from '#web/api/new-id.ts'
import { useMessages } from '#web/messages/language.tsx'
import { DayPicker } from '#web/ui/DayPicker.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { useFocusBack } from '#web/ui/focus-back.ts'
import { useToday } from '#web/ui/today.ts'
import { useOpenFile } from './child-file.ts'
import { emptyRelative, isComplete, RelativeFields, relativeActs } from './RelativeFields.tsx'
import { useRecordActs } from './record-acts.ts'

/** Adds a person to the family: kinship first, since facts of a person are found through it. */
export function RelativeDialog({ onClose }: { onClose(): void }) {
  const t = useMessages()
  useFocusBack()
  const { message } = App.useApp()
  const { file } = useOpenFile()
  const today = useToday()
  const record = useRecordActs()
  const person = useMemo(() => newId() as PersonId, [])
  const [relative, setRelative] = useState(() => emptyRelative(person))
  const [day, setDay] = useState(today)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()

  const save = async () => {
    setBusy(true)
    setFailure(undefined)
    const { relation, carer } = relative
    try {
      await record([
        {
          kind: 'kin.record',
          child: file.id,
          body: { person, relation: relation!, carer: carer || undefined, day },
        },
        ...relativeActs(file.id, relative, day),
      ])
      message.success(t.common.saved)
      onClose()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t.file.addRelative}
      width={760}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="primary" loading={busy} disabled={!isComplete(relative, today)} onClick={save}>
            {failure === undefined ? t.common.save : t.common.retry}
          </Button>
        </>
      }
    >
      <div className="dialog-body">
        <Field label={t.common.day}>
          <DayPicker value={day} allowClear={false} onChange={(next) => next && setDay(next)} />
        </Field>
        <RelativeFields relative={relative} taken={file.family} onChange={setRelative} />
        {failure !== undefined && <Alert type="error" showIcon title={failureText(failure, t)} />}
      </div>
    </Modal>
  )
}
