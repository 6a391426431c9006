import { Alert, App, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { ShownFacts } from '#domain/child/child-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import { keepEnter } from '#web/ui/enter.ts'
import { FactField } from '#web/ui/FactField.tsx'
import { FactForm } from '#web/ui/FactForm.tsx'
import { type Catalogue, type Draft, problemsOf } from '#web/ui/fact-draft.ts'
import { failureText } from '#web/ui/failure-text.ts'
import { useToday } from '#web/ui/today.ts'
import { type ChangeInput, ChangePanel } from './ChangePanel.tsx'
import { useOpenFile } from './child-file.ts'
import { changedKeys, correctsSomething, factActs, type Subject } from './fact-changes.ts'
import { useRecordActs } from './record-acts.ts'
import { useUnsaved } from './unsaved.ts'

type Props = {
  subject: Subject
  catalogue: Catalogue
  keys: readonly string[]
  shown: ShownFacts
  /** Name and birth date are mostly corrected, other things mostly change. */
  mostly: ChangeInput['how']
  onDone(): void
}

/** Edits the facts of a block or of a relative. After a failure everything typed is still there. */
export function FactsEditor({ subject, catalogue, keys, shown, mostly, onDone }: Props) {
  const t = useMessages()
  const { message } = App.useApp()
  const today = useToday()
  const record = useRecordActs()
  // As it was read when the form was opened: what others write meanwhile was not known here.
  const [{ place }] = useState(useOpenFile().file)
  const [draft, setDraft] = useState<Draft>({})
  const [change, setChange] = useState<ChangeInput>({ how: mostly, since: undefined, reason: '' })
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()

  const changed = changedKeys(draft, shown).length > 0
  useUnsaved(changed && !busy)
  const reasonOwed = correctsSomething(draft, shown)
  const reasonShort = change.how === 'corrected' && reasonOwed && change.reason.trim().length < 2
  const wrong = Object.keys(problemsOf(catalogue, draft, today)).length > 0

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!changed || reasonShort || wrong || busy) return
    setBusy(true)
    setFailure(undefined)
    const { how, since, reason } = change
    try {
      const met = await record(
        factActs(
          subject,
          { shown, draft },
          how === 'changed' ? { how, since: since ?? today } : { how, since, reason: reason.trim() },
          today,
        ),
        place,
      )
      if (met) message.warning(t.conflicts.met, 8)
      else message.success(t.common.saved)
      onDone()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }

  return (
    <form className="facts-editor" onSubmit={save} onKeyDown={keepEnter}>
      <FactForm catalogue={catalogue} shown={shown} draft={draft} onDraft={setDraft}>
        <div className="fact-fields">
          {keys.map((key) => (
            <FactField key={key} of={key} />
          ))}
        </div>
      </FactForm>
      <ChangePanel value={change} reasonOwed={reasonOwed} onChange={setChange} />
      {failure !== undefined && (
        <Alert
          type="error"
          showIcon
          title={t.file.saveFailed}
          description={`${failureText(failure, t)} ${t.file.conflictKept}`}
        />
      )}
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!changed || reasonShort || wrong}>
          {failure === undefined ? t.common.save : t.common.retry}
        </Button>
        <Button onClick={onDone} disabled={busy}>
          {t.common.cancel}
        </Button>
        {!changed && <span className="form-note">{t.file.nothingChanged}</span>}
        {changed && reasonShort && <span className="form-note">{t.common.reasonShort}</span>}
      </div>
    </form>
  )
}
