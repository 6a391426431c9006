import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ExplainedError } from '#server/explained-error.ts'
import { decrypted } from './chunks.ts'
import { type Entry, entriesOf } from './entries.ts'
import type { Manifest } from './manifest.ts'
import { damaged, HEAD_BYTES, type Opened, openHead } from './passphrase.ts'

export type Backup = { manifest: Manifest; entries(): AsyncGenerator<Entry> }

/** Reads the whole file once: when this answers, the passphrase is right and not a byte is missing or changed. */
export async function openBackup(path: string, passphrase: string): Promise<Backup> {
  const opened = await openHead(await readHead(path), passphrase)
  const entries = () => entriesOf(contentOf(path, opened))
  let manifest: Manifest | undefined
  for await (const { name, content } of entries())
    if ('manifest' in name) manifest = JSON.parse(await textOf(content)) as Manifest
  if (!manifest) throw damaged()
  if (manifest.format !== 1)
    throw new ExplainedError(
      `备份由更新的程序（${manifest.program}）所做，请先升级本程序。`,
      `The backup was made by a newer program (${manifest.program}); upgrade this one first.`,
    )
  return { manifest, entries }
}

async function* contentOf(path: string, opened: Opened): AsyncGenerator<Buffer> {
  const unzip = createGunzip()
  const source = createReadStream(path, { start: HEAD_BYTES, highWaterMark: 256 * 1024 })
  const feeding = pipeline(Readable.from(decrypted(source, opened), { objectMode: false }), unzip)
  feeding.catch(() => {}) // the reader below gets the same error
  try {
    yield* unzip
    await feeding
  } catch (error) {
    throw isZipError(error) ? damaged() : error
  }
}

const isZipError = (error: unknown): boolean => /^Z_/.test((error as { code?: string }).code ?? '')

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new ExplainedError(`找不到文件 ${path}。`, `There is no file ${path}.`)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

export async function bytesOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts)
}

const textOf = async (content: AsyncIterable<Buffer>): Promise<string> => (await bytesOf(content)).toString()
