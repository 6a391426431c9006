import { damaged } from './passphrase.ts'

/**
 * Inside of the encryption and gzip: entries one after the other, of lengths that nobody knows beforehand. Each is a
 * frame with its name, frames of content and an end. A frame: one byte kind, four bytes length, the bytes.
 */
const BEGIN = 1
const DATA = 2
const END = 3
const FRAME_HEAD = 5
const LONGEST = 64 * 1024 * 1024

export type EntryName =
  | { table: string; columns: string[] }
  /** Relative to the data folder. */
  | { file: string }
  | { manifest: true }
export type Entry = { name: EntryName; content: AsyncGenerator<Buffer> }

function frame(kind: number, bytes: Buffer): Buffer {
  const head = Buffer.alloc(FRAME_HEAD)
  head[0] = kind
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

export async function* entry(
  name: EntryName,
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield frame(BEGIN, Buffer.from(JSON.stringify(name)))
  for await (const bytes of content) if (bytes.length > 0) yield frame(DATA, bytes)
  yield frame(END, Buffer.alloc(0))
}

/** Entries as they come; each one's content must be read before the next is asked for. */
export async function* entriesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const frames = framesOf(source)
  for (let found = await frames.next(); !found.done; found = await frames.next()) {
    if (found.value.kind !== BEGIN) throw damaged()
    const name = JSON.parse(found.value.bytes.toString()) as EntryName
    const content = contentOf(frames)
    yield { name, content }
    for await (const _rest of content);
  }
}

type Frame = { kind: number; bytes: Buffer }

async function* contentOf(frames: AsyncGenerator<Frame>): AsyncGenerator<Buffer> {
  for (;;) {
    const found = await frames.next()
    if (found.done || found.value.kind === BEGIN) throw damaged()
    if (found.value.kind === END) return
    yield found.value.bytes
  }
}

async function* framesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer[] = []
  let length = 0
  let wanted = FRAME_HEAD
  for await (const piece of source) {
    rest.push(piece)
    length += piece.length
    if (length < wanted) continue
    const all = Buffer.concat(rest)
    let at = 0
    for (;;) {
      wanted = FRAME_HEAD
      if (all.length - at < wanted) break
      const size = all.readUInt32BE(at + 1)
      if (size > LONGEST) throw damaged()
      wanted = FRAME_HEAD + size
      if (all.length - at < wanted) break
      yield { kind: all[at]!, bytes: all.subarray(at + FRAME_HEAD, at + wanted) }
      at += wanted
    }
    rest = [all.subarray(at)]
    length = all.length - at
  }
  if (length > 0) throw damaged()
}
