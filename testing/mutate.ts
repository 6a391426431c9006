import { inflateRawSync } from 'node:zlib'
import { randomOf } from './random.ts'
import { zipOf } from './zip.ts'

export type Mutation = { how: string; bytes: Buffer }

const below = (random: () => number, n: number) => Math.floor(random() * n)

function flipped(good: Buffer, random: () => number): Buffer {
  const bad = Buffer.from(good)
  for (let i = below(random, 24) + 1; i > 0; i--) bad[below(random, bad.length)]! ^= 1 << below(random, 8)
  return bad
}
const cutOff = (good: Buffer, random: () => number) => good.subarray(0, below(random, good.length))
function cutOut(good: Buffer, random: () => number): Buffer {
  const from = below(random, good.length)
  return Buffer.concat([good.subarray(0, from), good.subarray(from + 1 + below(random, 2_000))])
}
const doubled = (good: Buffer, random: () => number) => {
  const at = below(random, good.length)
  return Buffer.concat([good.subarray(0, at), good.subarray(Math.max(0, at - 500)), good.subarray(at)])
}

type Part = { name: string; content: Buffer }

/** Parts of a good zip, by its directory. */
export function partsOf(zip: Buffer): Part[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = zip.readUInt32LE(end + 16)
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [method, packed, nameLength] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
    ]
    const local = zip.readUInt32LE(at + 42)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const content = zip.subarray(from, from + packed)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    return { name, content: method === 0 ? content : inflateRawSync(content) }
  })
}

/** The zip is whole and its checks are right; what stands in one of its parts is not. */
function brokenPart(good: Buffer, random: () => number): Buffer {
  const parts = partsOf(good)
  const xml = parts.filter(({ name }) => /\.(xml|rels)$/.test(name))
  const one = xml[below(random, xml.length)]!
  const text = one.content.toString('utf8')
  const at = below(random, text.length)
  const broken = [
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(at + 1 + below(random, 40)),
    () => text.replaceAll(/<\/(c|row|si)>/g, (tag) => (random() < 0.1 ? '' : tag)),
    () => text.replaceAll(/ r="[A-Z]+\d+"/g, (ref) => (random() < 0.05 ? ' r="A1"' : ref)),
    () => `${text.slice(0, at)}<![CDATA[${text.slice(at)}`,
    () => `\uFEFF${text}`.replaceAll('utf-8', 'gbk').replaceAll('UTF-8', 'GBK'),
  ][below(random, 6)]!()
  return zipOf(parts.map((part) => (part === one ? { ...part, content: broken } : part)))
}
const missingPart = (good: Buffer, random: () => number): Buffer => {
  const parts = partsOf(good)
  const gone = below(random, parts.length)
  return zipOf(parts.filter((_, i) => i !== gone))
}

/** A damaged copy of a good file, the same one for the same seed. */
export function mutate(good: Buffer, seed: number): Mutation {
  const random = randomOf(seed)
  const isZip = good.toString('latin1', 0, 2) === 'PK'
  const ways = {
    flipped,
    cutOff,
    cutOut,
    doubled,
    ...(isZip ? { brokenPart, missingPart } : { byteOrderMark, twoBytes }),
  }
  const names = Object.keys(ways) as (keyof typeof ways)[]
  const how = names[seed % names.length]!
  return { how, bytes: ways[how]!(good, random) }
}

/** Texts that lie about their encoding. */
const byteOrderMark = (good: Buffer, random: () => number) =>
  Buffer.concat([Buffer.from(random() < 0.5 ? [0xef, 0xbb, 0xbf] : [0xff, 0xfe]), good])
const twoBytes = (good: Buffer) => Buffer.from(good.toString('latin1'), 'utf16le')
