import { existsSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { connectionsFrom } from '#server/db/connect.ts'
import { removeCluster } from '#server/db/embedded/places.ts'
import { withClient } from '#server/db/with-client.ts'
import { ExplainedError } from '#server/explained-error.ts'

/** Restoring never goes over something: an empty folder, and with DATABASE_URL a database without a county. */
export async function refuseFull(dataDir: string, url: string | undefined): Promise<void> {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new ExplainedError(
      `${dataDir} 不是空文件夹。请恢复到一个新的文件夹，以免覆盖。`,
      `${dataDir} is not empty. Restore into a new folder, so that nothing is overwritten.`,
    )
  if (url && (await holdsSomething(connectionsFrom(url).owner)))
    throw new ExplainedError(
      'DATABASE_URL 指定的数据库里已有内容，请换一个空的数据库。',
      'The database named by DATABASE_URL is not empty; use an empty one.',
    )
}

const holdsSomething = (owner: pg.ClientConfig): Promise<boolean> =>
  withClient(owner, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    )
    const names = new Set(rows.map(({ name }) => name))
    if (names.size === 0) return false
    // Ours, migrated and never used: a restore that was cut short leaves it so.
    if (!names.has('schema_migration') || !names.has('county')) return true
    for (const table of ['county', 'act', 'account', 'audit'])
      if ((await client.query(`select from ${table} limit 1`)).rowCount !== 0) return true
    return false
  })

/** After a failure: the folder is as empty as before. */
export async function emptyAgain(dataDir: string, existed: boolean): Promise<void> {
  removeCluster(dataDir)
  if (!existed) return rm(dataDir, { recursive: true, force: true })
  for (const name of readdirSync(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true })
}
