import { Link } from '@tanstack/react-router'
import { useMessages } from '#web/messages/language.tsx'
import { useMe } from '../account/session.ts'

/** What this role does most, one click away. */
export function QuickActions() {
  const t = useMessages()
  const { may } = useMe()
  const actions = [
    { needs: 'child.list', to: '/children', text: t.shell.children },
    { needs: 'service.record', to: '/visits', text: t.visits.record },
    { needs: 'child.open', to: '/children/new', text: t.work.newChild },
    { needs: 'import.run', to: '/import', text: t.work.importRoster },
    { needs: 'table.read', to: '/table', text: t.work.openTable },
    { needs: 'account.list', to: '/accounts', text: t.shell.accounts },
    { needs: 'area.edit', to: '/areas', text: t.shell.areas },
    { needs: 'audit.read', to: '/audit', text: t.shell.audit },
  ] as const
  return (
    <nav className="quick-actions no-print" aria-label={t.work.quick}>
      {actions
        .filter(({ needs }) => may.includes(needs))
        .map(({ to, text }) => (
          <Link key={to} to={to}>
            {text}
          </Link>
        ))}
    </nav>
  )
}
