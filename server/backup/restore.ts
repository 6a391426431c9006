import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { type Verified, verifyAll } from '#server/audit/verify.ts'
import { masterKey } from '#server/crypto/master-key.ts'
import { createVault } from '#server/crypto/vault.ts'
import { connectDatabase, type Database, letAppIn } from '#server/db/connect.ts'
import { MIGRATIONS, migrate } from '#server/db/migrate.ts'
import { outstanding, readMigrations } from '#server/db/migration-files.ts'
import { withClient } from '#server/db/with-client.ts'
import { syncFolder, writeFileSafely } from '#server/write-file.ts'
import { beginEpochs } from './begin-epoch.ts'
import { compare, loadEntries } from './load.ts'
import type { Manifest } from './manifest.ts'
import { type Backup, bytesOf, openBackup } from './read-backup.ts'
import { emptyAgain, refuseFull } from './target.ts'

export type Restored = { manifest: Manifest; verified: Verified }

/**
 * Into an empty folder, or an empty database named by DATABASE_URL. Nothing is touched before the whole file has been
 * read and the target looked at; rows, new epoch and closed chain are one transaction.
 */
export async function restoreBackup(
  file: string,
  dataDir: string,
  passphrase: string,
  url = process.env.DATABASE_URL,
): Promise<Restored> {
  const backup = await openBackup(file, passphrase)
  const { migrations } = backup.manifest
  outstanding(readMigrations(MIGRATIONS), migrations) // refuses those of a newer program, and changed ones
  await refuseFull(dataDir, url)
  const existed = existsSync(dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  let database: Database | undefined
  try {
    database = await connectDatabase(dataDir, url)
    await migrate(database.owner, MIGRATIONS, migrations.length)
    await load(database, dataDir, backup)
    await migrate(database.owner)
    await letAppIn(database)
  } catch (error) {
    await database?.close()
    await emptyAgain(dataDir, existed)
    throw error
  }
  try {
    const vault = createVault(await masterKey(dataDir, false))
    return { manifest: backup.manifest, verified: await verifyAll(database.owner, { vault, dataDir }) }
  } finally {
    await database.close()
  }
}

async function load({ owner }: Database, dataDir: string, { manifest, entries }: Backup): Promise<void> {
  await withClient(owner, async (client) => {
    await client.query('begin')
    await loadEntries(client, entries(), (name, content) => keepFile(dataDir, name, content))
    await compare(client, manifest)
    const writeHeads = await beginEpochs(client, dataDir)
    await client.query('commit')
    await writeHeads()
    await client.query('analyze')
  })
}

async function keepFile(dataDir: string, name: string, content: AsyncIterable<Buffer>): Promise<void> {
  const path = join(dataDir, name)
  if (relative(dataDir, path).startsWith('..')) throw new Error('a file outside of the data folder')
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFileSafely(path, await bytesOf(content))
  await syncFolder(dirname(dirname(path)))
}
