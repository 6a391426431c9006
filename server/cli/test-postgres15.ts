import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { removeCluster } from '#server/db/embedded/places.ts'
import { startEmbedded } from '#server/db/embedded.ts'

/** A temporary server of Debian's PostgreSQL 15, the oldest that the SQL must run on; under the embedded one's supervisor. */
export async function withPostgres15<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync('/tmp/tonghu-test15-')
  const binaries = { bin: '/usr/lib/postgresql/15/bin', major: 15 }
  const server = await startEmbedded(join(folder, 'data'), { forTests: true, binaries })
  try {
    const { host, port, user } = server.owner
    return await use(`postgres://${user}@localhost:${port}/postgres?host=${encodeURIComponent(host!)}`)
  } finally {
    await server.stop()
    removeCluster(join(folder, 'data'))
    rmSync(folder, { recursive: true, force: true })
  }
}
