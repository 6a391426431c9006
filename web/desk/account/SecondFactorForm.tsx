import { Alert, App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { beginSecondFactor, confirmSecondFactor, type Me } from '#domain/account/account-api.ts'
import { useCall } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Field } from '#web/ui/Field.tsx'
import { failureText } from '#web/ui/failure-text.ts'
import { QrCode } from './QrCode.tsx'

/** Password, then the secret as QR code and as text, then a first code from the app. */
export function SecondFactorForm({ onDone }: { onDone(account: Me): void }) {
  const t = useMessages()
  const { message } = App.useApp()
  const begin = useCall(beginSecondFactor)
  const confirm = useCall(confirmSecondFactor)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const failure = begin.error ?? confirm.error

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!begin.data) return begin.mutate({ body: { password } })
    const account = await confirm.mutateAsync({ body: { code } }).catch(() => null)
    if (!account) return
    message.success(t.signIn.factorDone)
    onDone(account)
  }
  return (
    <form className="entrance-form" onSubmit={submit}>
      {begin.data ? (
        <>
          <p>{t.signIn.factorScan}</p>
          <QrCode text={begin.data.uri} label={t.signIn.qr} />
          <p>
            {t.signIn.factorSecret}
            <br />
            <code className="secret">{begin.data.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
          </p>
          <Field label={t.signIn.factorCode}>
            <Input
              value={code}
              onChange={(event) => setCode(event.target.value)}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              autoFocus
            />
          </Field>
        </>
      ) : (
        <Field label={t.signIn.factorConfirmPassword}>
          <Input.Password
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
          />
        </Field>
      )}
      {failure && <Alert type="error" showIcon title={failureText(failure, t)} />}
      <Button
        type="primary"
        htmlType="submit"
        disabled={begin.data ? code.length < 6 : !password}
        loading={begin.isPending || confirm.isPending}
      >
        {begin.data ? t.signIn.factorTitle : t.signIn.continue}
      </Button>
    </form>
  )
}
