import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { me } from '#domain/account/account-api.ts'
import { readAudit } from '#domain/audit/audit-api.ts'
import { ENDPOINTS } from '#domain/endpoints.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Loader } from '#web/ui/states.tsx'
import { clock, useToday } from '#web/ui/today.ts'
import { ChainState } from '../audit/ChainState.tsx'

const SHOWN = 10
const SUMMARIES = new Map(ENDPOINTS.map(({ name, summary }) => [name, summary]))

/** What was refused today, and whether the log is whole. */
export default function LogNow() {
  const { t, label } = useLanguage()
  const today = useToday()
  const refused = useQuery(queryOf(readAudit, { params: { from: today, outcome: 'refused', size: 100 } }))
  return (
    <div className="work-columns">
      <section className="block" aria-labelledby="refused-today">
        <h2 id="refused-today">{t.work.refusedToday}</h2>
        <Loader of={refused}>
          {({ entries: all }) => {
            // Every sign-in page asks first who is signed in; that answer is no refusal of anybody.
            const entries = all.filter((entry) => entry.endpoint !== me.name).slice(0, SHOWN)
            return entries.length === 0 ? (
              <p className="block-empty">{t.work.refusedNone}</p>
            ) : (
              <ul className="plain-list">
                {entries.map((entry) => (
                  <li key={entry.id}>
                    {clock(entry.at)} {entry.account?.name ?? t.audit.nobody} ·{' '}
                    {label(SUMMARIES.get(entry.endpoint))}
                  </li>
                ))}
              </ul>
            )
          }}
        </Loader>
        <Link to="/audit">{t.shell.audit}</Link>
      </section>
      <section className="block" aria-labelledby="chain-now">
        <h2 id="chain-now">{t.work.chain}</h2>
        <ChainState />
      </section>
    </div>
  )
}
