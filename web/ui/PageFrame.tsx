import { type ReactNode, useEffect } from 'react'
import { useMessages } from '#web/messages/language.tsx'

type Props = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }

/** Heading, actions and content of a page. The title never names a child: it ends up in the browser's history. */
export function PageFrame({ title, lead, actions, children }: Props) {
  const t = useMessages()
  useEffect(() => {
    document.title = `${title} · ${t.app}`
  }, [title, t])
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="page-actions no-print">{actions}</div>}
      </div>
      {children}
    </div>
  )
}
