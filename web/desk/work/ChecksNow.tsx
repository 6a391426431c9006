import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listDuties } from '#domain/duty/duty-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

/** Random checks that are due; nothing is shown when there are none. */
export default function ChecksNow() {
  const t = useMessages()
  const owed = useQuery(queryOf(listDuties, { params: { about: 'visits', rule: 'check', size: 1 } }))
  const { all = 0, overdue = 0 } = owed.data?.counts ?? {}
  if (all === 0) return null
  return (
    <Alert
      type={overdue > 0 ? 'error' : 'info'}
      showIcon
      title={t.checks.waiting(all, overdue)}
      action={
        <Link to="/visits" search={{ rule: 'check' }}>
          {t.checks.go}
        </Link>
      }
    />
  )
}
