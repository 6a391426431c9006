import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listDuplicates } from '#domain/duplicate/duplicate-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

/** Children who wait to be told apart; nothing is shown when there are none. */
export default function DuplicatesNow() {
  const t = useMessages()
  const open = useQuery(queryOf(listDuplicates, { params: { size: 1 } }))
  if (!open.data?.total) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t.work.duplicates(open.data.total)}
      action={<Link to="/duplicates">{t.duplicates.begin}</Link>}
    />
  )
}
