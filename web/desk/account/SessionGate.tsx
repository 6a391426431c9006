import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ErrorBox, Loading } from '#web/ui/states.tsx'
import { router } from '../routes.tsx'
import { MeContext, useSession } from './session.ts'

const SignInPage = lazy(() => import('./SignInPage.tsx'))
const FirstSteps = lazy(() => import('./FirstSteps.tsx'))

/** Signed out: the sign-in page, whatever the address; then the first steps; then the desk at that address. */
export function SessionGate() {
  const session = useSession()
  if (session.error)
    return (
      <main className="alone">
        <ErrorBox error={session.error} onRetry={() => session.refetch()} />
      </main>
    )
  if (session.data === undefined) return <Loading />
  return (
    <Suspense fallback={<Loading />}>
      {session.data === null ? (
        <SignInPage />
      ) : (
        <MeContext value={session.data}>
          {session.data.first ? <FirstSteps step={session.data.first} /> : <RouterProvider router={router} />}
        </MeContext>
      )}
    </Suspense>
  )
}
