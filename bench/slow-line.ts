import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type SlowLine = { port: number; bytes: { down: number; up: number }; close(): void }

const PIECE = 1_460

/** A line of so many bits a second and so long a way, both directions sharing what is sent of each. */
export async function slowLine(
  to: number,
  { kilobits, roundTrip }: { kilobits: number; roundTrip: number },
): Promise<SlowLine> {
  const bytes = { down: 0, up: 0 }
  /** When each direction is free again. */
  const free = { down: 0, up: 0 }
  const perMillisecond = kilobits / 8
  const carry = (from: Socket, into: Socket, way: 'down' | 'up') => {
    let before: Promise<void> = Promise.resolve()
    from.on('data', (data: Buffer) => {
      for (let at = 0; at < data.length; at += PIECE) {
        const piece = data.subarray(at, at + PIECE)
        bytes[way] += piece.length
        const start = Math.max(performance.now(), free[way])
        free[way] = start + piece.length / perMillisecond
        const due = free[way] + roundTrip / 2
        before = before.then(async () => {
          await sleep(Math.max(0, due - performance.now()))
          if (!into.destroyed) into.write(piece)
        })
      }
    })
    from.on('end', () => void before.then(() => into.end()))
    from.on('error', () => into.destroy())
    from.on('close', () => void before.then(() => into.destroy()))
  }
  const server = createServer((phone) => {
    // Finding each other takes a way there and back.
    const way = connect(to, '127.0.0.1')
    carry(phone, way, 'up')
    carry(way, phone, 'down')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, bytes, close: () => server.close() }
}
