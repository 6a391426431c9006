import { UnreadableFile } from '../file-problem.ts'

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const END_OF_CHAIN = 0xfffffffe
const FREE = 0xffffffff
const DIRECTORY_ENTRY = 128
const ROOT = 5
const STREAM = 2
const DIFAT_IN_HEADER = 109

type Entry = { name: string; kind: number; start: number; size: number }
type Sectors = { bytes: Buffer; size: number; table: number[] }

export const isCompoundFile = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(SIGNATURE)

/**
 * The streams of an OLE2 container by name. Each chain of sectors is followed no further than there are sectors, and
 * a stream is no longer than the file: what the file says of itself is never believed.
 */
export function compoundFile(file: Buffer): { names: string[]; stream(name: string): Buffer | undefined } {
  if (file.length < 512 || !isCompoundFile(file)) throw new UnreadableFile('damaged')
  const big = bigSectors(file)
  const entries = directoryOf(chainOf(big, file.readUInt32LE(48)))
  const root = entries.find(({ kind }) => kind === ROOT)
  if (!root) throw new UnreadableFile('damaged')
  const cutoff = file.readUInt32LE(56)
  let small: Sectors | undefined
  const smallSectors = (): Sectors => ({
    bytes: chainOf(big, root.start),
    size: 64,
    table: numbersIn(chainOf(big, file.readUInt32LE(60))),
  })
  return {
    names: entries.map(({ name }) => name),
    stream(name) {
      const entry = entries.find(
        (one) => one.kind === STREAM && one.name.toLowerCase() === name.toLowerCase(),
      )
      if (!entry) return undefined
      if (entry.size < cutoff) small ??= smallSectors()
      const bytes = chainOf(entry.size < cutoff ? small! : big, entry.start)
      if (bytes.length < entry.size) throw new UnreadableFile('damaged')
      return bytes.subarray(0, entry.size)
    },
  }
}

function bigSectors(file: Buffer): Sectors {
  const shift = file.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) throw new UnreadableFile('damaged')
  const size = 1 << shift
  // The header takes the place of a sector before the first.
  const sectors = { bytes: file.subarray(size), size, table: [] as number[] }
  const places = Array.from({ length: DIFAT_IN_HEADER }, (_, i) => file.readUInt32LE(76 + i * 4))
  const most = Math.floor(sectors.bytes.length / size) + 1
  let next = file.readUInt32LE(68)
  for (let read = 0; next < END_OF_CHAIN && next !== FREE && read < most; read++) {
    const more = numbersIn(sectorAt(sectors, next))
    next = more.pop() ?? END_OF_CHAIN
    places.push(...more)
  }
  const used = places.filter((place) => place < END_OF_CHAIN - 2).slice(0, most)
  for (const place of used) for (const n of numbersIn(sectorAt(sectors, place))) sectors.table.push(n)
  return sectors
}

function sectorAt({ bytes, size }: Sectors, sector: number): Buffer {
  const from = sector * size
  if (from >= bytes.length) throw new UnreadableFile('damaged')
  return bytes.subarray(from, from + size)
}

function chainOf(sectors: Sectors, start: number): Buffer {
  const parts: Buffer[] = []
  const most = Math.ceil(sectors.bytes.length / sectors.size)
  for (let sector = start; sector < END_OF_CHAIN - 3; sector = sectors.table[sector] ?? END_OF_CHAIN) {
    if (parts.length >= most) throw new UnreadableFile('damaged')
    parts.push(sectorAt(sectors, sector))
  }
  return Buffer.concat(parts)
}

const numbersIn = (bytes: Buffer): number[] =>
  Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32LE(i * 4))

function directoryOf(bytes: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + DIRECTORY_ENTRY <= bytes.length; at += DIRECTORY_ENTRY) {
    const kind = bytes[at + 66]!
    const length = Math.min(64, Math.max(2, bytes.readUInt16LE(at + 64)))
    if (kind === 0) continue
    entries.push({
      name: bytes.toString('utf16le', at, at + length - 2),
      kind,
      start: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    })
  }
  return entries
}
