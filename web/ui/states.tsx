import { Alert, Button, Empty as EmptyPicture, Result, Spin } from 'antd'
import type { ReactNode } from 'react'
import { isRefused, Unreachable } from '#web/api/refused.ts'
import { useMessages } from '#web/messages/language.tsx'

/** Announced to screen readers; drawn after a moment, so that quick answers do not flicker. */
export function Loading({ text }: { text?: string }) {
  const t = useMessages()
  return (
    <div className="state-loading" role="status">
      <Spin delay={200} size="large" />
      <span>{text ?? t.common.loading}</span>
    </div>
  )
}

export function Empty({ title, hint, children }: { title?: string; hint?: string; children?: ReactNode }) {
  const t = useMessages()
  return (
    <EmptyPicture
      image={EmptyPicture.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div className="state-title">{title ?? t.state.empty}</div>
          {hint && <div className="state-hint">{hint}</div>}
        </>
      }
    >
      {children}
    </EmptyPicture>
  )
}

export function NoPermission() {
  const t = useMessages()
  return <Result status="403" subTitle={t.state.noPermission} />
}

/** The code of a page is fetched when the page is first opened; each browser has its own words for failing. */
const isLostPart = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)

/** What went wrong in the server's own sentence, and what can be done. */
export function ErrorBox({ error, onRetry }: { error: unknown; onRetry?(): void }) {
  const t = useMessages()
  if (isRefused(error, 'notAllowed')) return <NoPermission />
  // Asking again would not make it appear.
  if (isRefused(error) && error.status === 404)
    return <Alert type="warning" showIcon title={error.message} description={t.state.notFound} />
  // What a page asks for comes from its address: nothing that asking again would mend.
  if (isRefused(error, 'invalidInput'))
    return <Alert type="warning" showIcon title={t.state.badAddressTitle} description={t.state.badAddress} />
  const lost = error instanceof Unreachable || isLostPart(error)
  const title = lost ? t.state.unreachableTitle : t.state.failedTitle
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={lost ? t.state.unreachable : error instanceof Error ? error.message : t.state.broken}
      action={onRetry && <Button onClick={onRetry}>{t.common.retry}</Button>}
    />
  )
}

type Loaded<T> = { data: T | undefined; error: unknown; refetch(): unknown }

/** A read in one of its states; what was loaded before stays visible while it is fetched again. */
export function Loader<T>({ of, children }: { of: Loaded<T>; children(data: T): ReactNode }) {
  if (of.data !== undefined) return children(of.data)
  return of.error ? <ErrorBox error={of.error} onRetry={() => of.refetch()} /> : <Loading />
}
