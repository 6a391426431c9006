import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { AnyEndpoint, ResultOf } from '#domain/endpoint.ts'
import { type CallInput, call } from './client.ts'
import { isRefused, Unreachable } from './refused.ts'

/** The session may end at any call; `onSignedOut` hears of it once for all of them. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (isRefused(error, 'signedOut')) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        onError(error)
        // What may not be read any more is not shown from memory either.
        if (isRefused(error) && (error.status === 403 || error.status === 404))
          query.setState({ data: undefined })
      },
    }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // `online` mode would hide a cut network behind an endless spinner.
        networkMode: 'always',
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => error instanceof Unreachable && failures < 1,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** A read of an endpoint, keyed by the endpoint's name and its input. */
export const queryOf = <E extends AnyEndpoint>(endpoint: E, input: CallInput<E>) =>
  queryOptions<ResultOf<E>>({
    queryKey: [endpoint.name, input.params ?? null, input.body ?? null],
    queryFn: ({ signal }) => call(endpoint, { ...input, signal }),
  })

/** The same for lists: the page shown stays until the next one is here. */
export const listQueryOf = <E extends AnyEndpoint>(endpoint: E, input: CallInput<E>) => ({
  ...queryOf(endpoint, input),
  placeholderData: keepPreviousData,
})

/** Reads of the endpoints that something has changed are fetched again. */
export function useChanged(changes: readonly AnyEndpoint[]) {
  const client = useQueryClient()
  return () => Promise.all(changes.map(({ name }) => client.invalidateQueries({ queryKey: [name] })))
}

/** A write; reads of the endpoints it `changes` are fetched again. */
export function useCall<E extends AnyEndpoint>(endpoint: E, changes: readonly AnyEndpoint[] = []) {
  const changed = useChanged(changes)
  return useMutation<ResultOf<E>, Error, CallInput<E>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: changed,
  })
}
