import { useEffect, useState } from 'react'
import { chinaMinute } from '#domain/dates.ts'
import { NOTICE_KINDS } from '#domain/notice/notice-kinds.ts'
import { Unreachable } from '#web/api/refused.ts'
import type { Phone, Picture } from './data.ts'
import { Icon, Page, Problem } from './parts.tsx'
import { useSpeech } from './speak.tsx'
import { deleteStore } from './store/store.ts'
import { forgetWorker } from './store/workers.ts'
import { useUpdate } from './update.ts'

/** A clock that is off by so much makes days wrong around midnight. */
const CLOCK_MINUTES = 5

type Props = { phone: Phone; picture: Picture; lock(): void }

/** Whether everything has arrived, and what to do with this phone. */
export function Me({ phone, picture, lock }: Props) {
  const { t, turn } = useSpeech()
  const { outbox, photos, children, progress, syncing, failure } = picture
  const allSent = outbox.length + photos.length === 0
  const update = useUpdate()
  const [persisted, setPersisted] = useState<boolean>()
  const [leaving, setLeaving] = useState(false)
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setPersisted)
  }, [])
  const off = Math.round(Math.abs(progress.offset) / 60_000)
  const leave = async () => {
    phone.close()
    await deleteStore(phone.id)
    await forgetWorker(phone.id)
    lock()
  }
  return (
    <Page title={t.me.title} lead={progress.shared?.content.name}>
      <section className="card">
        <p className={allSent ? 'state good' : 'state'}>
          <Icon name={allSent ? 'done' : 'wait'} />
          {allSent
            ? t.me.nothingWaiting
            : [
                outbox.length > 0 && t.me.waiting(outbox.length),
                photos.length > 0 && t.me.photosWaiting(photos.length),
              ]
                .filter(Boolean)
                .join(' · ')}
        </p>
        <p className="lead">
          {progress.syncedAt ? t.me.syncedAt(chinaMinute(new Date(progress.syncedAt))) : t.me.never} ·{' '}
          {t.me.children(children.length)}
        </p>
        {failure !== null && !syncing && (
          <Problem>
            {failure instanceof Unreachable ? t.me.failedLine : (failureOf(failure) ?? t.me.failed)}
          </Problem>
        )}
        <button type="button" className="large primary" disabled={syncing} onClick={() => void phone.sync()}>
          <Icon name="me" />
          {syncing ? t.me.syncing : t.me.sync}
        </button>
        <p>{allSent && progress.syncedAt ? t.me.safe : t.me.unsafe}</p>
      </section>
      <Notices phone={phone} picture={picture} />
      {off >= CLOCK_MINUTES && <Problem>{t.me.clock(off)}</Problem>}
      {update && (
        <section className="card">
          <p>{t.me.update}</p>
          <button type="button" className="large" onClick={update}>
            {t.me.updateNow}
          </button>
        </section>
      )}
      {persisted !== undefined && <p className="lead">{persisted ? t.me.persisted : t.me.notPersisted}</p>}
      <section className="card">
        <button type="button" className="large" onClick={lock}>
          {t.me.lock}
        </button>
        <button type="button" className="plain" onClick={turn}>
          {t.me.language}
        </button>
        {leaving ? (
          <>
            <p>{t.me.leaveAsk}</p>
            <button type="button" className="large wrong" onClick={() => void leave()}>
              {t.me.leave}
            </button>
            <button type="button" className="plain" onClick={() => setLeaving(false)}>
              {t.cancel}
            </button>
          </>
        ) : (
          <button type="button" className="plain" disabled={!allSent} onClick={() => setLeaving(true)}>
            {allSent ? t.me.leave : t.me.leaveNot}
          </button>
        )}
      </section>
    </Page>
  )
}

/** What the server has told, until it is read; more of it stands on the desk. */
function Notices({ phone, picture }: Pick<Props, 'phone' | 'picture'>) {
  const { t, label } = useSpeech()
  const [failed, setFailed] = useState(false)
  // A store of an older app has none.
  const notices = picture.progress.shared?.content.notices ?? []
  if (notices.length === 0) return null
  const read = () =>
    phone.noticesRead().then(
      () => setFailed(false),
      () => setFailed(true),
    )
  return (
    <section className="card" aria-label={t.me.notices}>
      <h2>{t.me.notices}</h2>
      <ul>
        {notices.map(({ kind, toldAt, count, today }) => (
          <li key={`${kind}/${toldAt}`}>
            {label(NOTICE_KINDS[kind])}
            {today !== null && ` · ${t.me.tasks(count - today, today)}`}
            <span className="lead"> {chinaMinute(new Date(toldAt))}</span>
          </li>
        ))}
      </ul>
      {failed && <Problem>{t.me.failedLine}</Problem>}
      <button type="button" className="large" disabled={picture.syncing} onClick={() => void read()}>
        <Icon name="done" />
        {t.me.noticesRead}
      </button>
    </section>
  )
}

/** What the server said, in its own words. */
const failureOf = (failure: unknown): string | undefined =>
  failure instanceof Error && 'code' in failure ? failure.message : undefined
