import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMS_FILE } from '#server/notice/sms-gateway.ts'

export type CaughtSms = { phone: string; text: string }
export type SmsCatcher = {
  caught: CaughtSms[]
  /** Does as a gateway does that is out of order. */
  broken: boolean
  /** Sets it up as the gateway of a data folder. */
  serve(dataDir: string, more?: object): void
  close(): Promise<void>
}

/** A gateway that sends nothing and remembers everything. */
export async function catchSms(): Promise<SmsCatcher> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const right = request.headers.authorization === 'Bearer for-tests'
    if (right && !catcher.broken) {
      const { to, message } = JSON.parse(Buffer.concat(pieces).toString()) as {
        to: string[]
        message: string
      }
      catcher.caught.push({ phone: to[0]!, text: message })
    }
    response.writeHead(right ? (catcher.broken ? 503 : 200) : 401).end('{}')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const catcher: SmsCatcher = {
    caught: [],
    broken: false,
    serve(dataDir, more = {}) {
      mkdirSync(dataDir, { recursive: true })
      const { port } = server.address() as AddressInfo
      const config = {
        url: `http://127.0.0.1:${port}/send`,
        headers: { authorization: 'Bearer for-tests' },
        body: { to: ['{phone}'], message: '{text}' },
        ...more,
      }
      writeFileSync(join(dataDir, SMS_FILE), JSON.stringify(config), { mode: 0o600 })
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
  return catcher
}

export const codeIn = ({ text }: CaughtSms): string => /验证码(\d{6})/.exec(text)![1]!
export const tokenIn = (url: string): string => url.split('#')[1]!
