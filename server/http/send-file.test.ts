import { once } from 'node:events'
import { type IncomingMessage, get as request } from 'node:http'
import { buffer, json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint, FileAnswer } from '#domain/endpoint.ts'
import { startTestApp, type TestApp } from '#testing/app.ts'
import type { Db } from '../db/db.ts'
import { type Serving, serve } from './serve.ts'

const sendMany = endpoint({
  name: 'sendMany',
  method: 'GET',
  path: '/api/test/many',
  summary: { zh: '长文件', en: 'A long file' },
  access: 'child.export',
  effect: 'export',
  params: z.object({ pieces: z.coerce.number(), failing: z.coerce.boolean().default(false) }),
  binary: 'streamed',
  result: FileAnswer,
})
const PIECE = Buffer.alloc(64 * 1024, 1)
const made = { pieces: 0, ended: 0, loggedBefore: false }

async function* pieces(db: Db, most: number, failing: boolean) {
  try {
    for (let n = 0; n < most; n++) {
      if (n === 0) made.loggedBefore = (await entries()).at(-1)?.outcome === 'answered'
      await db.rows('select count(*) from child')
      made.pieces += 1
      yield PIECE
      if (failing && n === 2) throw new Error('安小禾 cannot be written')
    }
  } finally {
    made.ended += 1
  }
}
const manyRoutes = (serving: Serving) =>
  serve(serving, sendMany, async ({ db, params, log }) => {
    log.reason = '核对'
    return {
      headers: { 'content-type': 'application/octet-stream' },
      body: pieces(db, params.pieces, params.failing),
    }
  })

let county: TestApp
let url: string
let cookie: string
beforeAll(async () => {
  county = await startTestApp({ routes: [manyRoutes] })
  await county.app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(county.app.server.address() as { port: number }).port}${sendMany.path}`
  cookie = (await county.as('countyOfficer')).cookie!
})
afterAll(() => county.close())

const entries = async () =>
  (
    await county.database.owner.query<{ outcome: string; details: string }>(
      `select outcome, details from audit where endpoint = 'sendMany' order by txid`,
    )
  ).rows
/** A computer that asks once and has no other connection open. */
const get = (query: string) =>
  new Promise<IncomingMessage>((resolve) => {
    request(`${url}?${query}`, { headers: { cookie }, agent: false }, resolve)
  })
const allIdle = () =>
  expect.poll(() => county.deps.pool.totalCount - county.deps.pool.idleCount, { timeout: 10_000 }).toBe(0)

test('a file leaves whole, and is in the log before its first byte is made', async () => {
  expect((await buffer(await get('pieces=40'))).length).toBe(40 * PIECE.length)
  expect(made).toMatchObject({ pieces: 40, ended: 1, loggedBefore: true })
  expect(await entries()).toMatchObject([{ outcome: 'answered' }])
  await allIdle()
})

test('whoever goes away ends the work; the log says so and the connection is free', async () => {
  const ended = made.ended
  const answer = await get('pieces=1000000')
  await once(answer, 'readable')
  answer.destroy()
  await expect.poll(() => made.ended, { timeout: 10_000 }).toBe(ended + 1)
  expect(made.pieces).toBeLessThan(10_000)
  await expect
    .poll(async () => (await entries()).at(-1))
    .toMatchObject({ outcome: 'failed', details: 'brokenOff' })
  await allIdle()
})

test('a failure on the way is a broken file, never a short one', async () => {
  await expect(buffer(await get('pieces=5&failing=yes'))).rejects.toThrow()
  await expect.poll(async () => (await entries()).at(-1)).toMatchObject({ outcome: 'failed' })
  await allIdle()
})

test('a few at a time', async () => {
  const begun = await Promise.all([1, 2, 3].map(() => get('pieces=1000000')))
  expect(begun.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  const refused = await get('pieces=1')
  expect(refused.statusCode).toBe(429)
  expect(await json(refused)).toMatchObject({ code: 'exportsBusy' })
  for (const answer of begun) answer.destroy()
  await allIdle()
  expect((await buffer(await get('pieces=1'))).length).toBe(PIECE.length)
})
