import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { listNotices, type NoticeItem, readNotices } from '#domain/notice/notice-api.ts'
import { NOTICE_KINDS } from '#domain/notice/notice-kinds.ts'
import { queryOf, useCall } from '#web/api/queries.ts'
import { useLanguage } from '#web/messages/language.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Empty, Loader } from '#web/ui/states.tsx'
import { clock } from '#web/ui/today.ts'
import { useMay } from '../account/session.ts'
import { NoticePreference } from './NoticePreference.tsx'
import { Undelivered } from './Undelivered.tsx'

/** Where something can be done about it. */
const PLACES = {
  tasksDue: '/visits',
  tasksLate: '/visits',
  heldAct: '/held-acts',
  handOver: '/hand-overs',
  visitReturned: '/visits',
  policyProposed: '/policy',
  calendarMissing: '/calendar',
  backupOld: null,
  undelivered: null,
} as const satisfies Record<NoticeItem['kind'], string | null>

/** What somebody was told of, the latest first, and where else it goes. */
export default function NoticesPage() {
  const { t } = useLanguage()
  const mayRepair = useMay('system.read')
  const notices = useQuery(queryOf(listNotices, {}))
  const read = useCall(readNotices, [listNotices])
  const { now, unread = 0 } = notices.data ?? {}
  return (
    <PageFrame
      title={t.notices.title}
      lead={t.notices.lead}
      actions={
        <Button
          disabled={unread === 0 || read.isPending}
          onClick={() => now && read.mutate({ body: { until: now } })}
        >
          {t.notices.readAll}
        </Button>
      }
    >
      <Loader of={notices}>
        {({ notices: all }) =>
          all.length === 0 ? (
            <Empty title={t.notices.none} hint={t.notices.noneHint} />
          ) : (
            <section className="block" aria-label={t.notices.title}>
              <ul className="findings">
                {all.map((notice) => (
                  <li key={`${notice.kind}/${notice.subject}`}>
                    <Notice notice={notice} onRead={() => read.mutate({ body: bodyOf(notice, now!) })} />
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Loader>
      <NoticePreference />
      {mayRepair && <Undelivered />}
    </PageFrame>
  )
}

const bodyOf = ({ kind, subject }: NoticeItem, until: string) => ({ until, kind, subject })

function Notice({ notice, onRead }: { notice: NoticeItem; onRead(): void }) {
  const { t, label } = useLanguage()
  const { kind, count, today, toldAt, read } = notice
  const to = PLACES[kind]
  const says =
    today !== null ? t.notices.tasks(count - today, today) : count > 1 ? t.notices.count(count) : ''
  return (
    <p className="finding-head">
      {!read && <Mark tone="blue">{t.notices.new}</Mark>}
      <strong>{label(NOTICE_KINDS[kind])}</strong>
      {says && <span>{says}</span>}
      <span>{clock(toldAt)}</span>
      {to && (
        <Link to={to} onClick={() => !read && onRead()}>
          {t.work.look}
        </Link>
      )}
    </p>
  )
}
