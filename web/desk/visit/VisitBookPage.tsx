import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { ROLES, type Role } from '#domain/access/roles.ts'
import { CHILD_FACTS } from '#domain/fact/child-facts.ts'
import { RELATION, type Relation } from '#domain/fact/code-lists.ts'
import { PROBLEM } from '#domain/service/problems.ts'
import { type BookRow, exportVisitBook, visitBook } from '#domain/service/service-api.ts'
import { SERVICES } from '#domain/service/services.ts'
import { fetchFile } from '#web/api/client.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { type Labelled, useLanguage } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { type ListColumn, ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { MonthPicker } from '#web/ui/MonthPicker.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { saveFile } from '#web/ui/save-file.ts'
import { Empty } from '#web/ui/states.tsx'
import { useToday } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { AreaFilter } from '../area/AreaFilter.tsx'
import { usePlaceName } from '../area/place-name.ts'
import { childName } from '../child/child-columns.tsx'

const route = getRouteApi('/visits/book')

/** 走访记录簿: every visit of a month, to be read, printed and signed. */
export default function VisitBookPage() {
  const words = useLanguage()
  const { t } = words
  const { message } = App.useApp()
  const today = useToday()
  const { month, area, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/visits/book' })
  const place = usePlaceName(area)
  const mayExport = useMay('child.export')
  const [asking, setAsking] = useState(false)
  const book = useQuery(listQueryOf(visitBook, { params: { month, area, page, size } }))
  return (
    <>
      <ListPage
        title={t.visits.book}
        lead={t.visits.bookOf(place, month ?? today.slice(0, 7))}
        actions={
          <>
            <MonthPicker
              aria-label={t.register.month}
              value={month ?? today.slice(0, 7)}
              onChange={(next) =>
                navigate({ search: (before) => ({ ...before, page: undefined, month: next }) })
              }
            />
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              {t.common.print}
            </Button>
            <ReasonedButton
              icon={<FilePdfOutlined aria-hidden />}
              unless={!mayExport ? t.common.notAllowedHere : book.data?.total === 0 && t.visits.bookEmpty}
              onClick={() => setAsking(true)}
            >
              {t.visits.bookPdf}
            </ReasonedButton>
          </>
        }
        filters={
          <AreaFilter
            value={area}
            onChange={(next) =>
              navigate({ search: (before) => ({ ...before, page: undefined, area: next }), replace: true })
            }
          />
        }
        list={{ ...book, data: book.data?.rows }}
        columns={bookColumns(words)}
        rowKey={(row) => row.id}
        onOpen={({ child }) =>
          navigate({ to: '/children/$child', params: { child: child.id }, search: { tab: 'visits' } })
        }
        paging={{
          page,
          size,
          total: book.data?.total ?? 0,
          onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
        }}
        empty={<Empty title={t.visits.bookEmpty} />}
      />
      {asking && (
        <ReasonDialog
          title={t.visits.bookPdf}
          hint={t.visits.bookHint}
          okText={t.exports.submit}
          onClose={() => setAsking(false)}
          onSubmit={async (purpose) => {
            const made = await fetchFile(exportVisitBook, { body: { month, area, purpose } })
            saveFile(made)
            message.success(t.exports.done(made.name))
          }}
        />
      )}
    </>
  )
}

type Words = { t: Messages; label(entry: Labelled | undefined): string }

const bookColumns = ({ t, label }: Words): ListColumn<BookRow>[] => [
  { key: 'day', title: t.common.day, width: 100, cell: ({ day }) => day },
  {
    key: 'name',
    title: label(CHILD_FACTS.name),
    main: true,
    cell: ({ child }) => <b>{childName(child, t)}</b>,
  },
  { key: 'village', title: t.children.village, cell: ({ child }) => child.area.village },
  {
    key: 'how',
    title: t.visits.how,
    cell: ({ service, childSeen, returned }) => (
      <>
        {label(SERVICES[service])} {!childSeen && <Mark tone="orange">{t.visits.seenNo}</Mark>}{' '}
        {returned && <Mark tone="red">{t.reviews.returned}</Mark>}
      </>
    ),
  },
  {
    key: 'asked',
    title: t.visits.askedShort,
    cell: ({ asked, words }) =>
      [asked && label(RELATION[asked as Relation]), words?.askedName].filter(Boolean).join(' '),
  },
  { key: 'opinion', title: t.visits.opinion, cell: ({ words }) => words?.opinion },
  {
    key: 'problems',
    title: t.visits.problems,
    cell: ({ problems, words }) => (
      <>
        {problems.map((key) => (
          <Mark key={key} tone="red">
            {label(PROBLEM[key])}
          </Mark>
        ))}{' '}
        {words?.problem}
      </>
    ),
  },
  {
    key: 'by',
    title: t.visits.by,
    cell: ({ by }) => t.file.by(by.name, label(ROLES[by.role as Role]) || by.role),
  },
]
