import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { demoAccounts, signIn } from '#domain/account/account-api.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { isRefused } from '#web/api/refused.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { DemoAccounts } from './DemoAccounts.tsx'
import { EntrancePage } from './EntrancePage.tsx'
import { takeIdledOut } from './idled-out.ts'
import { useEnter } from './session.ts'

export default function SignInPage() {
  const t = useMessages()
  const enter = useEnter()
  const demo = useQuery(queryOf(demoAccounts, {}))
  const attempt = useCall(signIn)
  const [typed, setTyped] = useState({ login: '', password: '', code: '' })
  const [askCode, setAskCode] = useState(false)
  const [idledOut] = useState(takeIdledOut)

  const submit = (login: string, password: string, code?: string) =>
    attempt.mutate(
      { body: { login, password, code: code || undefined } },
      { onSuccess: enter, onError: (error) => isRefused(error, 'codeNeeded') && setAskCode(true) },
    )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit(typed.login, typed.password, typed.code)
  }
  const type = (key: keyof typeof typed) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [key]: event.target.value })
  // Asking for the code is the next step, not a mistake.
  const failure = isRefused(attempt.error, 'codeNeeded') && !typed.code ? null : attempt.error

  return (
    <EntrancePage title={t.signIn.title} county={demo.data?.county.name}>
      {idledOut && <Alert type="warning" showIcon title={t.shell.idledOut} />}
      <form className="entrance-form" onSubmit={onSubmit}>
        <Field label={t.signIn.login}>
          <Input
            value={typed.login}
            onChange={type('login')}
            autoComplete="username"
            autoFocus
            size="large"
          />
        </Field>
        <Field label={t.signIn.password}>
          <Input.Password
            value={typed.password}
            onChange={type('password')}
            autoComplete="current-password"
            size="large"
          />
        </Field>
        {askCode && (
          <Field label={t.signIn.code} hint={t.signIn.codeHint}>
            <Input
              value={typed.code}
              onChange={type('code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              autoFocus
              size="large"
            />
          </Field>
        )}
        {failure && <Alert type="error" showIcon title={failureText(failure, t)} />}
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          loading={attempt.isPending}
          disabled={typed.login.length < 2 || !typed.password}
        >
          {t.signIn.submit}
        </Button>
      </form>
      {demo.data && demo.data.accounts.length > 0 && (
        <DemoAccounts accounts={demo.data.accounts} busy={attempt.isPending} onChoose={submit} />
      )}
    </EntrancePage>
  )
}
