import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { TrialHttps } from './authority.ts'

const TEMPLATE = join(import.meta.dirname, 'trust-page.html')
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

type Shown = { names: readonly string[]; addresses: readonly string[] }

/**
 * Plain http beside the server of a trial: how to trust it, and the authority's certificate. Two documents, made
 * beforehand; nothing else is read, least of all a key.
 */
export async function serveTrust(
  { authority, fingerprint }: TrialHttps,
  { names, addresses }: Shown,
  at: { host: string; port: number },
): Promise<{ close(): Promise<void> }> {
  const links = addresses.map((url) => `<a href="${escaped(url)}">${escaped(url)}</a>`).join(' ')
  const filled: Record<string, string> = { fingerprint, names: escaped(names.join(', ')), addresses: links }
  const page = readFileSync(TEMPLATE, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, key: string) => filled[key] ?? '')
  const documents: Record<string, { type: string; body: Buffer }> = {
    '/': { type: 'text/html; charset=utf-8', body: Buffer.from(page) },
    '/tonghu-trial.crt': { type: 'application/x-x509-ca-cert', body: authority },
  }
  const server = createServer((request, response) => {
    const found = request.method === 'GET' ? documents[request.url ?? ''] : undefined
    response.writeHead(found ? 200 : 404, {
      'content-type': found?.type ?? 'text/plain',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    response.end(found?.body)
  })
  await new Promise<void>((ready, refuse) => {
    server.once('error', refuse)
    server.listen(at.port, at.host, ready)
  })
  return {
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
