import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext } from 'react'
import type { Right } from '#domain/access/access.ts'
import { type Me, me, signOut } from '#domain/account/account-api.ts'
import { call } from '#web/api/client.ts'
import { queryOf } from '#web/api/queries.ts'
import { isRefused } from '#web/api/refused.ts'
import { forgetSearch } from '../child/search-text.ts'

const { queryKey } = queryOf(me, {})
const ME: readonly unknown[] = queryKey

/** Who is signed in; null when nobody is. */
export const useSession = () =>
  useQuery<Me | null>({
    queryKey: ME,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      try {
        return await call(me, { signal })
      } catch (error) {
        if (isRefused(error, 'signedOut')) return null
        throw error
      }
    },
  })

/** Signing in and the first steps answer with Me; what another person had loaded must not stay behind. */
export function useEnter() {
  const client = useQueryClient()
  return (entered: Me) => {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== me.name })
    client.setQueryData(ME, entered)
  }
}

export function useLeave() {
  const client = useQueryClient()
  return useCallback(async () => {
    await call(signOut, {}).catch(() => {})
    forgetSearch()
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== me.name })
    client.setQueryData(ME, null)
  }, [client])
}

export const MeContext = createContext<Me | null>(null)

export function useMe(): Me {
  const account = useContext(MeContext)
  if (!account) throw new Error('nobody is signed in here')
  return account
}

/** Whether the signed-in role may do something at all. */
export const useMay = (act: Right): boolean => useMe().may.includes(act)
