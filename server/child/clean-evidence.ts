import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { z } from 'zod'
import type { EvidenceItem } from '#domain/child/child-api.ts'
import { Refusal } from '#domain/refusals.ts'
import { isDocx } from './docx.ts'

export type EvidenceKind = z.infer<typeof EvidenceItem>['kind']

/** A 64-megapixel camera's photo; a small file that unpacks to more is no photo. */
const MOST_PIXELS = 66_000_000
// One picture at a time, from the disk's cache of nobody: a few photos at once would take more memory than the server.
sharp.cache(false)
sharp.concurrency(1)
let before: Promise<unknown> = Promise.resolve()

/** What may be stored: by its content, never by its name; pictures drawn anew, so that place and camera stay out. */
export async function cleanEvidence(bytes: Buffer): Promise<{ kind: EvidenceKind; bytes: Buffer }> {
  // What file-type says of a zip depends on its first parts; ours looks into it.
  const found = isZip(bytes) ? 'zip' : (await fileTypeFromBuffer(bytes).catch(() => undefined))?.ext
  if (found === 'zip' && isDocx(bytes)) return { kind: 'docx', bytes }
  if (found === 'pdf') return { kind: 'pdf', bytes }
  if (found === 'jpg' || found === 'png')
    return { kind: found, bytes: await inTurn(() => redraw(bytes, found)) }
  throw new Refusal('fileKind')
}

const isZip = (bytes: Buffer): boolean => bytes.length > 30 && bytes.readUInt32LE(0) === 0x04034b50

async function redraw(bytes: Buffer, kind: 'jpg' | 'png'): Promise<Buffer> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
    // Turned as the camera was held; nothing else of its metadata is written out.
    const upright = picture.autoOrient()
    return await (kind === 'jpg' ? upright.jpeg({ quality: 90 }) : upright.png()).toBuffer()
  } catch {
    throw new Refusal('fileKind')
  }
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = before.then(work)
  before = mine.catch(() => {})
  return mine
}
