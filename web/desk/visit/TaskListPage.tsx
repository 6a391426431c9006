import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMessages } from '#web/messages/language.tsx'
import { DutyList } from './DutyList.tsx'

const route = getRouteApi('/tasks')

/** 待办任务: everything that has to be done, of every kind, and whose it is. */
export default function TaskListPage() {
  const t = useMessages()
  const navigate = useNavigate({ from: '/tasks' })
  return (
    <DutyList
      title={t.tasks.title}
      lead={t.tasks.lead}
      emptyHint={t.visits.emptyHint}
      links={<Link to="/grid">{t.shell.grid}</Link>}
      search={route.useSearch()}
      onSearch={(change, replace) => navigate({ search: (before) => ({ ...before, ...change }), replace })}
    />
  )
}
