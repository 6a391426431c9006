import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listHandOvers } from '#domain/hand-over/hand-over-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { useMe } from '../account/session.ts'

/** Children who wait to be received: by her, or anywhere below; nothing is shown when there are none. */
export default function HandOversNow() {
  const t = useMessages()
  const { role } = useMe()
  const direction = role === 'villageDirector' || role === 'townshipSupervisor' ? 'incoming' : 'all'
  const waiting = useQuery(queryOf(listHandOvers, { params: { direction, size: 1 } }))
  if (!waiting.data?.total) return null
  const { total, overdue } = waiting.data
  return (
    <Alert
      type={overdue > 0 ? 'error' : 'warning'}
      showIcon
      title={t.work.handOvers(total, overdue)}
      action={<Link to="/hand-overs">{t.handOvers.look}</Link>}
    />
  )
}
