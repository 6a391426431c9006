import { ROLES } from '#domain/access/roles.ts'
import type { demoAccounts } from '#domain/account/account-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { useLanguage } from '#web/messages/language.tsx'

type Props = {
  accounts: ResultOf<typeof demoAccounts>['accounts']
  busy: boolean
  onChoose(login: string, password: string): void
}

/** A card per role of the demo county. */
export function DemoAccounts({ accounts, busy, onChoose }: Props) {
  const { t, label } = useLanguage()
  return (
    <section className="demo-accounts" aria-labelledby="demo-title">
      <h2 id="demo-title">{t.signIn.demoTitle}</h2>
      <p>{t.signIn.demoHint}</p>
      <ul>
        {accounts.map(({ login, password, name, role, area }) => (
          <li key={login}>
            <button type="button" disabled={busy} onClick={() => onChoose(login, password)}>
              <strong>{label(ROLES[role])}</strong>
              <span>
                {name}
                {area && ` · ${area}`}
              </span>
              <code>{login}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
