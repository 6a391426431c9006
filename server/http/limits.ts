import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { signIn } from '#domain/account/account-api.ts'
import type { AnyEndpoint } from '#domain/endpoint.ts'
import { sentence } from '#domain/refusals.ts'
import { confirmSignCode, openSignLink, sendSignCode, signByLink } from '#domain/sign-link/sign-link-api.ts'
import type { Sessions } from '../account/sessions.ts'
import type { Deps } from '../deps.ts'
import { languageOf } from './serve.ts'

export type Limits = { signInsPerMinute: number; linksPerMinute?: number; requestsPer10Seconds: number }

/** Project defaults. A county hall behind one address signs in within some minutes, not one. */
export const OFFICE_LIMITS: Limits = { signInsPerMinute: 20, requestsPer10Seconds: 600 }

type Limiting = {
  deps: Pick<Deps, 'audit' | 'now'>
  /** Knows who was seen before. Credentials that are made up count for their address, else they would escape it. */
  sessions: Pick<Sessions, 'recall'>
  rates?: Limits
}

const endpointOf = (request: FastifyRequest): AnyEndpoint | undefined =>
  (request.routeOptions.config as { endpoint?: AnyEndpoint }).endpoint

/** Where a secret could be guessed by somebody who has not signed in. A dormitory of parents shares one address. */
const BY_LINK: readonly string[] = [openSignLink, sendSignCode, confirmSignCode, signByLink].map(
  ({ name }) => name,
)
const LINKS_PER_MINUTE = 60

/** So many requests a person or address; more are refused before anything is read. Added before the routes. */
export async function limits(
  app: FastifyInstance,
  { deps, sessions: { recall }, rates = OFFICE_LIMITS }: Limiting,
): Promise<void> {
  await app.register(rateLimit, { global: false })
  const ofSignIn = app.createRateLimit({
    max: rates.signInsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.ip,
  })
  const ofLinks = app.createRateLimit({
    max: rates.linksPerMinute ?? LINKS_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request) => request.ip,
  })
  const ofAll = app.createRateLimit({
    max: rates.requestsPer10Seconds,
    timeWindow: 10_000,
    keyGenerator: (request) => recall(request)?.key ?? request.ip,
  })
  const noted = new Map<string, number>()

  /** One row a caller and window: a flood must not become a flood of the log. */
  async function note(request: FastifyRequest, window: string, ttl: number): Promise<void> {
    const now = performance.now()
    for (const [key, until] of noted) if (until <= now) noted.delete(key)
    if (noted.has(window)) return
    noted.set(window, now + ttl)
    const actor = recall(request)?.actor
    await deps.audit.write({
      at: deps.now(),
      account: actor?.account,
      role: actor?.role,
      endpoint: endpointOf(request)?.name ?? 'other',
      outcome: 'refused',
      status: 429,
      address: request.ip,
      details: 'tooManyRequests',
    })
  }

  app.addHook('onRequest', async (request, reply) => {
    const { name: asked = '' } = endpointOf(request) ?? {}
    for (const [name, count] of [
      ['signIn', asked === signIn.name ? ofSignIn : undefined],
      ['link', BY_LINK.includes(asked) ? ofLinks : undefined],
      ['all', ofAll],
    ] as const) {
      const result = await count?.(request)
      if (!result || result.isAllowed || !result.isExceeded) continue
      await note(request, `${name} ${result.key}`, result.ttl)
      const message = sentence('tooManyRequests', {}, languageOf(request))
      return reply
        .code(429)
        .header('retry-after', result.ttlInSeconds)
        .send({ code: 'tooManyRequests', message })
    }
  })
}
