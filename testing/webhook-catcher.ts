import { createHmac } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WEBHOOK_FILE } from '#server/notice/webhook.ts'

const SECRET = 'a secret of forty letters that tests share'

export type CaughtEvent = { id: string; kind: string; count: number; subject: string; raw: string }
export type WebhookCatcher = {
  caught: CaughtEvent[]
  /** Messages whose signature was not right. */
  forged: number
  broken: boolean
  serve(dataDir: string, more?: object): void
  close(): Promise<void>
}

/** A machine that is told: it looks at the signature as the documentation says, and remembers everything. */
export async function catchWebhooks(): Promise<WebhookCatcher> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const raw = Buffer.concat(pieces).toString()
    const [, second, mac] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['x-tonghu-signature'])) ?? []
    const right = mac === createHmac('sha256', SECRET).update(`${second}.${raw}`).digest('hex')
    if (!right) catcher.forged += 1
    else if (!catcher.broken) {
      const event = JSON.parse(raw) as CaughtEvent
      if (event.id !== request.headers['x-tonghu-delivery']) catcher.forged += 1
      catcher.caught.push({ ...event, raw })
    }
    response.writeHead(catcher.broken ? 503 : 204).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const catcher: WebhookCatcher = {
    caught: [],
    forged: 0,
    broken: false,
    serve(dataDir, more = {}) {
      mkdirSync(dataDir, { recursive: true })
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tonghu`
      writeFileSync(join(dataDir, WEBHOOK_FILE), JSON.stringify({ url, secret: SECRET, ...more }), {
        mode: 0o600,
      })
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
  return catcher
}
