import type { ReactNode } from 'react'
import type { Right } from '#domain/access/access.ts'
import { useMessages } from '#web/messages/language.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { NoPermission } from '#web/ui/states.tsx'
import { useMay } from './account/session.ts'

/** A page for roles that may do what it is for. */
export function Guarded({ needs, children }: { needs: Right; children: ReactNode }) {
  const t = useMessages()
  if (useMay(needs)) return children
  return (
    <PageFrame title={t.state.noPermissionTitle}>
      <NoPermission />
    </PageFrame>
  )
}
