import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import { afterAll, expect, test } from 'vitest'
import { createApp } from '#server/http/create-app.ts'
import { tlsFiles } from './tls-files.ts'

const CERT = 'testing/tls/cert.pem'
const KEY = 'testing/tls/key.pem'
const NOW = new Date('2026-06-01T00:00:00Z')

test('a certificate and its key are taken, and spoken of before they end', () => {
  expect(tlsFiles(undefined, undefined, NOW)).toEqual({})
  expect(tlsFiles(CERT, KEY, NOW)).toMatchObject({ tls: { cert: readFileSync(CERT) } })
  expect(tlsFiles(CERT, KEY, NOW).warning).toBeUndefined()
  expect(tlsFiles(CERT, KEY, new Date('2051-07-01')).warning).toMatch(/^证书将于 2051-07-\d\d 过期/)
})

test.each([
  ['one alone', CERT, undefined, NOW, /须同时给出/],
  ['not there', CERT, 'testing/tls/none.pem', NOW, /读不到文件 testing\/tls\/none.pem（ENOENT）/],
  ['not a pair', CERT, CERT, NOW, /互相对应/],
  ['over', CERT, KEY, new Date('2060-01-01'), /已于 2051-07-\d\d 过期/],
] as const)('%s: refused in clear words', (_, cert, key, now, sentence) => {
  expect(() => tlsFiles(cert, key, now)).toThrow(sentence)
})

const tls = tlsFiles(CERT, KEY, NOW).tls!
const app = await createApp(() => {}, tls)
afterAll(() => app.close())

test('it is served with them', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as { port: number }
  const status = await new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/healthz', ca: tls.cert }, ({ statusCode }) =>
      resolve(statusCode),
    ).on('error', reject)
  })
  expect(status).toBe(200)
})
