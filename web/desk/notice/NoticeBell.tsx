import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listNotices } from '#domain/notice/notice-api.ts'
import { queryOf } from '#web/api/queries.ts'
import { useMessages } from '#web/messages/language.tsx'

/** Every look stands in the log, so there are few. */
const LOOK_EVERY_MS = 300_000
const MOST_SHOWN = 99

/** How many notices nobody has read yet; leads to them. */
export function NoticeBell() {
  const t = useMessages()
  const { data } = useQuery({ ...queryOf(listNotices, {}), refetchInterval: LOOK_EVERY_MS })
  const unread = data?.unread ?? 0
  return (
    <Link
      to="/notices"
      className="shell-bell"
      aria-label={t.notices.unread(unread)}
      title={t.notices.unread(unread)}
    >
      <BellOutlined aria-hidden />
      {unread > 0 && <span aria-hidden>{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}</span>}
    </Link>
  )
}
