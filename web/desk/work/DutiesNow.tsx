import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { type DutyPage, listDuties } from '#domain/duty/duty-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

const PAGES = {
  visits: '/visits',
  agreements: '/agreements',
  campaigns: '/campaigns/duties',
} as const satisfies Record<DutyPage, string>

/** What has to be done: to a director that of the week and what is overdue, to those above what is overdue for long. */
export default function DutiesNow({ about }: { about: DutyPage }) {
  const t = useMessages()
  const { data } = useQuery(queryOf(listDuties, { params: { about, size: 1 } }))
  if (!data) return null
  const { counts, lateAfter } = data
  const { overdue = 0, late = 0, all = 0 } = counts
  // The list of a campaign stands on the work page from its first day on.
  const week = about === 'campaigns' ? all - overdue : (counts.week ?? 0)
  const said = t.work.duties[about]
  if (lateAfter !== null)
    return (
      late > 0 && (
        <Alert
          type="error"
          showIcon
          title={said.late(late, lateAfter)}
          action={
            <Link to={PAGES[about]} search={{ when: 'late' }}>
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
        title={said.now(week, overdue)}
        action={<Link to={PAGES[about]}>{said.go}</Link>}
      />
    )
  )
}
