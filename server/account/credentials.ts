import { createHash, randomBytes } from 'node:crypto'
import type {} from '@fastify/cookie' // what it adds to requests and replies
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

export function credentialOf({ headers, cookies }: FastifyRequest): Credential | undefined {
  // Whoever sends a token means it: a browser's cookie beside it does not count.
  if (headers.authorization !== undefined) {
    const token = /^Bearer ([\w-]{20,200})$/i.exec(headers.authorization)?.[1]
    return token ? { kind: 'token', hash: digest(token) } : undefined
  }
  const token = cookies[COOKIE]
  return token ? { kind: 'session', hash: digest(token) } : undefined
}

// No lifetime: the browser forgets the cookie when it closes, the server decides when it is over.
const OPTIONS = { path: '/', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const

export const giveCookie = (reply: FastifyReply, token: string) => reply.setCookie(COOKIE, token, OPTIONS)
export const takeCookie = (reply: FastifyReply) => reply.clearCookie(COOKIE, OPTIONS)

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
        ? hostsOf(origin).includes(request.host)
        : credential === undefined
  if (!own) throw new Refusal('foreignPage')
}

/** As browsers leave the usual port out, and other clients do not. */
function hostsOf(origin: string): string[] {
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return []
  const { host, protocol } = new URL(origin)
  return [host, `${host}:${protocol === 'https:' ? 443 : 80}`]
}
