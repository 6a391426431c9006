import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sentence } from '#domain/refusals.ts'
import { languageOf } from './serve.ts'

export const DESK = fileURLToPath(new URL('../../dist/desk', import.meta.url))
const PHONE = fileURLToPath(new URL('../../dist/phone', import.meta.url))
/** Where the phone's app lives. */
const AT_PHONE = '/m/'

const served = (root: string) => ({
  root,
  wildcard: false,
  cacheControl: false,
  preCompressed: true,
  setHeaders(reply: { header(name: string, value: string): unknown }, path: string) {
    // Names of assets carry their content's hash; the page itself is asked for anew.
    reply.header(
      'cache-control',
      path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
  },
})

/** The files of desk and phone; the desk's first page for every address that is not a file and not the API's. */
export async function pages(app: FastifyInstance): Promise<void> {
  const built = existsSync(join(DESK, 'index.html'))
  if (built) await app.register(fastifyStatic, served(DESK))
  if (existsSync(join(PHONE, 'index.html')))
    await app.register(fastifyStatic, { ...served(PHONE), prefix: AT_PHONE, decorateReply: !built })
  app.get('/m', (_, reply) => reply.redirect(AT_PHONE))
  // One-time links for people who have no account: a small page of its own.
  if (built) app.get('/sign', (_, reply) => reply.sendFile('sign.html'))
  app.setNotFoundHandler((request, reply) => {
    if (
      built &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      !request.url.startsWith(AT_PHONE) &&
      !/\.\w+$/.test(request.url.split('?')[0]!)
    )
      return reply.sendFile('index.html')
    return reply.code(404).send({ code: 'notFound', message: sentence('notFound', {}, languageOf(request)) })
  })
}
