import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { sentence } from '#domain/refusals.ts'
import { securityHeaders } from './headers.ts'
import { openApi } from './openapi.ts'
import { pages } from './pages.ts'
import { languageOf } from './serve.ts'

const LARGEST_BODY = 2 * 1024 * 1024

/** Certificate (with its chain) and key, PEM. Without them somebody else has to end TLS in front. */
export type Tls = { cert: Buffer; key: Buffer }

/** The bare server: headers, limits, pages, /healthz. `routes` adds the endpoints. */
export async function createApp(
  routes: (app: FastifyInstance) => void | Promise<void>,
  tls?: Tls,
): Promise<FastifyInstance> {
  const app = Fastify({
    ...((tls && { https: { ...tls, minVersion: 'TLSv1.2' } }) as object),
    bodyLimit: LARGEST_BODY,
    trustProxy: false,
    // As long as 30 MB take on a line of one megabit; whoever sends slower than that holds a connection for nothing.
    requestTimeout: 300_000,
    // Addresses may be written into a log by nobody but the audit: only failures are logged, without their data.
    logger: { level: 'error', base: undefined },
    routerOptions: { maxParamLength: 200 },
  })
  securityHeaders(app)
  await app.register(cookie)
  await app.register(multipart, { limits: { files: 10, fields: 10 } })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ kind: error.name, code: error.code }, 'request failed')
    const code = status === 413 ? 'fileTooLarge' : 'invalidInput'
    const details = { problem: error.code ?? error.name, megabytes: LARGEST_BODY / 1024 / 1024 }
    return reply
      .code(Math.min(status, 500))
      .send({ code, message: sentence(code, details, languageOf(request)) })
  })
  app.get('/healthz', () => ({ status: 'ok' }))
  let contract: object | undefined
  app.get('/api/openapi.json', () => {
    contract ??= openApi()
    return contract
  })
  await routes(app)
  await pages(app)
  return app
}
