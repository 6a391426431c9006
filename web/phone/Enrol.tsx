import { type SyntheticEvent, useEffect, useState } from 'react'
import { changePassword, demoAccounts, type Me, signIn, signOut } from '#domain/account/account-api.ts'
import { enrolPhone, reopenPhone } from '#domain/phone/phone-api.ts'
import { call } from '#web/api/client.ts'
import { isRefused, Refused } from '#web/api/refused.ts'
import { Phone } from './data.ts'
import { isWeak, PinPad } from './PinPad.tsx'
import { Field, Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'
import { type Bytes, joined, sealForServer } from './store/sealing.ts'
import { openStore } from './store/store.ts'
import { addWorker, escrowOf, reopen, type Unlocked, type Worker } from './store/workers.ts'

type Props = { again?: Worker; onOpen(phone: Phone): void; onShut(): void; cancel?: () => void }

/** Signing in with a network, a PIN, and this phone is enrolled; `again`: the store that is there is opened anew. */
export function Enrol({ again, onOpen, onShut, cancel }: Props) {
  const { t } = useSpeech()
  const [me, setMe] = useState<Me>()
  const [password, setPassword] = useState('')
  const [pin, setPin] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [preparing, setPreparing] = useState(false)

  const failed = (error: unknown) => setProblem(error instanceof Refused ? error.message : t.signIn.noLine)

  const entered = async (typed: string) => {
    setProblem(undefined)
    if (!pin) {
      if (isWeak(typed)) setProblem(t.pin.weak)
      else setPin(typed)
      return
    }
    if (typed !== pin) {
      setPin(undefined)
      setProblem(t.pin.differ)
      return
    }
    setPreparing(true)
    try {
      const unlocked = again ? await reopened(again, typed) : await added(me!, typed)
      const phone = await Phone.open(unlocked, onShut)
      await phone.sync()
      void navigator.storage?.persist?.()
      onOpen(phone)
    } catch (error) {
      setPin(undefined)
      setPreparing(false)
      failed(error)
    }
  }

  if (preparing)
    return (
      <p className="hint-page" role="status">
        {t.pin.preparing}
      </p>
    )
  if (me && me.first === 'changePassword') return <NewPassword current={password} onChanged={setMe} />
  if (me && me.first === 'secondFactor') return <p className="hint-page">{t.signIn.secondFactor}</p>
  if (me)
    return (
      <main className="door">
        <h1>{pin ? t.pin.repeat : t.pin.make}</h1>
        <p className="lead">{t.pin.makeLead}</p>
        <PinPad key={pin} onEntered={entered} problem={problem} />
      </main>
    )
  return (
    <SignIn
      lead={again ? t.signIn.again : t.signIn.lead}
      onSignedIn={(who, typed) => {
        setPassword(typed)
        setMe(who)
      }}
      cancel={cancel}
    />
  )
}

/** What kind of phone, as far as the browser says: so that it is known again in a list. */
const phoneName = () => /Android[^;]*; ([^);]+)/.exec(navigator.userAgent)?.[1]?.slice(0, 60) ?? 'Chrome'

const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
const base64Of = (bytes: Bytes) => btoa(String.fromCharCode(...bytes))

/** The session of the browser is over at once: from now on the phone shows its own token. */
async function enrolled() {
  const answer = await call(enrolPhone, { body: { label: phoneName() } })
  await call(signOut, {}).catch(() => {})
  return answer
}

async function added(me: Me, pin: string): Promise<Unlocked> {
  const { token, serverKey } = await enrolled()
  const account = Uint8Array.from(me.account.replaceAll('-', '').match(/../g)!, (hex) =>
    Number.parseInt(hex, 16),
  )
  const unlocked = await addWorker({
    label: me.name,
    pin,
    escrowed: (key) => sealForServer(bytesOf(serverKey), joined(account, key)),
  })
  const store = await openStore(unlocked)
  await store.change({
    progress: { cursor: null, epoch: null, offset: 0, syncedAt: null, token, serverKey },
  })
  store.close()
  return unlocked
}

