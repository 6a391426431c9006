import { type ReactNode, useEffect } from 'react'
import { useLanguage } from '#web/messages/language.tsx'

/** The frame of what comes before the desk: sign-in and the first steps. */
export function EntrancePage({
  title,
  county,
  children,
}: {
  title: string
  county?: string
  children: ReactNode
}) {
  const { t, language, choose } = useLanguage()
  useEffect(() => {
    document.title = `${title} · ${t.app}`
  }, [title, t])
  return (
    <div className="entrance">
      <header className="entrance-head">
        <div>
          <strong>{t.app}</strong>
          <span>{county ?? t.tagline}</span>
        </div>
        <button
          type="button"
          className="plain-button"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
        >
          {t.shell.language}
        </button>
      </header>
      <main className="entrance-body">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
