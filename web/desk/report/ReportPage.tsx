import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { ResultOf } from '#domain/endpoint.ts'
import { openReport, reportFile } from '#domain/report/report-api.ts'
import { fetchFile } from '#web/api/client.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DownloadButton } from '#web/ui/DownloadButton.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Loader } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { figureLabel } from './figure-label.ts'

const route = getRouteApi('/reports/$report')
type Report = ResultOf<typeof openReport>
type Shown = Report['figures'][number]

/** A report as it was frozen, every number a way to the children behind it. */
export default function ReportPage() {
  const { t } = useLanguage()
  const { report } = route.useParams()
  const navigate = useNavigate()
  const opened = useQuery(queryOf(openReport, { params: { report } }))
  return (
    <PageFrame
      title={t.reports.one}
      actions={
        <>
          <Button onClick={() => navigate({ to: '/reports' })}>{t.common.back}</Button>
          <DownloadButton file={() => fetchFile(reportFile, { params: { report } })}>
            {t.reports.download}
          </DownloadButton>
        </>
      }
    >
      <Loader of={opened}>
        {(data) => (
          <>
            <h2>{data.title}</h2>
            <p className="table-facts">
              <span>{data.areaName}</span>
              <span>
                {t.tables.asOf} {data.asOf}
              </span>
              <span>
                {t.reports.base} {data.base}
              </span>
              <span>
                {data.madeBy} {clock(data.madeAt)}
              </span>
            </p>
            <Alert type="info" showIcon title={data.isPublic ? t.reports.frozenPublic : t.reports.frozen} />
            <Overall figures={data.figures.filter(({ inRow }) => !inRow)} report={report} />
            <ByArea figures={data.figures.filter(({ inRow }) => inRow)} report={report} />
          </>
        )}
      </Loader>
    </PageFrame>
  )
}

type Props = { figures: readonly Shown[]; report: string }

function Overall({ figures, report }: Props) {
  const { t, label } = useLanguage()
  return (
    <section className="block" aria-label={t.reports.overall}>
      <dl className="placeholders">
        {figures
          .filter(({ key, value }) => value > 0 || !key.endsWith('NotCollected'))
          .map((figure) => (
            <div key={figure.n}>
              <dt>{figureLabel(figure, label)}</dt>
              <dd>
                <FrozenNumber figure={figure} report={report} />
              </dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function ByArea({ figures, report }: Props) {
  const { t, label } = useLanguage()
  const areas = [...Map.groupBy(figures, ({ area }) => area).values()]
  const heads = areas[0] ?? []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t.reports.byArea}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t.tables.area}</th>
            {heads.map((head) => (
              <th scope="col" key={head.key}>
                {figureLabel(head, label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((row) => (
            <tr key={row[0]!.area}>
              <th scope="row">{row[0]!.areaName}</th>
              {row.map((figure) => (
                <td key={figure.key}>
                  <FrozenNumber figure={figure} report={report} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FrozenNumber({ figure, report }: { figure: Shown; report: string }) {
  const { t, label } = useLanguage()
  const { n, value, hidden, areaName } = figure
  if (value === 0) return <span className="zero">0</span>
  return (
    <>
      <Link
        to="/reports/$report/children"
        params={{ report }}
        search={{ figure: n }}
        aria-label={`${t.tables.cell(areaName, figureLabel(figure, label))} ${value}`}
      >
        {value}
      </Link>
      {hidden && <span title={t.reports.hidden}> *</span>}
    </>
  )
}
