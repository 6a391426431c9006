import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listHeldActs } from '#domain/phone/phone-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

/** Acts that wait for whoever has the child now; nothing is shown when there are none. */
export default function HeldActsNow() {
  const t = useMessages()
  const held = useQuery(queryOf(listHeldActs, {}))
  const n = held.data?.rows.length ?? 0
  if (n === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t.heldActs.waiting(n)}
      action={<Link to="/held-acts">{t.handOvers.look}</Link>}
    />
  )
}
