import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMessages } from '#web/messages/language.tsx'
import { useMay } from '../account/session.ts'
import { DutyList } from './DutyList.tsx'

const route = getRouteApi('/visits')

/** 走访: who is to be visited, the most urgent first. */
export default function DutyListPage() {
  const t = useMessages()
  const mayRead = useMay('child.checked')
  const navigate = useNavigate({ from: '/visits' })
  return (
    <DutyList
      about="visits"
      title={t.visits.title}
      lead={t.visits.lead}
      emptyHint={t.visits.emptyHint}
      links={
        <>
          {mayRead && <Link to="/checks">{t.checks.title}</Link>}
          <Link to="/visits/book">{t.visits.book}</Link>
          <Link to="/visits/coverage">{t.visits.coverage}</Link>
        </>
      }
      search={route.useSearch()}
      onSearch={(change, replace) => navigate({ search: (before) => ({ ...before, ...change }), replace })}
    />
  )
}
