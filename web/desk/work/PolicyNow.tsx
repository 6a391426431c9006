import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listPolicy } from '#domain/policy/policy-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

/** Changes of policy that somebody else proposed and that wait for a second person; nothing is shown when there are none. */
export default function PolicyNow() {
  const t = useMessages()
  const policy = useQuery(queryOf(listPolicy, { params: {} }))
  const waiting = policy.data?.proposals.filter(({ decision, own }) => decision === null && !own).length
  if (!waiting) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t.work.policyWaiting(waiting)}
      action={<Link to="/policy">{t.work.look}</Link>}
    />
  )
}
