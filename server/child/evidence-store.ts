import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { withClient } from '#server/db/with-client.ts'
import { syncFolder, writeFileSafely } from '../write-file.ts'

const folderOf = (dataDir: string) => join(dataDir, 'evidence')
// UUIDv7 begin with the time; their last digits spread over the folders.
const bucketOf = (id: string) => id.slice(-2)

export const evidencePath = (dataDir: string, id: string): string => join(folderOf(dataDir), bucketOf(id), id)

/** Writes the sealed bytes, on the disk when this answers. The row comes after: a file without one harms nobody. */
export async function storeEvidence(dataDir: string, id: string, sealed: Buffer): Promise<Buffer> {
  const folder = join(folderOf(dataDir), bucketOf(id))
  if (await mkdir(folder, { recursive: true, mode: 0o700 })) {
    await syncFolder(folderOf(dataDir))
    await syncFolder(dataDir)
  }
  await writeFileSafely(evidencePath(dataDir, id), sealed)
  return createHash('sha256').update(sealed).digest()
}

export async function readStored(dataDir: string, id: string, sha256: Buffer): Promise<Buffer> {
  const sealed = await readFile(evidencePath(dataDir, id))
  if (!createHash('sha256').update(sealed).digest().equals(sha256))
    throw new Error(`evidence ${id} is damaged; see ./tonghu verify`)
  return sealed
}

const HOUR = 3_600_000

/**
 * Removes files whose row never came: an upload that was refused or killed. An hour old at least, so none in the
 * making. As the owner, who sees every row: for anybody else all of them would look like files without one.
 */
export async function sweepEvidence(owner: pg.ClientConfig, dataDir: string, now: Date): Promise<number> {
  let swept = 0
  await withClient(owner, async (client) => {
    await client.query('set row_security = off') // refuses instead of hiding rows, should a policy apply after all
    for (const bucket of await readdir(folderOf(dataDir)).catch(() => [])) {
      const folder = join(folderOf(dataDir), bucket)
      const names = await readdir(folder)
      const ids = names.filter((name) => /^[0-9a-f-]{36}$/.test(name))
      const { rows } = await client.query<{ id: string }>(
        'select id from evidence where id = any($1::uuid[])',
        [ids],
      )
      const known = new Set(rows.map(({ id }) => id))
      for (const name of names) {
        if (known.has(name) || now.getTime() - (await stat(join(folder, name))).mtimeMs < HOUR) continue
        await rm(join(folder, name), { force: true })
        swept += 1
      }
    }
  })
  return swept
}
