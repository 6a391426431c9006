import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { readAudit } from '#domain/audit/audit-api.ts'
import { ENDPOINTS } from '#domain/endpoints.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Loader } from '#web/ui/states.tsx'
import { clock, useToday } from '#web/ui/today.ts'
import { ChainState } from '../audit/ChainState.tsx'

const SUMMARIES = new Map(ENDPOINTS.map(({ name, summary }) => [name, summary]))

/** What was refused today, and whether the log is whole. */
export default function LogNow() {
  const { t, label } = useLanguage()
  const today = useToday()
  const refused = useQuery(queryOf(readAudit, { params: { from: today, outcome: 'refused', size: 10 } }))
  return (
    <div className="work-columns">
      <section className="block" aria-labelledby="refused-today">
        <h2 id="refused-today">{t.work.refusedToday}</h2>
        <Loader of={refused}>
          {({ entries }) =>
            entries.length === 0 ? (
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
          }
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
