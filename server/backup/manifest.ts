import { readFileSync } from 'node:fs'
import type pg from 'pg'
import type { Applied } from '#server/db/migration-files.ts'
import type { Counted, Sequence } from './tables.ts'

/** What a backup says of itself; its last entry, since it is known only then. */
export type Manifest = {
  format: 1
  program: string
  madeAt: string
  postgres: string
  migrations: Applied[]
  counties: { code: string; name: string; epoch: number }[]
  tables: Counted[]
  sequences: Sequence[]
  evidence: { files: number /** Already missing or damaged when the backup was made. */; faulty: string[] }
}

export const programVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version

export async function describe(client: pg.ClientBase) {
  const version = await client.query<{ postgres: string }>(
    `select current_setting('server_version') as postgres`,
  )
  const migrations = await client.query<Applied>(
    'select number, name, sha256 from schema_migration order by number',
  )
  const counties = await client.query<Manifest['counties'][number]>(
    'select code, name, epoch from county order by code',
  )
  return { postgres: version.rows[0]!.postgres, migrations: migrations.rows, counties: counties.rows }
}
