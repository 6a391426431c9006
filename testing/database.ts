import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { Connections } from '#server/db/embedded.ts'

export type TestDatabase = {
  /** Past every policy: for setting the scene and for looking at what came of it. */
  owner: pg.Pool
  /** As the program connects. */
  app: pg.Pool
  connections: Connections
  drop(): Promise<void>
}

/** A fresh copy of the migrated database, for one test file. */
export async function cloneDatabase(from: Connections = inject('template')): Promise<TestDatabase> {
  const { connections, drop } = await copyDatabase(from)
  const owner = new pg.Pool({ ...connections.owner, max: 4 })
  const app = new pg.Pool({ ...connections.app, max: 8 })
  // A connection that is still closing when its database is dropped complains, and nobody is left to hear it.
  for (const pool of [owner, app]) {
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
  }
  return {
    owner,
    app,
    connections,
    async drop() {
      await Promise.all([owner.end(), app.end()])
      await drop()
    },
  }
}

/** Nobody may be connected to what is copied. */
export async function copyDatabase(
  from: Connections,
): Promise<{ connections: Connections; drop(): Promise<void> }> {
  const database = `tonghu_clone_${randomBytes(6).toString('hex')}`
  await asOwner(from, `create database ${database} template ${from.owner.database}`)
  return {
    connections: { owner: { ...from.owner, database }, app: { ...from.app, database } },
    drop: () => asOwner(from, `drop database ${database} with (force)`),
  }
}

async function asOwner({ owner }: Pick<Connections, 'owner'>, sql: string): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A database with nothing in it, beside the template. */
export async function emptyDatabase(): Promise<{
  url: string
  owner: pg.ClientConfig
  drop(): Promise<void>
}> {
  const template = inject('template')
  const { owner } = template
  const database = `tonghu_empty_${randomBytes(6).toString('hex')}`
  await asOwner(template, `create database ${database} template template0`)
  const secret = owner.password ? `:${encodeURIComponent(String(owner.password))}` : ''
  const url = `postgres://${owner.user}${secret}@localhost:${owner.port}/${database}?host=${encodeURIComponent(owner.host!)}`
  return {
    url,
    owner: { ...owner, database },
    drop: () => asOwner(template, `drop database ${database} with (force)`),
  }
}
