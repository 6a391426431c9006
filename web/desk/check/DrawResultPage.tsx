import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { ROLES, type Role } from '#domain/access/roles.ts'
import {
  CHECK_COUNTERS,
  type CheckCounter,
  drawFrame,
  exportDraw,
  openDraw,
} from '#domain/check/check-api.ts'
import { CHECKED } from '#domain/check/checked.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { percent } from '#domain/table/percent.ts'
import { fetchFile } from '#web/api/client.ts'
import { queryOf } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { DownloadButton } from '#web/ui/DownloadButton.tsx'
import { FiguresByArea } from '#web/ui/FiguresByArea.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { saveFile } from '#web/ui/save-file.ts'
import { Loader } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { ruleText } from './stratum-text.ts'

const route = getRouteApi('/checks/$draw')
const KEYS = Object.keys(CHECK_COUNTERS) as CheckCounter[]

/** One draw: how it came about, so that anybody can redo it, and what was found, by village. */
export default function DrawResultPage() {
  const { t } = useLanguage()
  const { message } = App.useApp()
  const { draw } = route.useParams()
  const may = useMay('child.check')
  const [asking, setAsking] = useState(false)
  const found = useQuery(queryOf(openDraw, { params: { draw } }))
  const head = found.data
  return (
    <PageFrame
      title={t.checks.result}
      lead={head && `${t.checks.nth(head.area.name, head.number)} · ${head.month}`}
      actions={
        <>
          <DownloadButton
            unless={head && !head.ownFrame && t.checks.notOwnFrame}
            file={() => fetchFile(drawFrame, { params: { draw } })}
          >
            {t.checks.frameFile}
          </DownloadButton>
          <ReasonedButton
            icon={<FilePdfOutlined aria-hidden />}
            unless={!may && t.common.notAllowedHere}
            onClick={() => setAsking(true)}
          >
            {t.visits.bookPdf}
          </ReasonedButton>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
        </>
      }
    >
      <Loader of={found}>{(data) => <Result draw={data} />}</Loader>
      {asking && (
        <ReasonDialog
          title={t.visits.bookPdf}
          hint={t.visits.bookHint}
          okText={t.exports.submit}
          onClose={() => setAsking(false)}
          onSubmit={async (purpose) => {
            const made = await fetchFile(exportDraw, { params: { draw }, body: { purpose } })
            saveFile(made)
            message.success(t.exports.done(made.name))
          }}
        />
      )}
    </PageFrame>
  )
}

function Result({ draw }: { draw: ResultOf<typeof openDraw> }) {
  const words = useLanguage()
  const { t, label } = words
  const { id, rows, total, area, deviations, beyond, listed, drawn, reason, by } = draw
  const told: [string, string][] = [
    [t.checks.rule, ruleText(draw, words)],
    [t.checks.listed, t.checks.listedOf(listed, drawn)],
    [t.checks.due, draw.due],
    [t.checks.by, `${t.file.by(by.name, label(ROLES[by.role as Role]) || by.role)} ${clock(draw.drawnAt)}`],
    ...(reason ? [[t.checks.again, reason] as [string, string]] : []),
    [t.checks.seed, draw.secret],
    [t.checks.commitment, draw.commitment],
    ...(draw.publicNumber
      ? [[t.checks.publicNumber, `${draw.publicNumber} (${draw.publicSource})`] as [string, string]]
      : []),
  ]
  return (
    <div className="form-blocks">
      <FiguresByArea<CheckCounter>
        label={t.checks.result}
        groups={[{ keys: KEYS }]}
        titleOf={(counter) => label(CHECK_COUNTERS[counter])}
        rows={rows}
        total={{ area: area.code, name: t.tables.total, values: total }}
        cell={(row, counter, name) => (
          <Link
            to="/checks/$draw/children"
            params={{ draw: id }}
            search={{ counter, area: row.area === area.code ? undefined : row.area }}
            aria-label={name}
          >
            {row.values[counter]}
          </Link>
        )}
        more={{
          title: t.checks.rate,
          cell: ({ values }) => percent(values.done, values.agreeing),
        }}
      />
      {beyond > 0 && <p className="block-hint">{t.checks.beyond(beyond)}</p>}
      {deviations.length > 0 && (
        <section className="block" aria-labelledby="draw-deviations">
          <h2 id="draw-deviations">{t.checks.deviations}</h2>
          <ul className="plain-list">
            {deviations.map(({ key, n }) => (
              <li key={key}>
                {label(CHECKED[key])} <b>{n}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="block" aria-labelledby="draw-how">
        <h2 id="draw-how">{t.checks.how}</h2>
        <dl className="visit-words">
          {told.map(([title, text]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p className="block-hint">{t.checks.redo}</p>
      </section>
      <ul className="table-definition">
        {Object.values(t.checks.meanings).map((meaning) => (
          <li key={meaning}>{meaning}</li>
        ))}
      </ul>
    </div>
  )
}
