import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import type { SummaryTable } from '#domain/table/table-api.ts'
import { useMessages } from '#web/messages/language.tsx'

/** 勾稽关系: equalities that the table must keep, checked on the counts themselves. */
export function TableChecks({ checks }: Pick<SummaryTable, 'checks'>) {
  const t = useMessages()
  if (checks.length === 0) return null
  const broken = checks.some((check) => !check.holds)
  return (
    <details className="block checks" open={broken}>
      <summary>
        {t.tables.checks}
        {t.common.colon}
        {broken ? t.tables.broken : t.tables.holds}
      </summary>
      <ul>
        {checks.map(({ rule, holds }) => (
          <li key={rule} className={holds ? 'holds' : 'is-broken'}>
            {holds ? <CheckCircleOutlined aria-hidden /> : <CloseCircleOutlined aria-hidden />} {rule}{' '}
            <b>{holds ? t.tables.holds : t.tables.broken}</b>
          </li>
        ))}
      </ul>
    </details>
  )
}
