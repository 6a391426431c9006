import type { ReactNode } from 'react'
import type { Right } from '#domain/access/access.ts'
import { NoPermission } from '#web/ui/states.tsx'
import { useMay } from './account/session.ts'

/** A page for roles that may do what it is for. */
export function Guarded({ needs, children }: { needs: Right; children: ReactNode }) {
  return useMay(needs) ? children : <NoPermission />
}
