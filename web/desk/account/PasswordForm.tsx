import { Alert, App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { changePassword, listSessions, type Me } from '#domain/account/account-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'

export function PasswordForm({ initial, onDone }: { initial?: boolean; onDone(account: Me): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const change = useCall(changePassword, [listSessions])
  const [typed, setTyped] = useState({ current: '', next: '', again: '' })
  const mismatch = typed.again !== '' && typed.again !== typed.next
  const ready = typed.current && typed.next && typed.again === typed.next

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const account = await change
      .mutateAsync({ body: { current: typed.current, next: typed.next } })
      .catch(() => null)
    if (!account) return
    setTyped({ current: '', next: '', again: '' })
    message.success(t.signIn.changed)
    onDone(account)
  }
  const box = (key: keyof typeof typed, complete: string) => (
    <Input.Password
      value={typed[key]}
      autoComplete={complete}
      maxLength={200}
      onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
    />
  )
  return (
    <form className="entrance-form" onSubmit={submit}>
      <Field label={initial ? t.signIn.initial : t.signIn.current}>
        {box('current', 'current-password')}
      </Field>
      <Field label={t.signIn.next} hint={t.signIn.rule}>
        {box('next', 'new-password')}
      </Field>
      <Field label={t.signIn.again} problem={mismatch ? t.signIn.mismatch : undefined}>
        {box('again', 'new-password')}
      </Field>
      {change.error && <Alert type="error" showIcon title={failureText(change.error, t)} />}
      <Button type="primary" htmlType="submit" disabled={!ready} loading={change.isPending}>
        {t.signIn.changeTitle}
      </Button>
    </form>
  )
}
