import { Link } from '@tanstack/react-router'
import { Result } from 'antd'
import { useMessages } from '#web/messages/language.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'

export function NotFound() {
  const t = useMessages()
  return (
    <PageFrame title={t.state.notFoundTitle}>
      <Result status="404" subTitle={t.state.notFound} extra={<Link to="/">{t.shell.work}</Link>} />
    </PageFrame>
  )
}
