import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { listTemplates, triedChildren } from '#domain/assessment/assessment-api.ts'
import { listQueryOf, queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { ListPage } from '#web/ui/ListPage.tsx'
import { colouredColumns } from './assessed-columns.tsx'

const route = getRouteApi('/assessments/tried/$draft')

/** Whose grade a draft would change, in reach. */
export default function TriedListPage() {
  const words = useLanguage()
  const { t, label } = words
  const { draft } = route.useParams()
  const { from, to, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/assessments/tried/$draft' })
  const list = useQuery(listQueryOf(triedChildren, { params: { draft, from, to, page, size } }))
  const { data } = useQuery(queryOf(listTemplates, {}))
  const found = data?.drafts.find(({ id }) => id === draft)
  const before = data?.versions.find((one) => one.template === found?.template && one.asked)
  const gradeOf = (of: typeof found | typeof before, n: number) =>
    label(of?.body.grades.find((grade) => grade.n === n)) || String(n)
  return (
    <ListPage
      title={t.assessment.triedTitle}
      lead={t.assessment.triedLead}
      actions={<Button onClick={() => window.history.back()}>{t.common.back}</Button>}
      list={{ ...list, data: list.data?.rows }}
      columns={[
        ...colouredColumns<NonNullable<typeof list.data>['rows'][number]>(words),
        {
          key: 'turn',
          title: t.assessment.grades,
          cell: (row) => `${gradeOf(before, row.from)} → ${gradeOf(found, row.to)}`,
        },
      ]}
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
