import { useEffect, useMemo, useState } from 'react'
import type { ResultOf } from '#domain/endpoint.ts'
import { type confirmSignCode, openSignLink } from '#domain/sign-link/sign-link-api.ts'
import { call } from '#web/api/client.ts'
import { Unreachable } from '#web/api/refused.ts'
import { currentLanguage, keepLanguage } from '#web/messages/current-language.ts'
import { signEn } from '#web/messages/en-sign.ts'
import { OWN_NAMES, signZh } from '#web/messages/zh-CN-sign.ts'
import { CodeStep } from './CodeStep.tsx'
import { SignStep } from './SignStep.tsx'

/** Behind the #, so that it is in no log on the way. */
const token = window.location.hash.slice(1)

type Opened = ResultOf<typeof openSignLink>
type Confirmed = ResultOf<typeof confirmSignCode>

/** The page of a one-time link: a code first, then the agreement, then the signature. */
export function SignPage() {
  const [language, setLanguage] = useState(currentLanguage)
  const t = language === 'zh' ? signZh : signEn
  const [opened, setOpened] = useState<Opened>()
  const [confirmed, setConfirmed] = useState<Confirmed>()
  const [done, setDone] = useState(false)
  const [problem, setProblem] = useState<string>()
  const tell = useMemo(
    () => (error: unknown) =>
      setProblem(error instanceof Unreachable || !(error instanceof Error) ? t.lost : error.message),
    [t],
  )
  useEffect(() => {
    document.title = t.title
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [t, language])
  useEffect(() => {
    if (token) call(openSignLink, { body: { token } }).then(setOpened, tell)
  }, [tell])

  const body = () => {
    if (!token) return <p className="notice">{t.noToken}</p>
    if (done || opened?.state === 'done')
      return (
        <div className="notice is-done" role="status">
          <p>
            <b>{t.done}</b>
          </p>
          <p>{t.doneHint}</p>
        </div>
      )
    if (opened?.state === 'over') return <p className="notice">{t.over}</p>
    if (!opened) return !problem && <p role="status">{t.loading}</p>
    const common = { t, token, tell, forget: () => setProblem(undefined) }
    return confirmed ? (
      <SignStep {...common} confirmed={confirmed} onDone={() => setDone(true)} />
    ) : (
      <CodeStep {...common} opened={opened} onConfirmed={setConfirmed} />
    )
  }
  return (
    <main>
      <header>
        <h1>{t.title}</h1>
        <button
          type="button"
          className="plain"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => {
            const next = language === 'zh' ? 'en' : 'zh'
            keepLanguage(next)
            setLanguage(next)
          }}
        >
          {OWN_NAMES[language === 'zh' ? 'en' : 'zh']}
        </button>
      </header>
      {body()}
      {problem && (
        <p className="notice is-problem" role="alert">
          {problem}
        </p>
      )}
    </main>
  )
}
