import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { ExplainedError } from '#server/explained-error.ts'
import { syncFolder } from '#server/write-file.ts'
import { archive } from './archive.ts'
import { encrypted } from './chunks.ts'
import type { Manifest } from './manifest.ts'
import { HEAD_BYTES, isBackup, newHead } from './passphrase.ts'

// Most of a county is sealed and does not shrink; what does, does so at this level nearly as well as at nine.
const GZIP = { level: 4 }

export type Source = { owner: pg.ClientConfig; dataDir: string }

/** One file, whole or not at all. In flat memory, whatever the size; the server may run and be written to. */
export async function writeBackup(
  file: string,
  { owner, dataDir }: Source,
  passphrase: string,
): Promise<Manifest> {
  const path = resolve(file)
  await refuseOtherFile(path)
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`
  const client = new pg.Client(owner)
  client.on('error', () => {}) // the statement under way fails too, and says it
  await client.connect()
  let manifest: Manifest | undefined
  try {
    const opened = await newHead(passphrase)
    const output = await open(beside, 'wx', 0o600)
    try {
      await pipeline(
        Readable.from(
          archive(client, dataDir, (made) => {
            manifest = made
          }),
          { objectMode: false },
        ),
        createGzip(GZIP),
        (source: AsyncIterable<Buffer>) => encrypted(source, opened),
        async (source: AsyncIterable<Buffer>) => {
          for await (const bytes of source) await output.writeFile(bytes)
        },
      )
      await output.sync()
    } finally {
      await output.close()
    }
    await rename(beside, path)
    await syncFolder(dirname(path))
    return manifest!
  } finally {
    await rm(beside, { force: true })
    await client.end()
  }
}

/** Yesterday's backup may be replaced; a roster whose name was typed by mistake may not. */
async function refuseOtherFile(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!file) return
  try {
    const { buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    if (!isBackup(buffer))
      throw new ExplainedError(
        `${path} 已存在，且不是童护的备份，不会覆盖。`,
        `${path} is there and is no backup of Tonghu; it will not be replaced.`,
      )
  } finally {
    await file.close()
  }
}
