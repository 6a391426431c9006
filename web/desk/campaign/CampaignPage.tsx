import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import {
  CAMPAIGN_COUNTERS,
  type CampaignCounter,
  type CampaignRead,
  campaignChildren,
  closeCampaign,
  exportCampaign,
  listCampaigns,
  readCampaign,
} from '#domain/campaign/campaign-api.ts'
import { chinaMinute } from '#domain/dates.ts'
import { listDuties } from '#domain/duty/duty-api.ts'
import { percent } from '#domain/table/percent.ts'
import { fetchFile } from '#web/api/client.ts'
import { listQueryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { FiguresByArea } from '#web/ui/FiguresByArea.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { ReasonDialog } from '#web/ui/ReasonDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { saveFile } from '#web/ui/save-file.ts'
import { Loader } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { useAreas, useBelow } from '../area/areas.ts'
import { stateOf, TONES, whomText } from './campaign-text.ts'
import { DiffPart } from './DiffPart.tsx'
import { HoursPicture } from './HoursPicture.tsx'

const route = getRouteApi('/campaigns/$campaign')
const KEYS = Object.keys(CAMPAIGN_COUNTERS) as CampaignCounter[]

/** One campaign: how far each area has come, by hour, what has changed since the last one; and its end. */
export default function CampaignPage() {
  const { t } = useLanguage()
  const { campaign } = route.useParams()
  const { area } = route.useSearch()
  const navigate = useNavigate({ from: '/campaigns/$campaign' })
  const areas = useAreas()
  const read = useQuery({
    ...listQueryOf(readCampaign, { params: { campaign: campaign as CampaignRead['id'], area } }),
    // Somebody watches it come to its end.
    refetchInterval: ({ state }) => (state.data?.closed === null ? 60_000 : false),
  })
  return (
    <PageFrame
      title={read.data?.name ?? t.campaigns.title}
      lead={(area && areas?.find(area)?.name) || read.data?.areaName}
      actions={
        <>
          {area && (
            <Button onClick={() => navigate({ search: (before) => ({ ...before, area: undefined }) })}>
              {t.common.back}
            </Button>
          )}
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t.common.print}
          </Button>
          {read.data && <Actions read={read.data} area={area} />}
        </>
      }
    >
      <Loader of={read}>{(data) => <Shown read={data} />}</Loader>
    </PageFrame>
  )
}

function Shown({ read }: { read: CampaignRead }) {
  const words = useLanguage()
  const { t, label } = words
  const { area, before } = route.useSearch()
  const navigate = useNavigate({ from: '/campaigns/$campaign' })
  const below = useBelow()
  const mayAnswer = useMay('campaign.answer')
  const { id, closed, late, mine, rows, total, today } = read
  const state = stateOf(read, today)
  const params = { campaign: id }
  return (
    <>
      <p className="table-facts">
        <Mark tone={TONES[state]}>{t.campaigns[state]}</Mark>
        <span>{t.campaigns.of(whomText(read, words), read.first, read.last)}</span>
        {read.document && <span>{read.document}</span>}
        {read.purpose && <span>{read.purpose}</span>}
        <span>
          {closed ? t.campaigns.frozenAt(chinaMinute(new Date(closed.at)), closed.by) : t.campaigns.asOf}
        </span>
        {closed?.reason && <span>{t.campaigns.closedBecause(closed.reason)}</span>}
      </p>
      {late > 0 && <Alert type="warning" showIcon title={t.campaigns.late(late)} />}
      {!closed && mayAnswer && mine > 0 && total.open > 0 && (
        <Alert
          type="info"
          showIcon
          title={`${t.campaigns.mine(mine)}，${label(CAMPAIGN_COUNTERS.open)} ${total.open}`}
          action={
            <Link to="/campaigns/$campaign/children" params={params} search={{ counter: 'open' }}>
              {t.campaigns.toAnswer}
            </Link>
          }
        />
      )}
      <section className="block" aria-labelledby="coverage">
        <div className="block-head">
          <h2 id="coverage">{t.campaigns.coverage}</h2>
          <span>{t.tables.unit}</span>
        </div>
        <FiguresByArea<CampaignCounter>
          label={read.name}
          groups={[{ keys: KEYS }]}
          titleOf={(counter) => label(CAMPAIGN_COUNTERS[counter])}
          rows={rows}
          total={{ area: read.shown, name: t.tables.total, values: total }}
          below={{
            of: (area) => below(area) && area !== read.shown,
            link: (row) => (
              <Link
                to="/campaigns/$campaign"
                params={params}
                search={{ area: row.area, before }}
                title={t.tables.drill(row.name)}
              >
                {row.name}
              </Link>
            ),
          }}
          cell={(row, counter, name) => (
            <Link
              to="/campaigns/$campaign/children"
              params={params}
              search={{ area: row.area, counter }}
              aria-label={name}
            >
              {row.values[counter]}
            </Link>
          )}
          more={{ title: t.campaigns.rate, cell: ({ values }) => percent(values.listed, values.answered) }}
        />
        <ul className="table-definition">
          {t.campaigns.meanings.map((meaning) => (
            <li key={meaning}>{meaning}</li>
          ))}
        </ul>
      </section>
      <section className="block" aria-labelledby="hours">
        <div className="block-head">
          <h2 id="hours">{t.campaigns.hours}</h2>
        </div>
        <HoursPicture hours={read.hours} total={total} />
      </section>
      <DiffPart
        read={read}
        area={area}
        before={before}
        onBefore={(next) => navigate({ search: (now) => ({ ...now, before: next }), replace: true })}
      />
    </>
  )
}

function Actions({ read, area }: { read: CampaignRead; area?: string }) {
  const { t } = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const mayClose = useMay('campaign.close')
  const mayExport = useMay('child.export')
  const mayOpen = useMay('child.open')
  const [asking, setAsking] = useState<'close' | 'report'>()
  const close = useCall(closeCampaign, [readCampaign, listCampaigns, campaignChildren, listDuties])
  const params = { campaign: read.id }
  const { open } = read.total
  const done = () => setAsking(undefined)
  return (
    <>
      <ReasonedButton
        icon={<FilePdfOutlined aria-hidden />}
        unless={!mayExport && t.common.notAllowedHere}
        onClick={() => setAsking('report')}
      >
        {t.campaigns.report}
      </ReasonedButton>
      {mayOpen && !read.closed && (
        <Button onClick={() => navigate({ to: '/children/new', search: params })}>{t.campaigns.found}</Button>
      )}
      {mayClose && !read.closed && !area && (
        <Button danger onClick={() => setAsking('close')}>
          {t.campaigns.close}
        </Button>
      )}
      {asking === 'close' && (
        <ReasonDialog
          title={t.campaigns.close}
          hint={t.campaigns.closeHint(open)}
          okText={t.campaigns.close}
          danger
          noReason={open === 0}
          onClose={done}
          onSubmit={async (reason) => {
            await close.mutateAsync({ params, body: open > 0 ? { reason } : {} })
            message.success(t.campaigns.closeDone)
          }}
        />
      )}
      {asking === 'report' && (
        <ReasonDialog
          title={t.campaigns.report}
          hint={t.campaigns.reportHint}
          okText={t.exports.submit}
          onClose={done}
          onSubmit={async (purpose) => {
            const made = await fetchFile(exportCampaign, { params: { ...params, area }, body: { purpose } })
            saveFile(made)
            message.success(t.exports.done(made.name))
          }}
        />
      )}
    </>
  )
}
