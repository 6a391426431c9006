import { PassThrough } from 'node:stream'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnyEndpoint, FileAnswer } from '#domain/endpoint.ts'
import { Refusal } from '#domain/refusals.ts'

/** A file that stopped on its way: whoever asked went away or took nothing any more, or making it failed. */
export class BrokenOff extends Error {}

/** Whoever takes nothing for so long holds a connection for nothing. */
const STALLED_MS = 60_000

export type Pieces = FileAnswer & { body: AsyncIterable<Uint8Array> }
type Whole = FileAnswer & { body: Uint8Array }

const sendWhole = (reply: FastifyReply, { headers, body }: Whole): FastifyReply =>
  reply.headers(headers).send(Buffer.from(body.buffer, body.byteOffset, body.byteLength))

/** A file as it is; JSON, compressed where the endpoint allows it and the asker says that he can read that. */
export async function sendAnswer(
  { binary, compressed }: Pick<AnyEndpoint, 'binary' | 'compressed'>,
  request: FastifyRequest,
  reply: FastifyReply,
  result: unknown,
): Promise<FastifyReply> {
  if (binary) return sendWhole(reply, result as Whole)
  if (!compressed || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(result)
  const body = await promisify(gzip)(JSON.stringify(result))
  return reply
    .headers({ 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' })
    .send(body)
}

/**
 * Sends a file while it is made. It is asked for a piece only when the piece before has left, so that when this ends
 * nothing of it goes on. Answers nothing: a reply would be waited for.
 */
export async function sendPieces(reply: FastifyReply, { headers, body }: Pieces): Promise<void> {
  const way = new PassThrough()
  reply.headers(headers).send(way)
  try {
    for await (const piece of body) {
      if (way.destroyed) throw new BrokenOff('gone')
      if (!way.write(piece)) await drained(way)
    }
    if (way.destroyed) throw new BrokenOff('gone')
    way.end()
  } catch (error) {
    way.destroy()
    throw error instanceof BrokenOff ? error : new BrokenOff('failed', { cause: error })
  }
}

function drained(way: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => way.destroy(), STALLED_MS)
    const done = () => {
      clearTimeout(patience)
      way.off('drain', done).off('close', done)
      resolve()
    }
    way.once('drain', done).once('close', done)
  })
}

/** Files that are made while they are sent hold a connection each; a few at a time leave enough for everybody else. */
export function fewAtATime(most: number) {
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) throw new Refusal('exportsBusy', { most })
    running += 1
    try {
      return await work()
    } finally {
      running -= 1
    }
  }
}
