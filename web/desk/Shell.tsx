import { LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Alert, Button, Drawer } from 'antd'
import { Suspense, useEffect, useRef, useState } from 'react'
import { ROLES } from '#domain/access/roles.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Loading } from '#web/ui/states.tsx'
import { useNarrow } from '#web/ui/use-narrow.ts'
import { IdleWatch } from './account/IdleWatch.tsx'
import { useLeave, useMay, useMe } from './account/session.ts'
import { GlobalSearch } from './child/GlobalSearch.tsx'
import { Menu } from './Menu.tsx'
import { NoticeBell } from './notice/NoticeBell.tsx'
import { Reach } from './Reach.tsx'
import { useOnline } from './use-online.ts'

export function Shell() {
  const { t, language, choose, label } = useLanguage()
  const account = useMe()
  const leave = useLeave()
  const narrow = useNarrow()
  const online = useOnline()
  const maySearch = useMay('child.list')
  const [menuOpen, setMenuOpen] = useState(false)
  const content = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })

  // A new page is announced and read from its top, as if the browser had loaded it.
  const shown = useRef(path)
  useEffect(() => {
    if (shown.current === path) return
    shown.current = path
    content.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path])

  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t.shell.skip}
      </a>
      <header className="shell-head no-print">
        {narrow && (
          <Button
            type="text"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t.shell.menu}
            onClick={() => setMenuOpen(true)}
          />
        )}
        <Link to="/" className="shell-brand">
          <strong>{t.app}</strong>
          <Reach />
        </Link>
        {maySearch ? <GlobalSearch /> : <span className="shell-gap" />}
        <div className="shell-tools">
          <button
            type="button"
            className="plain-button"
            lang={language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
          >
            {t.shell.language}
          </button>
          <NoticeBell />
          <Link to="/me" className="shell-person">
            <UserOutlined aria-hidden />
            <span className="visually-hidden">
              {t.shell.account}
              {t.common.colon}
            </span>
            <span>
              {account.name}
              <small>{label(ROLES[account.role])}</small>
            </span>
          </Link>
          <Button
            type="text"
            icon={<LogoutOutlined aria-hidden />}
            aria-label={t.shell.signOut}
            title={t.shell.signOut}
            onClick={leave}
          />
        </div>
      </header>
      {!narrow && (
        <div className="shell-side no-print">
          <Menu />
        </div>
      )}
      {narrow && (
        <Drawer open={menuOpen} placement="left" size={260} title={t.app} onClose={() => setMenuOpen(false)}>
          <Menu onChosen={() => setMenuOpen(false)} />
        </Drawer>
      )}
      <main id="content" className="shell-content" tabIndex={-1} ref={content}>
        {account.county.demo && <div className="demo-line no-print">{t.shell.demo}</div>}
        {!online && <Alert type="warning" banner title={t.state.offline} />}
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <IdleWatch />
    </div>
  )
}
