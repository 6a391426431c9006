import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, expect, test } from 'vitest'
import type { Tls } from '../http/create-app.ts'
import { issue, makeAuthority, trialHttps } from './authority.ts'
import { serveTrust } from './trust-server.ts'

const NOW = new Date()
const NAMES = ['127.0.0.1', 'localhost']
const folder = mkdtempSync(join(tmpdir(), 'tonghu-trial-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pem = (der: Buffer) => new X509Certificate(der).toString()

/** What a client says of it that trusts `ca` and wants to reach `name`. */
async function reached(tls: Tls, ca: string, name: string): Promise<string> {
  const server = createServer(tls, (_request, response) => void response.end('ok'))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  try {
    return await new Promise((resolve) => {
      const socket = connect(
        { host: '127.0.0.1', port, ca, servername: /\d$/.test(name) ? '' : name },
        () => {
          resolve('accepted')
          socket.destroy()
        },
      )
      socket.on('error', ({ message }) => resolve(message))
    })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

test('whoever trusts the authority reaches this machine; whoever does not, does not', async () => {
  const trial = await trialHttps(folder, NAMES, NOW)
  expect(trial.made).toBe(true)
  expect(trial.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  expect(await reached(trial.tls, pem(trial.authority), 'localhost')).toBe('accepted')
  expect(await reached(trial.tls, pem(trial.authority), '127.0.0.1')).toBe('accepted')
  const other = await makeAuthority(NAMES, NOW)
  expect(await reached(trial.tls, other.cert.toString('pem'), 'localhost')).toMatch(/self.signed certificate/)
})

test('the same authority signs for no other host, name or address', async () => {
  const authority = await makeAuthority(NAMES, NOW)
  const ca = authority.cert.toString('pem')
  for (const names of [
    ['bank.example.com'],
    ['localhost.example.com'],
    ['192.0.2.7'],
    ['localhost', '10.0.0.1'],
  ])
    expect(await reached(await issue(authority, names, NOW), ca, names[0]!), names.join()).toBe(
      'permitted subtree violation',
    )
  // The client is not merely against everything that this authority signs.
  expect(await reached(await issue(authority, ['localhost'], NOW), ca, 'localhost')).toBe('accepted')
  await expect(makeAuthority(['localhost'], NOW)).rejects.toThrow('wants a host name and an address')
})

test('it is kept, its key for nobody else; a machine with another address, or a late start, gets a new one', async () => {
  const first = await trialHttps(folder, NAMES, NOW)
  expect(first.made).toBe(false)
  const kept = join(folder, 'trial-https')
  expect(statSync(kept).mode & 0o777).toBe(0o700)
  for (const name of readdirSync(kept)) expect(statSync(join(kept, name)).mode & 0o777, name).toBe(0o600)
  const again = await trialHttps(folder, NAMES, NOW)
  expect(again.fingerprint).toBe(first.fingerprint)
  expect(again.tls.key.equals(first.tls.key)).toBe(false)
  expect((await trialHttps(folder, [...NAMES, '192.0.2.9'], NOW)).made).toBe(true)
  expect((await trialHttps(folder, NAMES, new Date(NOW.getTime() + 340 * 86_400_000))).made).toBe(true)
})

test('beside it: a page with the fingerprint and steps, the certificate, and nothing else', async () => {
  const trial = await trialHttps(folder, NAMES, NOW)
  const shown = { names: NAMES, addresses: ['https://127.0.0.1:8520/'] }
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo
      probe.close(() => resolve(free))
    })
  })
  const trust = await serveTrust(trial, shown, { host: '127.0.0.1', port })
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  try {
    const page = await (await ask('/')).text()
    for (const word of [
      trial.fingerprint,
      'Android',
      'iOS',
      'Windows',
      'macOS',
      'https://127.0.0.1:8520/',
      '<svg',
    ])
      expect(page).toContain(word)
    expect(page).not.toMatch(/\{\{|PRIVATE/)
    const crt = await ask('/tonghu-trial.crt')
    expect(crt.headers.get('content-type')).toBe('application/x-x509-ca-cert')
    expect(Buffer.from(await crt.arrayBuffer()).equals(trial.authority)).toBe(true)
    const key = readFileSync(join(folder, 'trial-https', 'authority-key.pem'), 'utf8')
    for (const path of [
      '/authority-key.pem',
      '/../trial-https/authority-key.pem',
      '/names.json',
      '/%2e%2e/keys',
    ]) {
      const answer = await ask(path)
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain(key.slice(40, 80))
    }
  } finally {
    await trust.close()
  }
})
