import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { listTemplates, RISK_COUNTERS, riskChildren } from '#domain/assessment/assessment-api.ts'
import { named } from '#domain/assessment/tell-risk.ts'
import { listQueryOf, queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { usePlaceName } from '../area/place-name.ts'
import { colouredColumns } from './assessed-columns.tsx'

const route = getRouteApi('/assessments/children')

/** The children behind a figure of colours or grades. */
export default function AssessedListPage() {
  const words = useLanguage()
  const { t, label } = words
  const { area, template, counter, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/assessments/children' })
  const place = usePlaceName(area)
  const list = useQuery(listQueryOf(riskChildren, { params: { area, template, counter, page, size } }))
  const { data } = useQuery(queryOf(listTemplates, {}))
  const asked = data?.versions.find((one) => one.template === template && one.asked)?.body
  const grade = asked?.grades.find(({ n }) => counter === `grade${n}`)
  const of = RISK_COUNTERS[counter as keyof typeof RISK_COUNTERS] ?? (grade && named(grade))
  return (
    <ListPage
      title={t.assessment.listTitle}
      lead={[place, asked && label(named(asked)), label(of)].filter(Boolean).join(' · ')}
      actions={<Button onClick={() => window.history.back()}>{t.common.back}</Button>}
      list={{ ...list, data: list.data?.rows }}
      columns={colouredColumns(words)}
      rowKey={(row) => row.id}
      onOpen={(row) =>
        navigate({ to: '/children/$child', params: { child: row.id }, search: { tab: 'assessments' } })
      }
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
      }}
      empty={t.register.empty}
    />
  )
}
