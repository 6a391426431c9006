import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { signIn } from '#domain/account/account-api.ts'
import type { AnyEndpoint } from '#domain/endpoint.ts'
import { sentence } from '#domain/refusals.ts'
import type { Actor, Deps } from '../deps.ts'
import { languageOf } from './serve.ts'

export type Limits = { signInsPerMinute: number; requestsPer10Seconds: number }

/** Project defaults. A county hall behind one address signs in within some minutes, not one. */
export const LIMITS: Limits = { signInsPerMinute: 20, requestsPer10Seconds: 600 }

type Caller = { key: string; actor: Actor }
type Limiting = {
  deps: Pick<Deps, 'audit' | 'now'>
  /** Who was seen before with these credentials. Made-up ones count for their address, else they would escape it. */
  recall(request: FastifyRequest): Caller | undefined
  limits?: Limits
}

const endpointOf = (request: FastifyRequest): AnyEndpoint | undefined =>
  (request.routeOptions.config as { endpoint?: AnyEndpoint }).endpoint

/** So many requests a person or address; more are refused before anything is read. Added before the routes. */
export async function limitRequests(app: FastifyInstance, { deps, recall, limits = LIMITS }: Limiting) {
  await app.register(rateLimit, { global: false })
  const ofSignIn = app.createRateLimit({
    max: limits.signInsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.ip,
  })
  const ofAll = app.createRateLimit({
    max: limits.requestsPer10Seconds,
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
    const isSignIn = endpointOf(request)?.name === signIn.name
    for (const [name, count] of [
      ['signIn', isSignIn ? ofSignIn : undefined],
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
