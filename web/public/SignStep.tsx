import { type SyntheticEvent, useState } from 'react'
import type { ResultOf } from '#domain/endpoint.ts'
import { type confirmSignCode, signByLink } from '#domain/sign-link/sign-link-api.ts'
import { call } from '#web/api/client.ts'
import { usePad } from '#web/ui/use-pad.ts'
import type { Step } from './step.ts'

type Props = Step & { confirmed: ResultOf<typeof confirmSignCode>; onDone(): void }

/** The whole agreement, and a place to sign beneath it. */
export function SignStep({ t, token, tell, forget, confirmed, onDone }: Props) {
  const { pass, signer, paper } = confirmed
  const [strokes, setStrokes] = useState<string>()
  const [agreed, setAgreed] = useState(false)
  const [busy, setBusy] = useState(false)
  const { canvas, empty, clear } = usePad(setStrokes)
  const sign = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (!strokes || !agreed || busy) return
    setBusy(true)
    forget()
    await call(signByLink, { body: { token, pass, strokes } }).then(onDone, tell)
    setBusy(false)
  }
  return (
    <form onSubmit={sign} noValidate>
      <p>
        <b>{t.signer(signer)}</b>
        <br />
        {t.read}
      </p>
      <article lang="zh-CN">
        <h2>{paper.title}</h2>
        <p className="hint">{paper.mark}</p>
        <dl>
          {paper.rows.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {paper.clauses.map(({ title, lines, law }) => (
          <section key={title}>
            <h3>{title}</h3>
            {law && <p className="hint">{law}</p>}
            <ol>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </section>
        ))}
        <h3>{t.signed}</h3>
        <ul>
          {paper.signatures.map(({ party, name, manner, day }) => (
            <li key={`${party}${name}`}>
              {party} {name} {day ? `${day} ${manner}` : t.notSigned}
            </li>
          ))}
        </ul>
      </article>
      <canvas ref={canvas} role="img" aria-label={t.pad} />
      <p className="pad-foot">
        <span className="hint">{t.padHint}</span>
        <button type="button" className="plain" disabled={empty} onClick={clear}>
          {t.clear}
        </button>
      </p>
      <label className="agree">
        <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
        {t.agree}
      </label>
      <button type="submit" className="main" disabled={!strokes || !agreed || busy}>
        {t.submit}
      </button>
    </form>
  )
}
