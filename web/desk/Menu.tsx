import { Link } from '@tanstack/react-router'
import { useMessages } from '#web/messages/language.tsx'
import { useMe } from './account/session.ts'
import { MENU } from './menu-items.tsx'

export function Menu({ onChosen }: { onChosen?(): void }) {
  const t = useMessages()
  const { may } = useMe()
  const open = MENU.filter(({ needs }) => !needs || may.includes(needs))
  const links = (system: boolean) =>
    open
      .filter((item) => Boolean(item.system) === system)
      .map(({ to, text, icon }) => (
        <li key={to}>
          <Link
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
            onClick={onChosen}
          >
            {icon}
            <span>{t.shell[text]}</span>
          </Link>
        </li>
      ))
  return (
    <nav className="menu" aria-label={t.shell.menu}>
      <ul>{links(false)}</ul>
      <h2>{t.shell.system}</h2>
      <ul>{links(true)}</ul>
    </nav>
  )
}
