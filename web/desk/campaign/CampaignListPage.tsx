import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { ANSWER, NOT_SEEN } from '#domain/campaign/campaign-acts.ts'
import {
  CAMPAIGN_COUNTERS,
  type CampaignChild,
  type CampaignCounter,
  type CampaignRead,
  campaignChildren,
  readCampaign,
} from '#domain/campaign/campaign-api.ts'
import { listQueryOf } from '#web/api/queries.ts'
import { type Labelled, useLanguage } from '#web/messages/language.tsx'
import type { Messages } from '#web/messages/zh-CN.ts'
import { type ListColumn, ListPage } from '#web/ui/ListPage.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Empty } from '#web/ui/states.tsx'
import { useMay } from '../account/session.ts'
import { usePlaceName } from '../area/place-name.ts'
import { childColumns } from '../child/child-columns.tsx'
import { AnswerButtons } from './AnswerButtons.tsx'

const route = getRouteApi('/campaigns/$campaign/children')
const KEYS = Object.keys(CAMPAIGN_COUNTERS) as CampaignCounter[]
const SHOWN = ['name', 'age', 'village', 'carer']

/** The children of a campaign, or those behind one of its figures; as long as it runs they are answered for here. */
export default function CampaignListPage() {
  const words = useLanguage()
  const { t, label } = words
  const campaign = route.useParams().campaign as CampaignRead['id']
  const { area, counter, page = 1, size = 20 } = route.useSearch()
  const navigate = useNavigate({ from: '/campaigns/$campaign/children' })
  const mayAnswer = useMay('campaign.answer')
  const place = usePlaceName(area)
  const read = useQuery(listQueryOf(readCampaign, { params: { campaign } }))
  const list = useQuery(listQueryOf(campaignChildren, { params: { campaign, area, counter, page, size } }))
  const answering = mayAnswer && read.data?.closed === null
  return (
    <ListPage
      title={t.campaigns.listOf(label(CAMPAIGN_COUNTERS[counter]))}
      lead={[read.data?.name, area && place].filter(Boolean).join(' · ')}
      actions={
        <Link to="/campaigns/$campaign" params={{ campaign }} search={{}}>
          {t.common.back}
        </Link>
      }
      filters={
        <Select<CampaignCounter>
          aria-label={t.campaigns.answer}
          value={counter}
          options={KEYS.map((value) => ({ value, label: label(CAMPAIGN_COUNTERS[value]) }))}
          onChange={(next) =>
            navigate({ search: (before) => ({ ...before, page: undefined, counter: next }), replace: true })
          }
        />
      }
      list={{ ...list, data: list.data?.rows }}
      columns={columns(words, answering ? campaign : undefined)}
      rowKey={({ id }) => id}
      onOpen={({ id }) => navigate({ to: '/children/$child', params: { child: id }, search: {} })}
      paging={{
        page,
        size,
        total: list.data?.total ?? 0,
        onPage: (page, size) => navigate({ search: (before) => ({ ...before, page, size }) }),
      }}
      empty={<Empty title={t.campaigns.ready} />}
    />
  )
}

type Words = { t: Messages; label(entry: Labelled | undefined): string }
const TONES = { noChange: 'green', changed: 'blue', notSeen: 'red', left: 'grey', found: 'orange' } as const

function columns(words: Words, campaign: CampaignRead['id'] | undefined): ListColumn<CampaignChild>[] {
  const { t, label } = words
  return [
    ...childColumns([], words).filter(({ key }) => SHOWN.includes(key)),
    {
      key: 'answer',
      title: t.campaigns.answer,
      cell: ({ answer, why, answeredOn, movedOn, place }) => (
        <>
          {answer ? (
            <Mark tone={TONES[answer]}>{label(ANSWER[answer])}</Mark>
          ) : (
            <Mark>{label(CAMPAIGN_COUNTERS.open)}</Mark>
          )}{' '}
          {[why && label(NOT_SEEN[why]), answeredOn, movedOn && t.campaigns.movedOn(place ?? '')]
            .filter(Boolean)
            .join(' · ')}
        </>
      ),
    },
    ...(campaign
      ? [
          {
            key: 'actions',
            title: t.common.operation,
            cell: (row: CampaignChild) =>
              row.answer !== 'left' &&
              row.answer !== 'found' && <AnswerButtons campaign={campaign} child={row} />,
          },
        ]
      : []),
  ]
}
