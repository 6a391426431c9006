import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listConflicts } from '#domain/conflict/conflict-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

/** Facts of which two people wrote different things; nothing is shown when there are none. */
export default function ConflictsNow() {
  const t = useMessages()
  const open = useQuery(queryOf(listConflicts, { params: { size: 1 } }))
  if (!open.data?.total) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t.conflicts.waiting(open.data.total)}
      action={<Link to="/conflicts">{t.handOvers.look}</Link>}
    />
  )
}
