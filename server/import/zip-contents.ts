import { Readable } from 'node:stream'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { UnreadableFile } from './file-problem.ts'
import { layoutReader, type SheetLayout } from './sheet-layout.ts'

type Entry = { name: string; encrypted: boolean; method: number; crc: number; packed: number; at: number }

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8

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

function packedBytes(zip: Buffer, { at, packed }: Entry): Buffer {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL) throw new UnreadableFile('damaged')
  const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  return zip.subarray(from, from + packed)
}

/** Unpacks one entry only to count and check it; nothing is kept. `look` sees the pieces pass by. */
async function countedSize(
  zip: Buffer,
  entry: Entry,
  { most, look }: { most: number; look: ((piece: Buffer) => void) | undefined },
): Promise<number> {
  if (entry.encrypted) throw new UnreadableFile('encrypted')
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new UnreadableFile('damaged')
  const packed = Readable.from([packedBytes(zip, entry)])
  let bytes = 0
  let crc = 0
  for await (const chunk of entry.method === STORED ? packed : packed.pipe(createInflateRaw())) {
    bytes += chunk.length
    crc = crc32(chunk, crc)
    if (bytes > most) throw new UnreadableFile('tooMuch')
    look?.(chunk)
  }
  if (crc !== entry.crc) throw new UnreadableFile('damaged')
  return bytes
}

const WORKBOOK = 'xl/workbook.xml'
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i
const STRINGS = /^xl\/sharedStrings\.xml$/i
/** Pictures and macros are never opened. */
const READ = /^(?:xl\/.+\.xml|xl\/.+\.rels|_rels\/\.rels|\[Content_Types\]\.xml)$/i

/**
 * Refuses a file that is no workbook, is damaged anywhere where it will be read, or unpacks to more than
 * `unpackedBytes`, whatever its directory says. Answers the layout of each sheet by the name of its part.
 */
export async function checkZip(
  zip: Buffer,
  { unpackedBytes, stringBytes }: { unpackedBytes: number; stringBytes: number },
): Promise<Map<string, SheetLayout>> {
  const entries = directoryOf(zip)
  if (!entries.some(({ name }) => name.toLowerCase() === WORKBOOK)) throw new UnreadableFile('notXlsx')
  const layouts = new Map<string, SheetLayout>()
  let left = unpackedBytes
  for (const entry of entries.filter(({ name }) => READ.test(name))) {
    const reader = SHEET.test(entry.name) ? layoutReader() : undefined
    if (reader) layouts.set(entry.name, reader.layout)
    const most = STRINGS.test(entry.name) ? Math.min(left, stringBytes) : left
    left -= await countedSize(zip, entry, { most, look: reader?.take })
  }
  return layouts
}

/** The text of small parts, after they were checked; absent where the file has none of that name. */
export function textOfPart(zip: Buffer, part: string): string | undefined {
  const entry = directoryOf(zip).find(({ name }) => name.toLowerCase() === part.toLowerCase())
  if (!entry) return undefined
  const packed = packedBytes(zip, entry)
  const bytes = entry.method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: SMALL_PART })
  return bytes.toString('utf8')
}
const SMALL_PART = 16 * 1024 * 1024
