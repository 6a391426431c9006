import { inflateRawSync } from 'node:zlib'

/** Sizes far above any letter, far below what stops a program that opens it. */
const LARGEST_WHOLE = 200 * 1024 * 1024
const LARGEST_PART = 64 * 1024 * 1024
const MOST_PARTS = 5_000

type Part = { name: string; method: number; packed: number; plain: number; at: number }

/**
 * A Word document: a zip whose directory names the parts of one, with a main part that unpacks to XML of the size it
 * claims, and nothing that unpacks to a flood. No macros, whatever the file is called.
 */
export function isDocx(bytes: Buffer): boolean {
  try {
    const parts = readDirectory(bytes)
    const main = parts.find(({ name }) => name === 'word/document.xml')
    const whole = parts.reduce((sum, { plain }) => sum + plain, 0)
    if (!main || whole > LARGEST_WHOLE || parts.some(({ plain }) => plain > LARGEST_PART)) return false
    if (!parts.some(({ name }) => name === '[Content_Types].xml')) return false
    if (parts.some(({ name }) => /vbaproject|\.(exe|dll|js|vbs)$/i.test(name))) return false
    return unpack(bytes, main).subarray(0, 4_096).includes('document')
  } catch {
    return false
  }
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50

function readDirectory(bytes: Buffer): Part[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('no directory')
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_PARTS) throw new Error('too many parts')
  const parts: Part[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let n = 0; n < count; n += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error('damaged directory')
    const nameLength = bytes.readUInt16LE(at + 28)
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      plain: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts
}

function unpack(bytes: Buffer, { at, method, packed, plain }: Part): Buffer {
  if (bytes.readUInt32LE(at) !== LOCAL) throw new Error('damaged part')
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const content = bytes.subarray(start, start + packed)
  // Stops at the size that the directory claims: one that unpacks to more lies, and is refused.
  const unpacked = method === 0 ? content : inflateRawSync(content, { maxOutputLength: plain + 1 })
  if (unpacked.length !== plain) throw new Error('a part that lies about its size')
  return unpacked
}
