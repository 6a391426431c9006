import { createCipheriv, createDecipheriv } from 'node:crypto'
import { damaged, type Opened } from './passphrase.ts'

/**
 * AES-256-GCM in chunks of one megabyte. A chunk's nonce holds its number and whether it is the last, so that chunks
 * which were swapped, left out, added or cut off do not authenticate. The key is the file's own (its salt is random).
 */
export const CHUNK = 1024 * 1024
const TAG = 16

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 3)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** The whole file: its head, then the chunks; the last one may be short or empty. */
export async function* encrypted(
  source: AsyncIterable<Buffer>,
  { head, key }: Opened,
): AsyncGenerator<Buffer> {
  const seal = (plain: Buffer, number: number, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last)).setAAD(head)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  yield head
  let number = 0
  for await (const { chunk, last } of withLast(source, CHUNK)) yield seal(chunk, number++, last)
}

/** The content again, or a refusal at the first chunk that is not the one that belongs there. `source` begins after the head. */
export async function* decrypted(
  source: AsyncIterable<Buffer>,
  { head, key }: Opened,
): AsyncGenerator<Buffer> {
  let number = 0
  for await (const { chunk, last } of withLast(source, CHUNK + TAG)) {
    if (chunk.length < TAG) throw damaged()
    const body = chunk.length - TAG
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number++, last)).setAAD(head)
    decipher.setAuthTag(chunk.subarray(body))
    const plain = decipher.update(chunk.subarray(0, body))
    try {
      decipher.final()
    } catch {
      throw damaged()
    }
    yield plain
  }
}

/** Pieces of exactly `size`, the last one marked; there always is a last one. */
async function* withLast(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ chunk: Buffer; last: boolean }> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const piece of source) {
    waiting.push(piece)
    length += piece.length
    if (length <= size) continue
    const all = Buffer.concat(waiting)
    let at = 0
    // Something always stays back: only the end of the source tells which chunk is the last.
    for (; all.length - at > size; at += size) yield { chunk: all.subarray(at, at + size), last: false }
    waiting = [all.subarray(at)]
    length = all.length - at
  }
  yield { chunk: Buffer.concat(waiting), last: true }
}
