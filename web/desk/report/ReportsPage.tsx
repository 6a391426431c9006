import { FileWordOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listReports, type ReportItem } from '#domain/report/report-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { ListBody, type ListColumn } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { clock } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { Indicators } from './Indicators.tsx'
import { MakeReport } from './MakeReport.tsx'
import { ReportTemplate } from './ReportTemplate.tsx'

const columns = (t: Messages): ListColumn<ReportItem>[] => [
  {
    key: 'title',
    title: t.reports.name,
    main: true,
    cell: ({ title, isPublic }) => (
      <>
        <b>{title}</b> {isPublic && <Mark tone="blue">{t.reports.public}</Mark>}
      </>
    ),
  },
  { key: 'area', title: t.tables.area, cell: ({ areaName }) => areaName },
  { key: 'asOf', title: t.tables.asOf, cell: ({ asOf }) => asOf },
  { key: 'base', title: t.reports.base, cell: ({ base }) => base },
  { key: 'total', title: t.reports.total, align: 'right', cell: ({ total }) => total },
  { key: 'madeBy', title: t.reports.madeBy, cell: ({ madeBy }) => madeBy },
  { key: 'madeAt', title: t.reports.madeAt, cell: ({ madeAt }) => clock(madeAt) },
]

/** Reports that were made, and the template of those to come. */
export default function ReportsPage() {
  const t = useMessages()
  const navigate = useNavigate()
  const mayMake = useMay('report.make')
  const [making, setMaking] = useState(false)
  const list = useQuery(queryOf(listReports, {}))
  const open = (report: string) => navigate({ to: '/reports/$report', params: { report } })
  return (
    <PageFrame
      title={t.reports.title}
      actions={
        <ReasonedButton
          type="primary"
          icon={<FileWordOutlined aria-hidden />}
          unless={!mayMake && t.common.notAllowedHere}
          onClick={() => setMaking(true)}
        >
          {t.reports.make}
        </ReasonedButton>
      }
    >
      <ListBody
        list={{ ...list, data: list.data?.reports }}
        columns={columns(t)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => open(id)}
        empty={t.reports.none}
      />
      <ReportTemplate />
      <Indicators />
      {making && <MakeReport onMade={open} onClose={() => setMaking(false)} />}
    </PageFrame>
  )
}
