import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { UnreadableFile } from '../file-problem.ts'

type Entry = { name: string; encrypted: boolean; method: number; crc: number; packed: number; at: number }

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8
const PIECE = 128 * 1024

/** The parts of a zip by name. `unpackedBytes` is what all of them together may come to, whatever the zip says. */
export function zipParts(zip: Buffer, unpackedBytes: number) {
  const entries = new Map(directoryOf(zip).map((entry) => [entry.name.toLowerCase(), entry]))
  let left = unpackedBytes

  /** A part piece by piece, counted and checked against its sum on the way. Absent: no pieces. */
  async function* pieces(name: string, most = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    const entry = entries.get(name.toLowerCase())
    if (!entry) return
    let bytes = 0
    let sum = 0
    for await (const piece of unpacking(zip, entry)) {
      bytes += piece.length
      left -= piece.length
      if (left < 0 || bytes > most) throw new UnreadableFile('tooMuch')
      sum = crc32(piece, sum)
      yield piece
    }
    if (sum !== entry.crc) throw new UnreadableFile('damaged')
  }

  return {
    has: (name: string) => entries.has(name.toLowerCase()),
    pieces,
    async whole(name: string, most: number): Promise<Buffer> {
      const all: Buffer[] = []
      for await (const piece of pieces(name, most)) all.push(piece)
      return Buffer.concat(all)
    },
  }
}
export type ZipParts = ReturnType<typeof zipParts>

/** The directory at the end of a zip. A file cut off on its way has none. */
function directoryOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== END) throw new UnreadableFile('damaged')
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL) throw new UnreadableFile('damaged')
    const nameLength = zip.readUInt16LE(at + 28)
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

function unpacking(zip: Buffer, { at, packed, encrypted, method }: Entry): AsyncIterable<Buffer> {
  if (encrypted) throw new UnreadableFile('encrypted')
  if (method !== STORED && method !== DEFLATED) throw new UnreadableFile('damaged')
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL) throw new UnreadableFile('damaged')
  const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  const source = Readable.from([zip.subarray(from, from + packed)])
  return method === STORED ? source : source.pipe(createInflateRaw({ chunkSize: PIECE }))
}
