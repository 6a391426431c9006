import { createHash, randomBytes } from 'node:crypto'
import { fastifyCookie } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusals.ts'

const COOKIE = 'tonghu_session'

/** What a request shows: a browser's session, or a program's API token. Only digests of either are kept. */
export type Credential = { kind: 'session' | 'token'; hash: Buffer }

const digest = (token: string) => createHash('sha256').update(token).digest()

/** 32 random bytes. The prefix lets scanners for leaked secrets know an API token when they see one. */
export function newToken(prefix = ''): { token: string; hash: Buffer } {
  const token = prefix + randomBytes(32).toString('base64url')
  return { token, hash: digest(token) }
}

export function credentialOf({ headers }: FastifyRequest): Credential | undefined {
  // Whoever sends a token means it: a browser's cookie beside it does not count.
  if (headers.authorization !== undefined) {
    const token = /^Bearer ([\w-]{20,200})$/i.exec(headers.authorization)?.[1]
    return token ? { kind: 'token', hash: digest(token) } : undefined
  }
  const token = headers.cookie === undefined ? undefined : fastifyCookie.parse(headers.cookie)[COOKIE]
  return token ? { kind: 'session', hash: digest(token) } : undefined
}

// No lifetime: the browser forgets the cookie when it closes, the server decides when it is over.
const options = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const

export function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.removeHeader('set-cookie') // a transaction that is tried again gives another session
  reply.header('set-cookie', fastifyCookie.serialize(COOKIE, token, options(request)))
}

export function takeCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('set-cookie', fastifyCookie.serialize(COOKIE, '', { ...options(request), maxAge: 0 }))
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * A page elsewhere must not act with this browser's session, nor sign it in as somebody else. Browsers say
 * where a request comes from; programs without a cookie say nothing and need not. Hosts are compared and not
 * schemes, since a proxy in front may have ended TLS.
 */
export function refuseForeignPages(request: FastifyRequest, credential: Credential | undefined): void {
  if (SAFE.includes(request.method) || credential?.kind === 'token') return
  const { origin, 'sec-fetch-site': site } = request.headers
  const own =
    site !== undefined
      ? site === 'same-origin'
      : origin !== undefined
        ? hostOf(origin) === request.host
        : credential === undefined
  if (!own) throw new Refusal('foreignPage')
}

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host || undefined : undefined
