import { type ComponentType, lazy, type ReactNode } from 'react'
import type { Act } from '#domain/access/access.ts'
import { NoPermission } from '#web/ui/states.tsx'
import { useMay } from './account/session.ts'

/** A page loaded when it is first opened, by roles that may do what it is for. */
export function guarded(needs: Act, load: () => Promise<{ default: ComponentType }>): () => ReactNode {
  const Page = lazy(load)
  return function Guarded() {
    return useMay(needs) ? <Page /> : <NoPermission />
  }
}
