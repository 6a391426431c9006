import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sentence } from '#domain/refusals.ts'
import { languageOf } from './serve.ts'

export const DESK = fileURLToPath(new URL('../../dist/desk', import.meta.url))

/** The desk's files, and its first page for every address that is not a file and not the API's. */
export async function pages(app: FastifyInstance): Promise<void> {
  const built = existsSync(join(DESK, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: DESK,
      wildcard: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        // Names of assets carry their content's hash; the page itself is asked for anew.
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  // One-time links for people who have no account: a small page of its own.
  if (built) app.get('/sign', (_, reply) => reply.sendFile('sign.html'))
  app.setNotFoundHandler((request, reply) => {
    if (
      built &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !/\.\w+$/.test(request.url.split('?')[0]!)
    )
      return reply.sendFile('index.html')
    return reply.code(404).send({ code: 'notFound', message: sentence('notFound', {}, languageOf(request)) })
  })
}
