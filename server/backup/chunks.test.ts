import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { CHUNK, decrypted, encrypted } from './chunks.ts'
import { newHead, openHead } from './passphrase.ts'

const opened = await newHead('correct horse battery')
const SEALED = CHUNK + 16

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function whole(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
const seal = async (plain: Buffer) =>
  (await whole(encrypted(inPieces(plain, 77_777), opened))).subarray(opened.head.length)
const open = (sealed: Buffer) => whole(decrypted(inPieces(sealed, 50_001), opened))

test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])(
  '%i bytes come back',
  async (size) => {
    const plain = randomBytes(size)
    expect((await open(await seal(plain))).equals(plain)).toBe(true)
  },
)

test('chunks that are cut off, left out, swapped, repeated, added or changed are found', async () => {
  const sealed = await seal(randomBytes(3 * CHUNK + 5))
  const chunk = (n: number) => sealed.subarray(n * SEALED, (n + 1) * SEALED)
  const [a, b, c, d] = [chunk(0), chunk(1), chunk(2), chunk(3)]
  const flipped = Buffer.from(sealed)
  flipped[2 * SEALED + 9]! ^= 1
  const wrong = {
    empty: Buffer.alloc(0),
    'first chunk alone': a,
    'cut at a chunk': Buffer.concat([a, b, c]),
    'one byte short': sealed.subarray(0, -1),
    'one byte more': Buffer.concat([sealed, Buffer.alloc(1)]),
    'first left out': Buffer.concat([b, c, d]),
    'middle left out': Buffer.concat([a, c, d]),
    swapped: Buffer.concat([b, a, c, d]),
    repeated: Buffer.concat([a, a, b, c, d]),
    'end twice': Buffer.concat([a, b, c, d, d]),
    flipped,
  }
  for (const [what, bytes] of Object.entries(wrong))
    await expect(open(bytes), what).rejects.toThrow('damaged')
})

test('a wrong passphrase is told from a damaged file', async () => {
  await expect(openHead(opened.head, 'correct horse batterz')).rejects.toThrow('Wrong passphrase')
  await expect(openHead(opened.head.subarray(0, 20), 'x')).rejects.toThrow('damaged')
  await expect(openHead(Buffer.from('PK\x03\x04 a roster'), 'x')).rejects.toThrow('no backup')
  const costly = Buffer.from(opened.head)
  costly.writeUInt32BE(0xffffffff, 24)
  await expect(openHead(costly, 'x')).rejects.toThrow('damaged')
  expect((await openHead(opened.head, 'correct horse battery')).key).toEqual(opened.key)
})
