import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { listDuties } from '#domain/duty/duty-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

/** Visits: to a director those of the week and what is overdue, to those above what is overdue for long. */
export default function DutiesNow() {
  const t = useMessages()
  const { data } = useQuery(queryOf(listDuties, { params: { size: 1 } }))
  if (!data) return null
  const { counts, lateAfter } = data
  const { overdue = 0, week = 0, late = 0 } = counts
  if (lateAfter !== null)
    return (
      late > 0 && (
        <Alert
          type="error"
          showIcon
          title={t.work.visitsLate(late, lateAfter)}
          action={
            <Link to="/visits" search={{ when: 'late' }}>
              {t.work.seeThem}
            </Link>
          }
        />
      )
    )
  return (
    overdue + week > 0 && (
      <Alert
        type={overdue > 0 ? 'error' : 'info'}
        showIcon
        title={t.work.visits(week, overdue)}
        action={<Link to="/visits">{t.work.goVisit}</Link>}
      />
    )
  )
}
