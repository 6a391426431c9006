import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { Table } from '#domain/table/table-api.ts'
import { useMessages } from '#web/messages/language.tsx'
import type { TableListSearch } from './table-searches.ts'

/** 勾稽关系: equalities that the table must keep, checked on the counts themselves; who breaks one is listed. */
export function TableChecks({ table, search }: { table: Table; search: Partial<TableListSearch> }) {
  const t = useMessages()
  const { checks } = table
  if (checks.length === 0) return null
  const broken = checks.some((check) => !check.holds)
  return (
    <details className="block checks" open={broken}>
      <summary>
        {t.tables.checks}
        {t.common.colon}
        {broken ? t.tables.broken : t.tables.holds}
      </summary>
      {broken && !search.frozen && (
        <p className="no-print">
          <Link
            to="/table/children"
            search={{ ...search, table: table.table, area: table.area, column: 'total', blocks: true }}
          >
            {t.tables.seeBlocks}
          </Link>
        </p>
      )}
      <ul>
        {checks.map(({ rule, holds, broken: n }) => (
          <li key={rule} className={holds ? 'holds' : 'is-broken'}>
            {holds ? <CheckCircleOutlined aria-hidden /> : <CloseCircleOutlined aria-hidden />} {rule}{' '}
            <b>{holds ? t.tables.holds : t.tables.brokenBy(n)}</b>
          </li>
        ))}
      </ul>
    </details>
  )
}
