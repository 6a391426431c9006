import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export type TestDatabase = {
  /** Past every policy: for setting the scene and for looking at what came of it. */
  owner: pg.Pool
  /** As the program connects. */
  app: pg.Pool
  connections: { owner: pg.ClientConfig; app: pg.ClientConfig }
  drop(): Promise<void>
}

/** A fresh copy of the migrated database, for one test file. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const template = inject('template')
  const database = `tonghu_clone_${randomBytes(6).toString('hex')}`
  await asOwner(`create database ${database} template ${template.owner.database}`)
  const connections = { owner: { ...template.owner, database }, app: { ...template.app, database } }
  const owner = new pg.Pool({ ...connections.owner, max: 4 })
  const app = new pg.Pool({ ...connections.app, max: 8 })
  // A connection that is still closing when its database is dropped complains, and nobody is left to hear it.
  for (const pool of [owner, app]) pool.on('connect', (client) => client.on('error', () => {}))
  return {
    owner,
    app,
    connections,
    async drop() {
      await Promise.all([owner.end(), app.end()])
      await asOwner(`drop database ${database} with (force)`)
    },
  }
}

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ ...inject('template').owner, database: 'postgres' })
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
  const { owner } = inject('template')
  const database = `tonghu_empty_${randomBytes(6).toString('hex')}`
  await asOwner(`create database ${database} template template0`)
  const secret = owner.password ? `:${encodeURIComponent(String(owner.password))}` : ''
  const url = `postgres://${owner.user}${secret}@localhost:${owner.port}/${database}?host=${encodeURIComponent(owner.host!)}`
  return { url, owner: { ...owner, database }, drop: () => asOwner(`drop database ${database} with (force)`) }
}
