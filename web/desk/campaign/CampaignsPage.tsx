import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type CampaignItem, listCampaigns } from '#domain/campaign/campaign-api.ts'
import { percent } from '#domain/table/percent.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { type Labelled, useLanguage } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { type ListColumn, ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Empty } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { stateOf, TONES, whomText } from './campaign-text.ts'
import { StartDialog } from './StartDialog.tsx'

/** 摸排（专项行动）: those that concern the own area, with how far they have come there. */
export default function CampaignsPage() {
  const words = useLanguage()
  const { t } = words
  const navigate = useNavigate()
  const mayStart = useMay('campaign.start')
  const [starting, setStarting] = useState(false)
  const list = useQuery(listQueryOf(listCampaigns, {}))
  const open = (campaign: string) =>
    navigate({ to: '/campaigns/$campaign', params: { campaign }, search: {} })
  return (
    <>
      <ListPage
        title={t.campaigns.title}
        lead={t.campaigns.lead}
        actions={
          <>
            <Link to="/campaigns/duties">{t.campaigns.duties}</Link>
            {mayStart && (
              <Button type="primary" onClick={() => setStarting(true)}>
                {t.campaigns.start}
              </Button>
            )}
          </>
        }
        list={{ ...list, data: list.data?.rows }}
        columns={columns(words, list.data?.today ?? '')}
        rowKey={({ id }) => id}
        onOpen={({ id }) => open(id)}
        empty={<Empty title={t.campaigns.none} hint={t.campaigns.noneHint} />}
      />
      {starting && <StartDialog onStarted={open} onClose={() => setStarting(false)} />}
    </>
  )
}

type Words = { t: Messages; label(entry: Labelled | undefined): string }

const columns = (words: Words, today: string): ListColumn<CampaignItem>[] => {
  const { t } = words
  return [
    { key: 'name', title: t.campaigns.name, main: true, cell: ({ name }) => <b>{name}</b> },
    { key: 'area', title: t.campaigns.area, cell: ({ areaName }) => areaName },
    { key: 'whom', title: t.campaigns.whom, cell: (row) => whomText(row, words) },
    { key: 'span', title: t.campaigns.span, cell: ({ first, last }) => `${first} – ${last}` },
    {
      key: 'state',
      title: t.campaigns.state,
      cell: (row) => {
        const state = stateOf(row, today)
        return <Mark tone={TONES[state]}>{t.campaigns[state]}</Mark>
      },
    },
    {
      key: 'rate',
      title: t.campaigns.rate,
      cell: ({ values: { listed, answered } }) => `${percent(listed, answered)} (${answered} / ${listed})`,
    },
    {
      key: 'notSeen',
      title: t.campaigns.seen,
      cell: ({ values: { notSeen } }) => (notSeen > 0 ? <Mark tone="red">{notSeen}</Mark> : 0),
    },
  ]
}
