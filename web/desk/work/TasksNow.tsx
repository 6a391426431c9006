import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listDuties } from '#domain/duty/duty-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { useMe } from '../account/session.ts'

/** Of those above the villages: tasks that were given to them, or that nobody else has. */
export default function TasksNow() {
  const t = useMessages()
  const { account } = useMe()
  const { data } = useQuery(queryOf(listDuties, { params: { person: account, size: 1 } }))
  const { overdue = 0, week = 0 } = data?.counts ?? {}
  if (overdue + week === 0) return null
  return (
    <Alert
      type={overdue > 0 ? 'warning' : 'info'}
      showIcon
      title={t.tasks.now(week, overdue)}
      action={
        <Link to="/tasks" search={{ person: account }}>
          {t.work.seeThem}
        </Link>
      }
    />
  )
}
