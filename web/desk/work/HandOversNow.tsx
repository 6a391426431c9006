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
  const sided = role === 'villageDirector' || role === 'townshipSupervisor'
  const direction = sided ? 'incoming' : 'all'
  const waiting = useQuery(queryOf(listHandOvers, { params: { direction, size: 1 } }))
  const own = useQuery(queryOf(listHandOvers, { params: { direction: 'outgoing', size: 1 } }))
  if (!waiting.data || !own.data) return null
  const { sentBack } = own.data
  const { overdue } = waiting.data
  const total = waiting.data.total - (sided ? 0 : sentBack)
  return (
    <>
      {sentBack > 0 && (
        <Alert
          type="error"
          showIcon
          title={t.work.sentBack(sentBack)}
          action={
            <Link to="/hand-overs" search={{ direction: sided ? 'outgoing' : undefined }}>
              {t.handOvers.look}
            </Link>
          }
        />
      )}
      {total > 0 && (
        <Alert
          type={overdue > 0 ? 'error' : 'warning'}
          showIcon
          title={t.work.handOvers(total, overdue)}
          action={<Link to="/hand-overs">{t.handOvers.look}</Link>}
        />
      )}
    </>
  )
}
