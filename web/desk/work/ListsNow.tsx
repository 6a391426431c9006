import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listCoverage } from '#domain/confirmation/confirmation-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { useMay } from '../account/session.ts'

/** To a director: that her list wants confirming. To those above: how many villages have done so. */
export default function ListsNow() {
  const t = useMessages()
  const own = useMay('child.confirm')
  const { data } = useQuery(queryOf(listCoverage, { params: {} }))
  if (!data) return null
  const { villages, confirmed } = data
  const open = villages.filter(({ confirmation }) => !confirmation || confirmation.changed).length
  if (open === 0) return null
  const quarter = t.confirmations.quarter(data.quarter)
  return (
    <Alert
      type="info"
      showIcon
      title={own ? t.work.listOpen(quarter) : t.work.lists(quarter, confirmed, villages.length)}
      action={<Link to="/confirmations">{own ? t.work.confirmList : t.handOvers.look}</Link>}
    />
  )
}
