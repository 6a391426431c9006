import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { type Asked, FRESH_ID } from './asked.ts'
import type { Server } from './processes.ts'

const agent = new Agent({ keepAlive: true })

/** One request over a connection that stays open; anything but 200 is an error. */
export function requestOf({ port, headers }: Server, { method, path, body }: Asked): Promise<string> {
  const given = Object.fromEntries(headers.map((line) => line.split(': ')))
  const asJson = body ? { 'content-type': 'application/json' } : {}
  return new Promise((resolve, reject) => {
    const asked = request({ agent, port, host: '127.0.0.1', method, path, headers: { ...given, ...asJson } })
    asked.on('error', reject).on('response', async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      if (response.statusCode === 200) resolve(text)
      else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`))
    })
    asked.end(body?.replaceAll(FRESH_ID, () => randomUUID()))
  })
}
