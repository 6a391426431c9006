import type { AnyEndpoint, BodyInputOf, ResultOf } from '#domain/endpoint.ts'
import { uploadPhoto } from '#domain/phone/phone-api.ts'
import { type CallInput, call } from '#web/api/client.ts'
import { Refused } from '#web/api/refused.ts'

/** How the phone speaks to the server: with its own token, never with a cookie of the desk. */
export const lineOf =
  (token: string) =>
  <E extends AnyEndpoint>(endpoint: E, body: BodyInputOf<E>): Promise<ResultOf<E>> =>
    call(endpoint, { body, token } as unknown as CallInput<E>)

/** A piece of a sealed photo; answers how much of it the server has. */
export const pieceOf =
  (token: string) =>
  async (upload: string, at: number, piece: Uint8Array<ArrayBuffer>): Promise<number> => {
    const files = [new File([piece], 'piece')]
    return (await call(uploadPhoto, { params: { upload, at }, files, token })).has
  }

/** Of the moment or the person, and not of what was sent: it goes out again as it is. */
const PASSING = [401, 403, 408, 409, 429]

export const refusalOf = (error: unknown): { code: string; message: string } | undefined =>
  error instanceof Refused && error.status < 500 && !PASSING.includes(error.status)
    ? { code: error.code, message: error.message }
    : undefined

/** The phone was locked, or the account has ended: only signing in again opens it. */
export const isSignedOut = (error: unknown): boolean => error instanceof Refused && error.status === 401
