import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { missingYears } from '#domain/calendar/calendar.ts'
import { listPolicy } from '#domain/policy/policy-api.ts'
import { POLICY_KEYS } from '#domain/policy/policy-keys.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMe } from '../account/session.ts'
import { bookOf } from '../policy/policy-text.ts'

/** Changes of policy that somebody else proposed and that wait for a second person; years that the calendar lacks. */
export default function PolicyNow() {
  const { t, label } = useLanguage()
  const today = useToday()
  const { county } = useMe()
  const { data } = useQuery(queryOf(listPolicy, { params: {} }))
  if (!data) return null
  const waiting = data.proposals.filter(({ decision, own }) => decision === null && !own).length
  const { calendar } = bookOf(data.history).on(`${county.code}000000`, today)
  const missing = missingYears(calendar, today).map(({ key, year }) => `${year} ${label(POLICY_KEYS[key])}`)
  return (
    <>
      {waiting > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t.work.policyWaiting(waiting)}
          action={<Link to="/policy">{t.work.look}</Link>}
        />
      )}
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t.work.calendarMissing(missing.join(t.common.list))}
          action={<Link to="/calendar">{t.work.look}</Link>}
        />
      )}
    </>
  )
}