async function reopened({ id }: Worker, pin: string): Promise<Unlocked> {
  const { key } = await call(reopenPhone, { body: { sealed: base64Of(await escrowOf(id)) } })
  const { token, serverKey } = await enrolled()
  const unlocked = await reopen(id, bytesOf(key), pin)
  const store = await openStore(unlocked)
  const progress = await store.progress()
  await store.change({ progress: { ...progress!, token, serverKey } })
  store.close()
  return unlocked
}

type SignInProps = { lead: string; onSignedIn(me: Me, password: string): void; cancel?: () => void }

function SignIn({ lead, onSignedIn, cancel }: SignInProps) {
  const { t, turn } = useSpeech()
  const [given, setGiven] = useState({ login: '', password: '', code: '' })
  const [codeNeeded, setCodeNeeded] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [demo, setDemo] = useState<readonly { login: string; password: string; name: string }[]>([])
  useEffect(() => {
    call(demoAccounts, {})
      .then(({ accounts }) => setDemo(accounts.filter(({ role }) => role === 'villageDirector')))
      .catch(() => {})
  }, [])
  const enter = async (event: SyntheticEvent | undefined, typed = given) => {
    event?.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      const { login, password, code } = typed
      const me = await call(signIn, { body: { login, password, ...(code && { code }) } })
      onSignedIn(me, password)
    } catch (error) {
      if (isRefused(error, 'codeNeeded')) setCodeNeeded(true)
      setProblem(error instanceof Refused ? error.message : t.signIn.noLine)
      setBusy(false)
    }
  }
  const set = (change: Partial<typeof given>) => setGiven({ ...given, ...change })
  return (
    <main className="door">
      <h1>{t.app}</h1>
      <p className="lead">{lead}</p>
      <form onSubmit={enter}>
        <Field label={t.signIn.login}>
          {(id) => (
            <input
              id={id}
              autoComplete="username"
              autoCapitalize="none"
              required
              value={given.login}
              onChange={(event) => set({ login: event.target.value })}
            />
          )}
        </Field>
        <Field label={t.signIn.password}>
          {(id) => (
            <input
              id={id}
              type="password"
              autoComplete="current-password"
              required
              value={given.password}
              onChange={(event) => set({ password: event.target.value })}
            />
          )}
        </Field>
        {codeNeeded && (
          <Field label={t.signIn.code}>
            {(id) => (
              <input
                id={id}
                inputMode="numeric"
                autoComplete="one-time-code"
                value={given.code}
                onChange={(event) => set({ code: event.target.value })}
              />
            )}
          </Field>
        )}
        {problem && <Problem>{problem}</Problem>}
        <button type="submit" className="large primary" disabled={busy}>
          {busy ? t.signIn.wait : t.signIn.go}
        </button>
      </form>
      {demo.length > 0 && (
        <section className="card">
          <h2>{t.signIn.demo}</h2>
          {demo.map(({ login, password, name }) => (
            <button
              key={login}
              type="button"
              className="large"
              onClick={() => void enter(undefined, { login, password, code: '' })}
            >
              {name}
            </button>
          ))}
        </section>
      )}
      {cancel && (
        <button type="button" className="plain" onClick={cancel}>
          {t.back}
        </button>
      )}
      <button type="button" className="plain" onClick={turn}>
        {t.me.language}
      </button>
    </main>
  )
}

function NewPassword({ current, onChanged }: { current: string; onChanged(me: Me): void }) {
  const { t } = useSpeech()
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState<string>()
  const change = (event: SyntheticEvent) => {
    event.preventDefault()
    call(changePassword, { body: { current, next } }).then(onChanged, (error: unknown) =>
      setProblem(error instanceof Refused ? error.message : t.signIn.noLine),
    )
  }
  return (
    <main className="door">
      <h1>{t.signIn.newPassword}</h1>
      <p className="lead">{t.signIn.newPasswordHint}</p>
      <form onSubmit={change}>
        <Field label={t.signIn.password}>
          {(id) => (
            <input
              id={id}
              type="password"
              autoComplete="new-password"
              required
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
          )}
        </Field>
        {problem && <Problem>{problem}</Problem>}
        <button type="submit" className="large primary">
          {t.signIn.change}
        </button>
      </form>
    </main>
  )
}
