import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert } from 'antd'
import { registerCounts } from '#domain/register/register-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useBelow } from '../area/areas.ts'
import { CountersTable } from './CountersTable.tsx'
import { MonthFrame } from './MonthFrame.tsx'

const route = getRouteApi('/register')

/** 在册变动: who came into the register and who left it in a month, by area. */
export default function RegisterPage() {
  const t = useMessages()
  const today = useToday()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/register' })
  const below = useBelow()
  const counts = useQuery(listQueryOf(registerCounts, { params: search }))
  return (
    <MonthFrame
      title={t.register.title}
      lead={t.register.lead}
      search={search}
      onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }) })}
    >
      <Loader of={counts}>
        {(data) => (
          <div aria-busy={counts.isFetching}>
            <p className="table-facts">
              <span>{t.register.of(data.month, data.month === today.slice(0, 7))}</span>
              <span>{t.tables.unit}</span>
            </p>
            <CountersTable counts={data} drills={below} />
            {data.checks.some(({ holds }) => !holds) && (
              <Alert type="error" showIcon title={t.tables.broken} />
            )}
            <ul className="table-definition">
              {Object.values(t.register.meanings).map((meaning) => (
                <li key={meaning}>{meaning}</li>
              ))}
            </ul>
          </div>
        )}
      </Loader>
    </MonthFrame>
  )
}
