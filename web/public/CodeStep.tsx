import { type SyntheticEvent, useEffect, useState } from 'react'
import type { ResultOf } from '#domain/endpoint.ts'
import { confirmSignCode, type openSignLink, sendSignCode } from '#domain/sign-link/sign-link-api.ts'
import { call } from '#web/api/client.ts'
import type { Step } from './step.ts'

type Props = Step & {
  opened: ResultOf<typeof openSignLink>
  onConfirmed(confirmed: ResultOf<typeof confirmSignCode>): void
}

/** Whoever has the telephone of the file in his hand. */
export function CodeStep({ t, token, tell, forget, opened, onConfirmed }: Props) {
  const [wait, setWait] = useState(opened.wait)
  const [sent, setSent] = useState(opened.wait > 0)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (wait <= 0) return
    const timer = setTimeout(() => setWait(wait - 1), 1_000)
    return () => clearTimeout(timer)
  }, [wait])

  const doing = async (work: () => Promise<void>) => {
    setBusy(true)
    forget()
    await work().catch(tell)
    setBusy(false)
  }
  const send = () =>
    doing(async () => {
      const answer = await call(sendSignCode, { body: { token } })
      setWait(answer.wait)
      setSent(true)
    })
  const confirm = (event: SyntheticEvent) => {
    event.preventDefault()
    void doing(async () => onConfirmed(await call(confirmSignCode, { body: { token, code } })))
  }
  return (
    <form onSubmit={confirm} noValidate>
      <p>{t.intro(opened.county)}</p>
      <p>
        <b>{t.phone(opened.phone)}</b>
      </p>
      <p className="hint">{t.notMine}</p>
      <button type="button" disabled={busy || wait > 0} onClick={() => void send()}>
        {wait > 0 ? t.wait(wait) : sent ? t.again : t.send}
      </button>
      {sent && (
        <>
          <p role="status">{t.sent}</p>
          <label htmlFor="code">{t.code}</label>
          <input
            id="code"
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
          />
          <button type="submit" className="main" disabled={busy || code.length !== 6}>
            {t.confirm}
          </button>
        </>
      )}
    </form>
  )
}
