import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { SyntheticEvent } from 'react'
import type { likeChildren } from '#domain/duplicate/duplicate-api.ts'
import type { ResultOf } from '#domain/endpoint.ts'
import { useMessages } from '#web/messages/language.tsx'

export type Like = ResultOf<typeof likeChildren>['like']
type Props = { like: Like; busy: boolean; onDifferent(event: SyntheticEvent): void }

/** Before a file is opened by hand: whose it may be already. */
export function LikeChildren({ like, busy, onDifferent }: Props) {
  const t = useMessages()
  return (
    <Alert
      type="warning"
      showIcon
      title={t.duplicates.knownAlready}
      description={
        <>
          <ul className="plain-list">
            {like.map(({ child, name, village, birthDate, reasons }) => (
              <li key={child}>
                <Link to="/children/$child" params={{ child }}>
                  {[name ?? '—', birthDate, village].filter(Boolean).join(' · ')}
                </Link>{' '}
                <small>{reasons.map(({ text }) => text).join('、')}</small>
              </li>
            ))}
          </ul>
          <Button loading={busy} onClick={onDifferent}>
            {t.duplicates.anotherChild}
          </Button>
        </>
      }
    />
  )
}
