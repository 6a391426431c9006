import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMessages } from '#web/messages/language.tsx'
import { DutyList } from '../visit/DutyList.tsx'

const route = getRouteApi('/campaigns/duties')

/** For which children of running campaigns nobody has answered yet. */
export default function CampaignDutiesPage() {
  const t = useMessages()
  const navigate = useNavigate({ from: '/campaigns/duties' })
  return (
    <DutyList
      about="campaigns"
      title={t.campaigns.duties}
      lead={t.campaigns.lead}
      emptyHint={t.campaigns.ready}
      links={<Link to="/campaigns">{t.campaigns.title}</Link>}
      search={route.useSearch()}
      onSearch={(change, replace) => navigate({ search: (before) => ({ ...before, ...change }), replace })}
    />
  )
}
