import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { registerCounts } from '#domain/register/register-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import { MonthPicker } from '#web/ui/MonthPicker.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { TOWNSHIP, useAreas } from '../area/areas.ts'
import { CountersTable } from './CountersTable.tsx'

const route = getRouteApi('/register')

/** 在册变动: who came into the register and who left it in a month, by area. */
export default function RegisterPage() {
  const t = useMessages()
  const today = useToday()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/register' })
  const areas = useAreas()
  const counts = useQuery(listQueryOf(registerCounts, { params: search }))
  const place = search.area ? areas?.find(search.area)?.name : undefined
  return (
    <PageFrame
      title={t.register.title}
      lead={place ?? t.register.lead}
      actions={
        <>
          {search.area && (
            <Button onClick={() => navigate({ search: (before) => ({ ...before, area: undefined }) })}>
              {t.common.back}
            </Button>
          )}
          <MonthPicker
            aria-label={t.register.month}
            value={search.month ?? today.slice(0, 7)}
            onChange={(month) => navigate({ search: (before) => ({ ...before, month }) })}
          />
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      <Loader of={counts}>
        {(data) => (
          <div aria-busy={counts.isFetching}>
            <p className="table-facts">
              <span>{t.register.of(data.month, data.month === today.slice(0, 7))}</span>
              <span>{t.tables.unit}</span>
            </p>
            <CountersTable counts={data} drills={(code) => areas?.find(code)?.level === TOWNSHIP} />
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
    </PageFrame>
  )
}
