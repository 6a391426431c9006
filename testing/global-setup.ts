import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connectionsFrom, letAppIn } from '#server/db/connect.ts'
import { removeCluster } from '#server/db/embedded/places.ts'
import { type Connections, startEmbedded } from '#server/db/embedded.ts'
import { type FileLock, lockHolder, tryLock } from '#server/db/file-lock.ts'
import { migrate } from '#server/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated template database, which `cloneDatabase` copies. */
    template: Connections
  }
}

type TestServer = Connections & { stop(): Promise<void> }

const PREFIX = 'tonghu-test-'

/** One server and one migrated template for the whole run; vitest calls this only when a test of the project runs. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
    ? { ...connectionsFrom(process.env.TEST_DATABASE_URL), stop: async () => {} }
    : await temporaryServer()
  const database = `tonghu_template_${randomBytes(4).toString('hex')}`
  await asOwner(server, `create database ${database} template template0`)
  const template = { owner: { ...server.owner, database }, app: { ...server.app, database } }
  await migrate(template.owner)
  await letAppIn(template)
  provide('template', template)
  return async () => {
    await asOwner(server, `drop database ${database}`)
    await server.stop()
  }
}

async function asOwner({ owner }: Connections, sql: string): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' })
  await client.connect()
  await client.query(sql)
  await client.end()
}

async function temporaryServer(): Promise<TestServer> {
  await clearLeftovers()
  const folder = mkdtempSync(join('/tmp', PREFIX))
  const lock = tryLock(join(folder, 'run.lock')) as FileLock
  const data = join(folder, 'data')
  mkdirSync(data)
  const server = await startEmbedded(data, { forTests: true })
  return {
    owner: server.owner,
    app: server.app,
    async stop() {
      await server.stop()
      removeCluster(data)
      lock.release()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A test run that was killed leaves its server running: joined and left, it stops. */
async function clearLeftovers(): Promise<void> {
  for (const name of readdirSync('/tmp').filter((one) => one.startsWith(PREFIX))) {
    const folder = join('/tmp', name)
    if (lockHolder(join(folder, 'run.lock'))) continue
    try {
      await (await startEmbedded(join(folder, 'data'), { forTests: true })).stop()
      removeCluster(join(folder, 'data'))
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another user's: theirs to clear.
    }
  }
}
