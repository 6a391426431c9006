import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listFrozenTables } from '#domain/table/table-api.ts'
import { TABLES } from '#domain/table/tables.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'

/** Tables that were frozen, newest first. */
export function FrozenList() {
  const { t, label } = useLanguage()
  const frozen = useQuery(queryOf(listFrozenTables, {}))
  if (!frozen.data || frozen.data.tables.length === 0) return null
  return (
    <section className="block no-print" aria-labelledby="frozen">
      <h2 id="frozen">{t.tables.frozen}</h2>
      <ul className="findings">
        {frozen.data.tables.map(({ id, name, table, asOf, total, madeBy, madeAt }) => (
          <li key={id}>
            <Link to="/table/frozen/$frozen" params={{ frozen: id }}>
              {name}
            </Link>{' '}
            {t.tables.frozenFacts(label(TABLES[table]), asOf, total, madeBy, madeAt.slice(0, 10))}
          </li>
        ))}
      </ul>
    </section>
  )
}
