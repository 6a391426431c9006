/** The load generator: a process of its own, since what it computes must not slow down the server that it asks. */
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from '#domain/ids.ts'
import { type Asked, FRESH_ID } from './asked.ts'

export type Load = {
  port: number
  headers: string[]
  clients: number
  milliseconds: number
  requests: Asked[]
  /** What a client waits between two requests; nothing where throughput is asked for. */
  pause?: number
}
export type Loaded = { perSecond: number; p50: number; p95: number; failures: number; firstFailure?: string }

function requestText({ method, path, body = '' }: Asked, headers: string[]): string {
  const text = body.replaceAll(FRESH_ID, () => uuidv7(Date.now(), randomBytes(10)))
  const content = body ? [`content-type: application/json`, `content-length: ${Buffer.byteLength(text)}`] : []
  return [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', ...headers, ...content, '', text].join('\r\n')
}

/** One keep-alive connection. Bytes and not a client library: parsing answers costs less than making them. */
function openClient(port: number) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  let waiting: ((answer: string) => void) | undefined
  let chunks: Buffer[] = []
  let missing = -1
  socket.on('error', () => waiting?.('no connection'))
  socket.on('data', (chunk) => {
    chunks.push(chunk)
    if (missing < 0) {
      const sofar = Buffer.concat(chunks)
      const end = sofar.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/content-length: (\d+)/i.exec(sofar.subarray(0, end).toString())?.[1] ?? 0)
      missing = end + 4 + length - sofar.length
    } else missing -= chunk.length
    if (missing > 0) return
    const answer = Buffer.concat(chunks)
    ;[chunks, missing] = [[], -1]
    waiting?.(answer.toString('utf8', 0, Math.min(answer.length, 1_000)))
  })
  return {
    ask: (text: string) =>
      new Promise<string>((resolve) => {
        waiting = resolve
        socket.write(text)
      }),
    close: () => socket.destroy(),
  }
}

async function put({ port, headers, clients, milliseconds, requests, pause }: Load): Promise<Loaded> {
  const times: number[] = []
  const failed: string[] = []
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = openClient(port)
      do {
        const text = requestText(requests[next++ % requests.length]!, headers)
        const asked = performance.now()
        const answer = await client.ask(text)
        times.push(performance.now() - asked)
        if (!answer.startsWith('HTTP/1.1 200')) failed.push(answer)
        if (pause) await sleep(pause)
      } while (performance.now() - began < milliseconds)
      client.close()
    }),
  )
  const seconds = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!
  return {
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    failures: failed.length,
    firstFailure: failed[0],
  }
}

process.on('message', async (load: Load) => process.send!(await put(load)))
process.on('disconnect', () => process.exit())
