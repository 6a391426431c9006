import { Link } from '@tanstack/react-router'
import { Result } from 'antd'
import { useMessages } from '#web/messages/language.tsx'

export function NotFound() {
  const t = useMessages()
  return (
    <Result
      status="404"
      title={<h1>{t.state.notFoundTitle}</h1>}
      subTitle={t.state.notFound}
      extra={<Link to="/">{t.shell.work}</Link>}
    />
  )
}
