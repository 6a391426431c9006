import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SECOND_FACTOR } from '#domain/access/roles.ts'
import { listAccounts } from '#domain/account/account-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Loader } from '#web/ui/states.tsx'

/** Accounts that wait for an administrator. */
export default function AccountsNow() {
  const t = useMessages()
  const accounts = useQuery(queryOf(listAccounts, {}))
  return (
    <section className="block" aria-labelledby="accounts-now">
      <h2 id="accounts-now">{t.shell.accounts}</h2>
      <Loader of={accounts}>
        {({ accounts: all }) => {
          const active = all.filter(({ status }) => status === 'active')
          const lines = [
            t.work.accountsActive(active.length),
            t.work.accountsPending(all.filter(({ status }) => status === 'pending').length),
            t.work.accountsLocked(all.filter(({ locked }) => locked).length),
            t.work.accountsNoFactor(
              active.filter(({ role, secondFactor }) => role && SECOND_FACTOR.includes(role) && !secondFactor)
                .length,
            ),
          ]
          return (
            <ul className="plain-list">
              {lines.map((line) => (
                <li key={line}>
                  <Link to="/accounts">{line}</Link>
                </li>
              ))}
            </ul>
          )
        }}
      </Loader>
    </section>
  )
}
