import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMessages } from '#web/messages/language.tsx'
import { DutyList } from '../visit/DutyList.tsx'

const route = getRouteApi('/agreements')

/** 委托照护: which agreements have to be signed, signed anew, confirmed or ended, the most urgent first. */
export default function AgreementDutiesPage() {
  const t = useMessages()
  const navigate = useNavigate({ from: '/agreements' })
  return (
    <DutyList
      about="agreements"
      title={t.agreements.title}
      lead={t.agreements.lead}
      emptyHint={t.agreements.emptyHint}
      links={<Link to="/agreements/coverage">{t.agreements.coverage}</Link>}
      search={route.useSearch()}
      onSearch={(change, replace) => navigate({ search: (before) => ({ ...before, ...change }), replace })}
    />
  )
}
